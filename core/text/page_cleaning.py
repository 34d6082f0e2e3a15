"""The words of a page or a row, in fields and blocks, cleaned and set in place: whichever door they came in by.

Passages that are translated are cleaned for themselves too, as they are kept and offered again.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Field, Model
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
from core.text.typography import set_html_in, set_in
from users.models import LanguageField

# Words by which a machine knows something: clean, but not set.
_IDENTIFIERS = frozenset(["url_path", "path", "time_zone", "doi", "video_id", "phone", "number"])


def clean_words(said: Model) -> None:
    """A page, or a row that says something in one language."""
    language = language_of(said)
    for field in said._meta.concrete_fields:
        # What was not loaded is not changed.
        value = said.__dict__.get(field.attname)
        if not value or not holds_text(field) or isinstance(field, LanguageField):
            continue
        if isinstance(field, StreamField):
            clean_inside(field.stream_block, value, language)
        else:
            setattr(said, field.attname, clean_in_field(field, value, language))


def clean_in_field(field: Field, value: str, language: str) -> str:
    """Set, unless it were too long for the field then."""
    if isinstance(field, RichTextField):
        return set_html_in(language, cleaned_html(value))
    plain = cleaned(value)
    done = plain if field.name in _IDENTIFIERS else set_in(language, plain)
    return plain if field.max_length and len(done) > field.max_length else done


def language_of(said: Model) -> str:
    """The language in which a page, or a row, says what it says; empty for what has none."""
    if not isinstance(said, Page):
        return getattr(said, "language", "")
    locale = said.locale if said.locale_id else said.get_default_locale()
    return str(locale.language_code)


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


def _clean(name: str, block: blocks.Block, value: object, language: str) -> object:
    """The value in clean words; what holds others is changed in place."""
    if isinstance(value, RichText):
        return RichText(set_html_in(language, cleaned_html(value.source)))
    if isinstance(value, str):
        if not isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return value
        return cleaned(value) if name in _IDENTIFIERS else set_in(language, cleaned(value))
    clean_inside(block, value, language)
    return value


def clean_inside(block: blocks.Block, value: object, language: str) -> None:
    if isinstance(value, blocks.StructValue):
        for name in list(value):
            value[name] = _clean(name, block.child_blocks[name], value[name], language)
    elif isinstance(value, ListValue):
        for item in value.bound_blocks:
            item.value = _clean("", block.child_block, item.value, language)
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            child.value = _clean(child.block_type, child.block, child.value, language)
    elif isinstance(value, TypedTable):
        _clean_cells(value, language)


def _clean_cells(table: TypedTable, language: str) -> None:
    for column in table.columns:
        column["heading"] = set_in(language, cleaned(column["heading"] or ""))
    for row in table.row_data:
        cells = zip(table.columns, row["values"], strict=True)
        row["values"] = [_clean("", column["block"], cell, language) for column, cell in cells]


def _on_translated(sender: type[Model], instance: StringTranslation, **kwargs: Any) -> None:
    instance.data = set_html_in(instance.locale.language_code, cleaned_html(instance.data or ""))


def connect() -> None:
    """Called when the apps are ready: passages come by the editor, by a file, by a machine."""
    pre_save.connect(_on_translated, sender=StringTranslation, dispatch_uid="clean-translation")
