"""Which filters a list offers, and in which order: chosen by staff on the list page."""

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.admin.term_fields import FormData, FormFiles
from core.forms import PageForm


class PlacesWidget(forms.Widget):
    """A table: a line for each filter, with a field for its place. It needs no script and no dragging."""

    template_name = "search/widgets/places.html"
    choices: list[tuple[str, str | Promise]] = []

    def get_context(
        self, name: str, value: dict[str, str] | list[str] | None, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        places = value if isinstance(value, dict) else {one: str(place) for place, one in enumerate(value or [], 1)}
        lines = [(key, label, places.get(key, "")) for key, label in self.choices]
        lines.sort(key=lambda line: (not line[2].isdigit(), int(line[2]) if line[2].isdigit() else 0))
        context["widget"]["lines"] = lines
        return context

    def value_from_datadict(self, data: FormData, files: FormFiles, name: str) -> dict[str, str]:
        return {key: (data.get(f"{name}-{key}") or "").strip() for key, _label in self.choices}

    def value_omitted_from_data(self, data: FormData, files: FormFiles, name: str) -> bool:
        return not any(f"{name}-{key}" in data for key, _label in self.choices)

    def id_for_label(self, id_: str) -> str:
        return ""


class PlacesField(forms.Field):
    """Cleans to the names that have a place, the lowest first."""

    widget = PlacesWidget

    def offer(self, choices: list[tuple[str, str | Promise]]) -> None:
        self.widget.choices = choices

    def clean(self, value: dict[str, str] | None) -> list[str]:
        places = {name: place for name, place in (value or {}).items() if place}
        if any(not place.isdecimal() or len(place) > 3 for place in places.values()):
            raise forms.ValidationError(_("Use whole numbers from 1 up. Leave it empty to leave out a filter."))
        return sorted(places, key=lambda name: int(places[name]))

    def has_changed(self, initial: list[str] | None, value: dict[str, str] | None) -> bool:
        try:
            return self.clean(value) != (initial or [])
        except forms.ValidationError:
            return True


class FacetNamesField(models.JSONField):
    """Names of facets in order."""

    def formfield(self, **kwargs: Any) -> Any:
        options = {"label": capfirst(self.verbose_name), "help_text": self.help_text, "required": False}
        return PlacesField(**options | {key: kwargs[key] for key in ("label", "help_text") if key in kwargs})


class ListingPageForm(PageForm):
    """The form of a list: it offers the filters that the kind of list has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("facet_names")
        if isinstance(field, PlacesField):
            field.offer([(facet.name, facet.label) for facet in self.instance.facets if facet.is_shown])
            # What is offered today, where nobody has chosen yet.
            self.initial["facet_names"] = self.instance.shown_names
