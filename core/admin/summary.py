"""The summary of the desk in the name of the network: Wagtail knows the product's alone."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import SummaryItem

from core.site_state import network_name
from core.visibility import pages_in_bin


class OfTheNetwork(SummaryItem):
    """A line of it. The name is heard, not seen."""

    def __init__(self, item: SummaryItem) -> None:
        super().__init__(item.request)
        self.item, self.order, self.template_name = item, item.order, item.template_name

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = {**self.item.get_context_data(parent_context), "site_name": network_name()}
        if "total_pages" in context:
            context["total_pages"] -= pages_in_bin(self.request.user)
        return context

    def is_shown(self) -> bool:
        return self.item.is_shown()


def in_our_name(request: HttpRequest, items: list[SummaryItem]) -> None:
    items[:] = [OfTheNetwork(item) for item in items]
