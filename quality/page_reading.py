"""One reading of a page for all checks: what stands on it, and where, as Wagtail's form names places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.text.page_text import text_fields
from quality.rich_parts import Part, RichParts

# Blocks of words that somebody writes; a choice, an address or a number is none.
_WORDS = {blocks.CharBlock, blocks.TextBlock, blocks.EmailBlock}
# What others said: nobody can write it shorter.
_SAID_BY_OTHERS = frozenset(["quote", "transcript_text"])


class Place(NamedTuple):
    """A field of the form, and the block in it: "body.<id>.caption". `name` is that of the innermost part."""

    field: str
    path: str = ""
    name: str = ""

    def below(self, step: str | None, name: str = "") -> "Place":
        return Place(self.field, f"{self.path or self.field}.{step}" if step else self.path, name or self.name)


class Text(NamedTuple):
    """Words at one place, a paragraph at a time. Prose is what somebody reads on; the rest are names and labels."""

    place: Place
    parts: tuple[Part, ...]
    is_prose: bool

    @property
    def words(self) -> str:
        return "\n".join(part.words for part in self.parts)


class Heading(NamedTuple):
    """`base` is the level of what stands above the text that it is in."""

    place: Place
    level: int
    base: int
    words: str


class Link(NamedTuple):
    """Where it leads: a page or a document of this site by its key, or an address.

    `around` is what stands beside it.
    """

    place: Place
    words: str
    page: int | None = None
    document: int | None = None
    address: str = ""
    around: str = ""


class Shown(NamedTuple):
    """A value at its place: a picture, a table, a film."""

    place: Place
    value: Any


@dataclass
class Reading:
    """What stands on a page as it is in memory."""

    page: Any
    texts: list[Text] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    tables: list[Shown] = field(default_factory=list)
    films: list[Shown] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._take_words(Place("title"), self.page.title or "", is_prose=False)
        for one in text_fields(self.page):
            self._take_field(one)

    @property
    def language(self) -> str:
        return str(self.page.locale.language_code)

    @cached_property
    def all_words(self) -> str:
        return "\n".join(text.words for text in self.texts)

    @cached_property
    def linked_pages(self) -> dict[int, Page]:
        """The pages of this site that it leads to, by key; those that are gone are missing."""
        keys = {link.page for link in self.links if link.page}
        return {page.pk: page for page in Page.objects.filter(pk__in=keys)} if keys else {}

    @cached_property
    def linked_documents(self) -> set[int]:
        return {link.document for link in self.links if link.document}

    def _take_field(self, one: models.Field) -> None:
        value = getattr(self.page, one.attname)
        place = Place(one.name, name=one.name)
        if isinstance(one, StreamField):
            self._take_stream(place, value)
        elif isinstance(one, RichTextField):
            self._take_rich(place, value or "", one.features)
        elif not isinstance(one, models.URLField):
            self._take_words(place, value or "", is_prose=type(one) is models.TextField)

    def _take_stream(self, place: Place, stream: blocks.StreamValue) -> None:
        for child in stream:
            self._take(place.below(child.id, child.block_type), child.block, child.value)

    def _take(self, place: Place, block: blocks.Block, value: object) -> None:
        if isinstance(value, blocks.StructValue):
            self._take_group(place, block, value)
        elif isinstance(value, ListValue):
            for item in value.bound_blocks:
                self._take(place.below(item.id), block.child_block, item.value)
        elif isinstance(value, blocks.StreamValue):
            self._take_stream(place, value)
        elif isinstance(value, RichText):
            self._take_rich(place, value.source, getattr(block, "features", None))
        elif isinstance(value, str) and type(block) in _WORDS and place.name != "phone":
            self._take_words(place, value, is_prose=type(block) is blocks.TextBlock)

    def _take_group(self, place: Place, block: blocks.StructBlock, value: blocks.StructValue) -> None:
        if "decorative" in value and "image" in value:
            self.pictures.append(Shown(place, value))
        elif "captions" in value and "video_id" in value:
            self.films.append(Shown(place, value))
        elif isinstance(value.get("table"), TypedTable):
            self.tables.append(Shown(place, value))
            self._take_cells(place.below("table", "table"), value["table"])
        self.links += _links_of(place, value)
        for name, child in block.child_blocks.items():
            self._take(place.below(name, name), child, value.get(name))

    def _take_cells(self, place: Place, table: TypedTable) -> None:
        for row in table.rows:
            for cell in row:
                self._take(place, cell.block, cell.value)

    def _take_words(self, place: Place, words: str, is_prose: bool) -> None:
        is_quoted = place.name in _SAID_BY_OTHERS
        parts = tuple(Part(line.strip(), is_quoted=is_quoted) for line in words.splitlines() if line.strip())
        if parts:
            self.texts.append(Text(place, parts, is_prose))

    def _take_rich(self, place: Place, source: str, features: list[str] | None) -> None:
        read = RichParts(source)
        if read.parts:
            is_quoted = place.name in _SAID_BY_OTHERS
            parts = (part._replace(is_quoted=is_quoted or part.is_quoted) for part in read.parts)
            self.texts.append(Text(place, tuple(parts), is_prose=True))
        base = 1 if features is None or "h2" in features else 2
        self.headings += [Heading(place, part.level, base, part.words) for part in read.parts if part.level]
        for link in read.links:
            self.links.append(_rich_link(place, link.attributes, link.words, read.around(link)))


def _links_of(place: Place, value: blocks.StructValue) -> Iterator[Link]:
    """A block that leads somewhere, whichever way its target is given, and what it says of it."""
    words = next((str(value[name]) for name in ("label", "title", "heading", "name") if value.get(name)), "")
    around = " ".join(str(value[name]) for name in ("heading", "text", "note") if isinstance(value.get(name), str))
    for name, target in value.items():
        if isinstance(target, AbstractDocument):
            yield Link(place.below(name, name), words, document=target.pk, around=around)
        elif isinstance(target, Page):
            yield Link(place.below(name, name), words, page=target.pk, around=around)
    for name in ("url", "registration_url", "link"):
        if isinstance(value.get(name), str) and value[name]:
            yield Link(place.below(name, name), words, address=value[name], around=around)


def _rich_link(place: Place, attributes: dict[str, str], words: str, around: str) -> Link:
    key = int(attributes["id"]) if attributes.get("id", "").isdecimal() else 0
    kind = attributes.get("linktype")
    # A key that is none is that of nothing.
    if kind == "page":
        return Link(place, words, page=key or -1, around=around)
    if kind == "document":
        return Link(place, words, document=key or -1, around=around)
    return Link(place, words, address=attributes.get("href", ""), around=around)
