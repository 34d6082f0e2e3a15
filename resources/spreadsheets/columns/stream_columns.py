"""Columns that a stream of blocks keeps: what the sheet does not show stays as it is. Streams are read as stored."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from core.text.web_addresses import web_address
from networks.directory_prefetch import names_of_organisations, stored_people
from resources.citations.author_lists import Author, authors_in, doubts_about
from resources.citations.author_names import AuthorKind
from resources.models import ResourcePage
from resources.spreadsheets.cell_text import cell_of, joined_names, line, merged, split_names, tidy
from resources.spreadsheets.columns.abstract_column import MAX_ITEMS, CellError, FieldColumn, NameLookup, PendingTerm

LONGEST_ADDRESS = 2_000
Raw = dict[str, Any]
is_address = URLValidator(schemes=["http", "https"])
# One address ends where the line does, or where another begins: a blank alone is no end.
_BETWEEN = re.compile(r"\n|(?:;\s*|(?<!:),?\s+)(?=https?:|www\.)", re.IGNORECASE)


@dataclass(frozen=True)
class StreamColumn(FieldColumn):
    def blocks(self, page: ResourcePage) -> list[Raw]:
        """The blocks of the stream as they are stored."""
        return [dict(block) for block in self.value(page).raw_data]

    def put(self, page: ResourcePage, blocks: list[Raw]) -> None:
        """A new stream in place of the old one, which stays as it was for whoever holds it."""
        stream_block = page._meta.get_field(self.field).stream_block
        setattr(page, self.field, StreamValue(stream_block, blocks, is_lazy=True))


def new_block(block_type: str, value: object) -> Raw:
    return {"type": block_type, "value": value, "id": str(uuid.uuid4())}


def _replaced(blocks: list[Raw], is_ours: Callable[[Raw], bool], new: list[Raw]) -> list[Raw]:
    """The stream with new blocks in the places of ours; the others stay where they are."""
    left, result = list(new), []
    last = max((place for place, block in enumerate(blocks) if is_ours(block)), default=len(blocks) - 1)
    for place, block in enumerate(blocks):
        if not is_ours(block):
            result.append(block)
        elif left:
            result.append(left.pop(0))
        if place == last:
            result += left
            left = []
    return result + left


# People and organisations


@dataclass(frozen=True)
class AuthorsColumn(StreamColumn):
    def read(self, page: ResourcePage) -> str:
        authors = [Author(line(name), value.get("kind") or "") for name, value in stored_people(page, self.field)]
        return joined_names([author.in_cell for author in authors])

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        known = {_author_name(block, page): block for block in self.blocks(page)}
        authors = authors_in(text).authors
        _check_names([author.name for author in authors])
        self.put(page, [_author_block(author, known.get(author.name), names) for author in authors])
        return []

    def doubts(self, page: ResourcePage, text: str) -> list[str]:
        return list(dict.fromkeys([*authors_in(text).doubts, *doubts_about(page.credited)]))


def _author_block(author: Author, known: Raw | None, names: NameLookup) -> Raw:
    """A name without a mark leaves what was said of it before."""
    person = None if author.kind == AuthorKind.BODY else names.person(author.name)
    block = known or new_block("author", {"name": author.name, "person": person, "kind": author.kind})
    return {**block, "value": {**block["value"], "kind": author.kind}} if author.kind else block


def _author_name(block: Raw, page: ResourcePage) -> str:
    value = block.get("value") or {}
    return line(value.get("name") or getattr(page, "directory_names", {}).get(value.get("person"), ""))


@dataclass(frozen=True)
class OrganisationsColumn(StreamColumn):
    """The organisations that play one part."""

    role: str = ""

    def read(self, page: ResourcePage) -> str:
        return joined_names([line(name) for name in names_of_organisations(page, self.role)])

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        blocks = self.blocks(page)
        known: dict[int | str, Raw] = {}
        for block in filter(self._is_ours, blocks):
            known[block["value"].get("organisation") or line(block["value"].get("name"))] = block
        wanted = []
        listed = split_names(text)
        _check_names(listed)
        for name in listed:
            pk = names.organisation(name)
            new = {"role": self.role, "organisation": pk, "name": "" if pk else name}
            wanted.append(known.get(pk or name) or known.get(name) or new_block("organisation", new))
        self.put(page, _replaced(blocks, self._is_ours, wanted))
        return []

    def _is_ours(self, block: Raw) -> bool:
        return ((block.get("value") or {}).get("role") or "") == self.role


def _check_names(names: list[str]) -> None:
    if long := next((name for name in names if len(name) > 200), ""):
        raise CellError(_("“%(name)s…” is too long for a name.") % {"name": long[:40]})
    if len(names) > MAX_ITEMS:
        raise CellError(_("There are more than %(number)s names.") % {"number": MAX_ITEMS})


# Addresses


def addresses_of(page: ResourcePage) -> list[str]:
    """The addresses of a page, each as a line of the cell."""
    values = (block.get("value") or {} for block in page.links.raw_data)
    return tidy("\n".join(web_address(value["url"]) for value in values if value.get("url"))).split("\n")


@dataclass(frozen=True)
class AddressesColumn(StreamColumn):
    attribute: str = "links"

    def read(self, page: ResourcePage) -> str:
        return "\n".join(addresses_of(page))

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        wanted = list(dict.fromkeys(_address(part) for part in _BETWEEN.split(text) if part.strip()))
        blocks = self.blocks(page)
        ours = [block for block in blocks if _url(block)]
        known = {_url(block): block for block in ours}
        new = []
        for place, url in enumerate(wanted):
            replaces = ours[place] if len(ours) == len(wanted) and _url(ours[place]) not in wanted else None
            new.append(known.get(url) or (_led_elsewhere(replaces, url) if replaces else _new_link(page, url)))
        self.put(page, _replaced(blocks, lambda block: bool(_url(block)), new))
        return []


def _url(block: Raw) -> str:
    return web_address((block.get("value") or {}).get("url") or "")


def _address(text: str) -> str:
    url = web_address(text)
    try:
        is_address(url)
    except ValidationError as error:
        words = _("“%(text)s” is not an address. Write the full address, starting with https://.")
        raise CellError(words % {"text": text[:80]}) from error
    if len(url) > LONGEST_ADDRESS:
        raise CellError(_("The address “%(text)s…” is too long.") % {"text": text[:60]})
    return url


def _led_elsewhere(block: Raw, url: str) -> Raw:
    """The link with a new address. What was known of the old document is not known of this one."""
    return {**block, "value": {**block["value"], "url": url, "size_kb": None, "pages": None, "last_checked": None}}


def _new_link(page: ResourcePage, url: str) -> Raw:
    return new_block("link", {"page": None, "url": url, "document": None, "label": page.title[:250]})


# Other materials


@dataclass(frozen=True)
class MaterialsColumn(StreamColumn):
    """The words of the other materials, a line for each paragraph."""

    def read(self, page: ResourcePage) -> str:
        return tidy("\n".join(text for block in self.value(page) if (text := _material(block))))

    def write(self, page: ResourcePage, text: str, names: NameLookup) -> list[PendingTerm]:
        """Paragraphs of text. What a sheet cannot show must not be lost by a change in the sheet."""
        blocks = self.blocks(page)
        if any(block.get("type") != "text" for block in blocks):
            raise CellError(_("The page has more than text here, which a sheet cannot show. Change it on the page."))
        html = merged("".join(block["value"] for block in blocks), text)
        kept = [{**blocks[0], "value": html}] if blocks else [new_block("text", html)]
        self.put(page, kept if html else [])
        return []


def _material(block: StreamValue.StreamChild) -> str:
    if block.block_type == "text":
        return cell_of(block.value.source)
    return "\n".join(line(str(text)) for text in block.block.get_searchable_content(block.value) if line(str(text)))
