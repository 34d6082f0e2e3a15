"""The editor of a page, in tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.models import Page

from core.models.page_terms import TermSlot
from core.models.pages import BasePage


def term_panels(slots: list[TermSlot]) -> list[FieldPanel]:
    """A field for each vocabulary of the kind."""
    return [FieldPanel(slot.field) for slot in slots]


def shown_if(field: str, *values: str, or_filled: bool = False) -> dict[str, str]:
    """For `attrs` of a panel: it stands open while that field has one of the values, or while it holds something.

    static/js/admin-conditional.js reads this. A panel with an error always stands open.
    """
    told = {"data-shown-if": field, "data-shown-values": " ".join(values)}
    return told | {"data-shown-filled": ""} if or_filled else told


def tabs(*groups: tuple[Any, list[Panel]], page_class: type[Page] = BasePage) -> TabbedInterface:
    """The editor in tabs named in plain words; address, menu and sharing come last."""
    named = [ObjectList(panels, heading=heading) for heading, panels in groups]
    return TabbedInterface(
        [
            *named,
            ObjectList(page_class.promote_panels, heading=_("Address and sharing")),
            # Wagtail's own: the dates of going live and expiring, and comments. It shows no tab of its own.
            ObjectList(page_class.settings_panels, heading=_("Settings")),
        ]
    )
