"""What changed inside a stream of blocks: each part that differs, with the way to it; what is equal is left out.

Wagtail compares lists by identity and shows a stream whole: a moderator would read everything again.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from django.db.models import Model
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.compare import FieldComparison, register_comparison_class
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from core.text.page_cleaning import clean_inside, language_of
from moderation.comparison.texts import marked, marked_html, meant, words_of_html

# What a block keeps in the database, as plain data.
Kept: TypeAlias = "dict[str, Kept] | list[Kept] | str | int | float | bool | None"


class Item(NamedTuple):
    """A part of a stream or a list."""

    key: str
    label: str
    block: blocks.Block
    value: object

    @property
    def content(self) -> str:
        return content_of(self.block, self.value)


class Change(NamedTuple):
    where: str
    html: SafeString


class BlocksComparison(FieldComparison):
    def __init__(self, field: StreamField, obj_a: Model, obj_b: Model) -> None:
        super().__init__(field, obj_a, obj_b)
        # As when they are saved: what differs in its marks alone was changed by nobody.
        for value in (self.val_a, self.val_b):
            clean_inside(field.stream_block, value, language_of(obj_b))

    def has_changed(self) -> bool:
        block = self.field.stream_block
        return content_of(block, self.val_a) != content_of(block, self.val_b)

    def htmldiff(self) -> SafeString:
        found = changes_in("", self.field.stream_block, self.val_a, self.val_b)
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", found))


def connect() -> None:
    register_comparison_class(StreamField, comparison_class=BlocksComparison)


def content_of(block: blocks.Block, value: object) -> str:
    """What is kept, without what no reader sees: keys of parts, marks of the editor, nothing beside empty text."""
    return json.dumps(_bare(block.get_prep_value(value)), sort_keys=True, default=str) if value is not None else ""


def _bare(kept: Kept) -> Kept:
    if isinstance(kept, dict):
        is_part = {"type", "value"} <= kept.keys()
        return {name: _bare(value) for name, value in kept.items() if not (is_part and name == "id")}
    if isinstance(kept, list):
        return [_bare(value) for value in kept]
    return meant(kept) if isinstance(kept, str) else "" if kept is None else kept


def changes_in(where: str, block: blocks.Block, before: object, after: object) -> Iterator[Change]:
    """Each part that differs, the deepest that can be named."""
    if content_of(block, before) == content_of(block, after):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from changes_in(_below(where, child.label), child, _get(before, name), _get(after, name))
    elif isinstance(block, blocks.BaseStreamBlock | blocks.ListBlock):
        yield from _changes_of_items(where, items_of(before), items_of(after))
    elif isinstance(before, RichText) or isinstance(after, RichText):
        yield Change(where, marked_html(_source(before), _source(after)))
    else:
        yield Change(where, _of_values(words_of(block, before), words_of(block, after)))


def _of_values(before: str, after: str) -> SafeString:
    if before == after:
        return format_html("{} <em>({})</em>", after, _("a different one with the same name"))
    return marked(before, after)


def _changes_of_items(where: str, before: list[Item], after: list[Item]) -> Iterator[Change]:
    pairs = _pairs(before, after)
    for number, item in enumerate(after):
        place = _below(where, item.label)
        if number in pairs:
            yield from changes_in(place, item.block, before[pairs[number]].value, item.value)
        else:
            yield Change(place, format_html('<span class="addition">{}</span>', words_of(item.block, item.value)))
    for number, item in enumerate(before):
        if number not in pairs.values():
            words = words_of(item.block, item.value)
            yield Change(_below(where, item.label), format_html('<span class="deletion">{}</span>', words))
    old_places = list(pairs.values())
    if old_places != sorted(old_places):
        yield Change(where or _("Order"), format_html("<em>{}</em>", _("The order has changed.")))


def _pairs(before: list[Item], after: list[Item]) -> dict[int, int]:
    """Which part of the newer version is which of the older one: by its key, else by what it says."""
    pairs: dict[int, int] = {}
    for one_of in (lambda item: item.key, lambda item: item.content):
        free = {
            (one_of(item), item.block.name): number
            for number, item in reversed(list(enumerate(before)))
            if number not in pairs.values() and one_of(item)
        }
        for number, item in enumerate(after):
            if number not in pairs and (place := free.pop((one_of(item), item.block.name), None)) is not None:
                pairs[number] = place
    return dict(sorted(pairs.items()))


def items_of(value: object) -> list[Item]:
    if isinstance(value, ListValue):
        return [
            Item(child.id or "", f"{child.block.label or ''} {number}".strip(), child.block, child.value)
            for number, child in enumerate(value.bound_blocks, start=1)
        ]
    if isinstance(value, blocks.StreamValue):
        return [
            Item(child.id or "", f"{child.block.label} {number}", child.block, child.value)
            for number, child in enumerate(value, start=1)
        ]
    return []


def words_of(block: blocks.Block, value: object) -> str:
    """Everything that a value says, as text."""
    if value is None or value == "":
        return ""
    if isinstance(value, blocks.StructValue) and isinstance(block, blocks.StructBlock):
        parts = ((child.label, words_of(child, value.get(name))) for name, child in block.child_blocks.items())
        return "\n".join(f"{label}: {words}" for label, words in parts if words)
    if isinstance(value, ListValue | blocks.StreamValue):
        return "\n".join(words_of(item.block, item.value) for item in items_of(value))
    if isinstance(value, RichText):
        return words_of_html(value.source)
    if isinstance(value, TypedTable):
        rows = [[words_of(cell.block, cell.value) for cell in row] for row in value.rows]
        return "\n".join(" | ".join(row) for row in [[one["heading"] for one in value.columns], *rows])
    return _word(block, value)


def _word(block: blocks.Block, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(block, BaseChoiceBlock):
        names = dict(_flat(block.field.choices))
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(names.get(str(one), one)) for one in chosen)
    return str(localize(value))


def _flat(choices: Iterable[tuple[object, object]]) -> Iterator[tuple[str, str]]:
    for key, name in choices:
        if isinstance(name, list | tuple):
            yield from _flat(name)
        else:
            yield str(key), str(name)


def _get(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, blocks.StructValue) else None


def _source(value: object) -> str:
    return value.source if isinstance(value, RichText) else ""


def _below(where: str, label: object) -> str:
    name = capfirst(str(label or ""))
    return f"{where} › {name}" if where and name else where or name
