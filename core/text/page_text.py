"""Words of a page, wherever they stand: for search, for the checks at going live, for counting."""

import uuid
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any, TypeAlias

from django.db import models
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText, get_text_for_indexing

# The values of those blocks that hold others.
BlockGroup: TypeAlias = blocks.StreamValue | ListValue | blocks.StructValue


_READ = (StreamField, RichTextField, models.TextField, models.CharField)
# Text that is no words.
_MACHINE_READ = (models.EmailField, models.SlugField, models.URLField)


def text_fields(page: Page) -> Iterator[models.Field]:
    """The fields of a kind of page that hold words for readers."""
    skipped = {field.name for field in Page._meta.concrete_fields} | getattr(page, "unsearched", set())
    for field in page._meta.concrete_fields:
        if field.name not in skipped and holds_text(field):
            yield field


def holds_text(field: models.Field) -> bool:
    """Whether it holds words that somebody writes."""
    return isinstance(field, _READ) and not isinstance(field, _MACHINE_READ) and not field.choices


WordSource = Callable[[Any], list[str]]
_word_sources: list[WordSource] = []


def word_source(function: WordSource) -> WordSource:
    """Register a function that gives more words of a page for search: those of its files, say."""
    _word_sources.append(function)
    return function


def words_from_elsewhere(page: Page) -> list[str]:
    return [text for function in _word_sources for text in function(page)]


def written_text(page: Page) -> str:
    """The words of the page itself but its title, as one plain text."""
    found: list[str] = []
    for field in text_fields(page):
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            found += [str(text) for child in value for text in child.block.get_searchable_content(child.value)]
        elif isinstance(field, RichTextField):
            found.append(get_text_for_indexing(value))
        else:
            found.append(value or "")
    return "\n".join(text for text in found if text.strip())


def rich_texts(page: Page) -> Iterator[tuple[str, str]]:
    """Field name and HTML source of each rich text of the page, also those inside blocks."""
    for field in text_fields(page):
        value = getattr(page, field.attname)
        if isinstance(field, RichTextField):
            yield field.name, value or ""
        elif isinstance(field, StreamField):
            for child in value:
                yield from ((field.name, source) for source in _sources(child.block, child.value))


def _sources(block: blocks.Block, value: object) -> Iterator[str]:
    for __, __, inner in _walk("", block, value):
        if isinstance(inner, RichText):
            yield inner.source


def link_values(page: Page) -> Iterator[tuple[str, blocks.StructValue]]:
    """Field name and value of each block that is a link: it has words of its own and a target."""
    for field in text_fields(page):
        if isinstance(field, StreamField):
            for __, __, inner in _leaves(getattr(page, field.attname)):
                if isinstance(inner, blocks.StructValue) and "label" in inner and {"page", "url"} <= set(inner):
                    yield field.name, inner


def values_in(stream: blocks.StreamValue) -> Iterator[object]:
    """Every value inside a stream, structures before what they hold, also the cells of tables."""
    for __, __, inner in _leaves(stream):
        yield inner
        if isinstance(inner, TypedTable):
            yield from (cell.value for row in inner.rows for cell in row)


def placeholders(page: Page) -> Iterator[tuple[str, str]]:
    """Field name and words of each block whose address is not known yet."""
    for field in text_fields(page):
        if isinstance(field, StreamField):
            for __, __, inner in _leaves(getattr(page, field.attname)):
                if isinstance(inner, blocks.StructValue) and PLACEHOLDER in inner.values():
                    yield field.name, next((inner[name] for name in _NAMING if inner.get(name)), _person(inner))


def _person(value: blocks.StructValue) -> str:
    return str(value.get("person") or "")


def fill_empty_words(page: Page) -> None:
    """Text is never null: what code left out of a block becomes the empty text that a form would have sent."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for __, block, inner in _leaves(getattr(page, field.attname)):
                if isinstance(inner, blocks.StructValue) and inner:
                    _fill(block, inner)


def give_items_their_own_ids(page: Page) -> None:
    """The form begins every new list with an item of one and the same identifier; addresses need one for each."""
    known: set[str] = set()
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for __, __, inner in _leaves(getattr(page, field.attname)):
                if isinstance(inner, ListValue):
                    _tell_apart(inner.bound_blocks, known)


def _tell_apart(items: list[ListValue.ListChild], known: set[str]) -> None:
    for item in items:
        if item.id in known:
            item.id = str(uuid.uuid4())
        known.add(item.id)


def _fill(block: blocks.StructBlock, value: blocks.StructValue) -> None:
    for name, child in block.child_blocks.items():
        if isinstance(child, blocks.CharBlock | blocks.TextBlock) and value.get(name) is None:
            value[name] = ""


# Fields by which a block is called, and what writers put where an address is not known yet.
_NAMING = ("label", "title", "name", "heading")
PLACEHOLDER = "#"


def _leaves(stream: blocks.StreamValue) -> Iterator[tuple[str, blocks.Block, object]]:
    """Name, block and value of everything inside a stream, structures before what they hold."""
    for child in stream:
        yield from _walk(child.block_type, child.block, child.value)


def _walk(name: str, block: blocks.Block, value: object) -> Iterator[tuple[str, blocks.Block, object]]:
    yield name, block, value
    if isinstance(value, blocks.StructValue) and value:
        for inner, child in block.child_blocks.items():
            yield from _walk(inner, child, value.get(inner))
    elif isinstance(value, ListValue):
        for item in value:
            yield from _walk(name, block.child_block, item)
    elif isinstance(value, blocks.StreamValue):
        yield from _leaves(value)


class _Links(HTMLParser):
    """Collects (attributes, text) of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[dict[str, str | None], str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append((dict(attrs), ""))
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            attributes, text = self.links[-1]
            self.links[-1] = (attributes, text + data)


def links_in(html: str) -> list[tuple[dict[str, str | None], str]]:
    """The links of a rich text: their attributes as stored, and their words."""
    parser = _Links()
    parser.feed(html)
    return parser.links
