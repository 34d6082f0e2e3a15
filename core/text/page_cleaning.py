"""The words of a page, in its fields and blocks, cleaned in place: whichever door they came in by.

Passages that are translated are cleaned for themselves too, as they are kept and offered again.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Model
from django.db.models.signals import pre_save
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation

from core.text.cleaning import cleaned, cleaned_html
from core.text.page_text import holds_text


def clean_words(page: Page) -> None:
    for field in page._meta.concrete_fields:
        if not holds_text(field):
            continue
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            _clean_inside(field.stream_block, value)
        elif value:
            setattr(page, field.attname, (cleaned_html if isinstance(field, RichTextField) else cleaned)(value))


def too_long(page: Page, exclude: Collection[str] = ()) -> dict[str, list[ValidationError]]:
    """What is longer than its field, by its name: of long texts Django itself leaves that to the forms."""
    found: dict[str, list[ValidationError]] = {}
    for field in page._meta.concrete_fields:
        if holds_text(field) and field.max_length and field.editable and field.name not in exclude:
            try:
                MaxLengthValidator(field.max_length)(getattr(page, field.attname) or "")
            except ValidationError as error:
                found[field.name] = [error]
    return found


def _clean(block: blocks.Block, value: object) -> object:
    """The value in clean words; what holds others is changed in place."""
    if isinstance(value, RichText):
        return RichText(cleaned_html(value.source))
    if isinstance(value, str):
        return cleaned(value) if isinstance(block, blocks.CharBlock | blocks.TextBlock) else value
    _clean_inside(block, value)
    return value


def _clean_inside(block: blocks.Block, value: object) -> None:
    if isinstance(value, blocks.StructValue):
        for name in list(value):
            value[name] = _clean(block.child_blocks[name], value[name])
    elif isinstance(value, ListValue):
        for item in value.bound_blocks:
            item.value = _clean(block.child_block, item.value)
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            child.value = _clean(child.block, child.value)
    elif isinstance(value, TypedTable):
        _clean_cells(value)


def _clean_cells(table: TypedTable) -> None:
    for row in table.row_data:
        cells = zip(table.columns, row["values"], strict=True)
        row["values"] = [_clean(column["block"], cell) for column, cell in cells]


def _on_translated(sender: type[Model], instance: StringTranslation, **kwargs: Any) -> None:
    instance.data = cleaned_html(instance.data or "")


def connect() -> None:
    """Called when the apps are ready: passages come by the editor, by a file, by a machine."""
    pre_save.connect(_on_translated, sender=StringTranslation, dispatch_uid="clean-translation")
