"""The editor of a page: what most pages need first, the rest in folded groups."""

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.forms import BoundField, Media
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.ui.components import Component, MediaContainer
from wagtail.models import Page

from core.models.page_terms import TermSlot
from core.models.pages import BasePage


def term_panels(slots: list[TermSlot], first: Collection[str] = (), rest: Collection[str] = ()) -> list[FieldPanel]:
    """A field for each vocabulary of the kind; for some of them, in their order, or for all the rest."""
    if first:
        slots = [slot for name in first for slot in slots if slot.vocabulary == name]
    return [FieldPanel(slot.field) for slot in slots if slot.vocabulary not in rest]


# Gives what an app shows above the form of a page, or nothing.
AboveForm = Callable[[Panel.BoundPanel], Component | None]
_above_form: list[AboveForm] = []


def above_form(function: AboveForm) -> AboveForm:
    """Register what stands above the tabs of every page's form; called with the bound panel."""
    _above_form.append(function)
    return function


class PanelAboveTabs(Panel):
    """Stands outside of all tabs, as Wagtail's own panel of comments does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/above_form.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.parts = [part for function in _above_form if (part := function(self))]

        def show_panel_furniture(self) -> bool:
            return False

        def is_shown(self) -> bool:
            return bool(self.parts)

        @property
        def media(self) -> Media:
            return MediaContainer(self.parts).media


def shown_if(field: str, *values: str, or_filled: bool = False) -> dict[str, str]:
    """For `attrs` of a panel: it stands open while that field has one of the values, or while it holds something.

    static/js/admin-conditional.js reads this. A panel with an error always stands open.
    """
    told = {"data-shown-if": field, "data-shown-values": " ".join(values)}
    return told | {"data-shown-filled": ""} if or_filled else told


class Fold(MultiFieldPanel):
    """A group that is folded while it holds nothing, in words that somebody wrote, and no error."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def classes(self) -> list[str]:
            return super().classes() if self._holds_something() else [*super().classes(), "collapsed"]

        def _holds_something(self) -> bool:
            options = self.panel.get_form_options()
            rows = (self.form.formsets[name] for name in options.get("formsets", ()) if name in self.form.formsets)
            fields = [name for name in options.get("fields", ()) if name in self.form.fields]
            return (
                any(formset.forms for formset in rows)
                or not self.form.errors.keys().isdisjoint(fields)
                or any(_is_filled(self.form[name], self.instance) for name in fields)
            )


def _is_filled(field: BoundField, instance: Any) -> bool:
    """Whether it holds something else than a new page would."""
    value = field.value()
    try:
        default = instance._meta.get_field(field.name).get_default()
    except FieldDoesNotExist:
        default = None
    if isinstance(value, str):
        return bool(strip_tags(value).strip()) and value != default
    # What was chosen, and what was typed, come together in a list.
    return any(value) if isinstance(value, list) else bool(value) and value != default


class EditorTabs(TabbedInterface):
    """The tabs of a page, and beside them what it still needs to go live."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "core/admin/editor_tabs.html"


def tabs(*groups: tuple[Any, list[Panel]], page_class: type[Page] = BasePage) -> EditorTabs:
    """The editor in tabs named in plain words; address, menu and sharing come last."""
    named = [ObjectList(panels, heading=heading) for heading, panels in groups]
    return EditorTabs(
        [
            ObjectList([PanelAboveTabs()]),
            *named,
            ObjectList(page_class.promote_panels, heading=_("Address and sharing")),
            # Wagtail's own: the dates of going live and expiring, and comments. It shows no tab of its own.
            ObjectList(page_class.settings_panels, heading=_("Settings")),
        ]
    )
