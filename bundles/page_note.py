"""Above the form of a page: in which bundle it stands, and whether it is approved for it."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from bundles.standing import item_of
from core.i18n.instants import in_words
from core.models.editor_tabs import above_form


class BundleNote(Component):
    template_name = "bundles/page_note.html"

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told

    @property
    def media(self) -> Media:
        return Media(css={"all": ["css/admin-planning.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.told


def note_above_form(bound: Panel.BoundPanel) -> Component | None:
    page = bound.instance
    item = item_of(page.pk) if isinstance(page, Page) and page.pk and bound.request else None
    if item is None or bound.request is None:
        return None
    at = item.bundle.go_live_at
    is_approved = item.approved_id is not None and item.approved_id == page.latest_revision_id
    return BundleNote(
        {"bundle": item.bundle, "is_approved": is_approved, "when": in_words(at, bound.request.user) if at else ""}
    )


def connect() -> None:
    above_form(note_above_form)
