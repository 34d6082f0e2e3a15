"""Reads people, organisations and parts out of the blocks of a page."""

from collections.abc import Iterator

from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText, get_text_for_indexing

from core.models import PagePart


def names_in(stream: StreamValue) -> list[str]:
    """Names, credentials and organisations of the people or organisations in a stream, for search."""
    names: list[str] = []
    for child in stream:
        value = child.value
        if person := value.get("person"):
            names += [person.name, person.credentials]
        if organisation := value.get("organisation") or (value.get("person") and value["person"].seen_organisation):
            names += organisation.all_names
    return names


def part_rows(page: Page, *streams: tuple[str, str, str]) -> Iterator[PagePart]:
    """A part for each block of the named streams: (field, kind of part, name of the child that holds its words)."""
    order = 0
    for field, kind, words in streams:
        for child in getattr(page, field):
            order += 1
            value = child.value.get(words) if words else child.value
            yield PagePart(page=page, kind=kind, block_id=child.id, text=plain(value), order=order)


def plain(value: object) -> str:
    return get_text_for_indexing(value.source) if isinstance(value, RichText) else str(value or "")
