"""The buttons below the editor: to publish, or to send the page to review, is what people work for."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem

SUBMIT, SAVE, PUBLISH = "action-submit", "action-save-draft", "action-publish"


class SubmitForReview(SubmitForModerationMenuItem):
    """Wagtail names the workflow; here there is one, and what matters is what happens."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        state = context["page"].current_workflow_state if context.get("page") else None
        is_back = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        return {**context, "label": _("Submit for review again") if is_back else _("Submit for review")}


class SendOrSave(ActionMenuItem):
    """Both side by side. The button that saves stays outside of the menu: its key and autosave ask for it."""

    name = "action-send-or-save"

    def __init__(self, send: ActionMenuItem, save: ActionMenuItem) -> None:
        super().__init__(order=save.order)
        self.parts = (send, save)

    def render_html(self, parent_context: dict[str, Any]) -> SafeString:
        return format_html("{}{}", *(part.render_html(parent_context) for part in self.parts))

    @property
    def media(self) -> Media:
        return self.parts[0].media + self.parts[1].media


def submit_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The first item is the button that is seen; the others wait in its menu."""
    for number, item in enumerate(menu_items):
        if item.name == SUBMIT:
            menu_items[number] = SubmitForReview(order=item.order)
    by_name = {item.name: item for item in menu_items}
    first = PUBLISH if PUBLISH in by_name else SUBMIT
    if {first, SAVE} <= by_name.keys():
        rest = [item for item in menu_items if item.name not in {first, SAVE}]
        menu_items[:] = [SendOrSave(by_name[first], by_name[SAVE]), *rest]
