"""A conflict in plain words: where it is, and what each side says there, with what it changed marked."""

from typing import Any, NamedTuple, cast

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from copies.bringing import ThreeVersions, name_of
from copies.merging import GONE, Conflict, Way
from copies.page_tree import OF, TERMS
from copies.page_words import Content
from core.models import BasePage, Term
from moderation.comparison.block_changes import words_of
from moderation.comparison.texts import marked, words_of_html


class Shown(NamedTuple):
    """For the form: its name there, the place, and both sides."""

    name: str
    where: str
    page: SafeString
    copy: SafeString
    chosen: str


class Place(NamedTuple):
    """Somewhere in a page: what it is called, and the block that says what a value means."""

    label: str
    block: blocks.Block | None
    is_part: bool = False


def shown(conflict: Conflict, versions: ThreeVersions, model: type[Page], choices: dict[str, str]) -> Shown:
    place = place_of(conflict.way, versions, model)
    field = model._meta.get_field(conflict.way[0]) if OF not in conflict.way[0] else None
    values = [conflict.base, conflict.page, conflict.copy]
    if conflict.is_order:
        values = [_in_order(ids, conflict, versions) for ids in values]
    base, page, copy = (_words(value, place, field) for value in values)
    name = name_of(conflict)
    label = _("%(where)s: the order") % {"where": place.label} if conflict.is_order else place.label
    return Shown(name, label, _side(base, page), _side(base, copy), choices.get(name, ""))


def _side(base: str, words: str) -> SafeString:
    nothing = _("Nothing: it was taken away or left empty.")
    return marked(base, words) if words else format_html("<em>{}</em>", nothing)


def place_of(way: Way, versions: ThreeVersions, model: type[Page]) -> Place:
    """Its name, from the field down: “Body › Text 2”."""
    name, *inside = way
    if OF in name or name == TERMS:
        return Place(_label_of_terms(name, model), None)
    field = model._meta.get_field(name)
    label = capfirst(str(getattr(field, "verbose_name", name)))
    if not isinstance(field, StreamField):
        return Place(label, None)
    place = Place(label, field.stream_block)
    values = [one[name] for one in (versions.copy, versions.page, versions.base)]
    for key in inside:
        place, values = _below(place, values, key)
    return place


def _below(place: Place, values: list[Any], key: str) -> tuple[Place, list[Any]]:
    if isinstance(values[0], list) or any(isinstance(one, list) for one in values):
        return _part(place, values, key)
    found = [one.get(key) for one in values if isinstance(one, dict) and key in one]
    if place.is_part:
        # The value of a block: its label was said.
        return place._replace(is_part=False), found
    inner = getattr(place.block, "child_blocks", {}).get(key)
    return Place(_longer(place.label, inner.label if inner else ""), inner), found


def _part(place: Place, values: list[Any], key: str) -> tuple[Place, list[Any]]:
    for parts in filter(lambda one: isinstance(one, list), values):
        for number, part in enumerate(parts, start=1):
            if part.get("id") == key:
                inner = _block_of(place.block, part)
                label = f"{inner.label or ''} {number}".strip() if inner else str(number)
                every = [one for side in values if isinstance(side, list) for one in side if one.get("id") == key]
                return Place(_longer(place.label, label), inner, is_part=True), every
    return place, []


def _block_of(block: blocks.Block | None, part: dict[str, Any]) -> blocks.Block | None:
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    found: blocks.Block | None = getattr(block, "child_blocks", {}).get(part.get("type"))
    return found


def _longer(label: str, more: object) -> str:
    return f"{label} › {capfirst(str(more))}" if more else label


def _label_of_terms(name: str, model: type[Page]) -> str:
    vocabulary = name.partition(OF)[2]
    found = (slot.label for slot in cast(type[BasePage], model).term_slots if slot.vocabulary == vocabulary)
    return next(found, _("Terms"))


def _in_order(ids: list[str], conflict: Conflict, versions: ThreeVersions) -> list[Any]:
    """The parts themselves, as the copy says them."""
    parts = {one["id"]: one for one in _parts_at(conflict.way, versions.copy)}
    return [parts[key] for key in ids if key in parts]


def _parts_at(way: Way, content: Content) -> list[Any]:
    found: Any = content
    for key in way:
        inside = {one["id"]: one for one in found} if isinstance(found, list) else found
        found = inside.get(key, {})
    return found if isinstance(found, list) else []


def _words(value: object, place: Place, field: models.Field | None) -> str:
    if value is GONE or value is None:
        return ""
    if place.block is not None:
        raw = value.get("value") if place.is_part and isinstance(value, dict) else value
        return words_of(place.block, place.block.to_python(raw))
    if isinstance(value, list):
        return ", ".join(_row(one) for one in value)
    if isinstance(value, dict):
        return _row(value)
    return _of_field(field, value)


def _row(row: dict[str, Any]) -> str:
    for name, model in (("term", Term), ("related", Page)):
        if name in row:
            found = model._default_manager.filter(pk=row[name]).first()
            return str(found) if found else "–"
    return ", ".join(str(value) for name, value in row.items() if name != "id")


def _of_field(field: models.Field | None, value: object) -> str:
    if isinstance(field, models.ForeignKey):
        found = field.related_model._default_manager.filter(pk=value).first()
        return str(found) if found else "–"
    if isinstance(field, RichTextField):
        return words_of_html(str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(localize(field.to_python(value)) if field is not None else value)


def name_of_place(way: Way, versions: ThreeVersions, model: type[Page]) -> str:
    try:
        return place_of(way, versions, model).label
    except FieldDoesNotExist:
        return capfirst(way[0].replace("_", " "))
