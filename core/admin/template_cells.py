"""A column of a list in the admin whose cells have a template of their own."""

from typing import Any

from django.middleware.csrf import get_token
from wagtail.admin.ui.tables import Column


class TemplateColumn(Column):
    """The cells' template is `template`, to which the name is added: "care/{}.html". A cell may hold a form."""

    template = ""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = self.template.format(name)

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        # Wagtail draws a cell without its request: a form would have no token, and browsers would be refused.
        request = parent_context.get("request")
        return context | {"csrf_token": get_token(request)} if request else context
