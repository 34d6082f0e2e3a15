"""Writes what a cell says into the streams of a page: what the sheet does not show stays as it is."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from core.i18n.languages import DEFAULT
from core.i18n.profiles import profile_of
from core.models import Vocabulary
from resources.importing.names import Names
from resources.models import ResourcePage
from resources.spreadsheets.cell_text import html_of, line, line_of, lines_in, merged, places
from resources.spreadsheets.cells import FINDINGS, OWN_COLUMN, groups_by_column, items_of
from resources.spreadsheets.term_lookup import term_named

MAX_ITEMS = 500
LONGEST_ADDRESS = 2_000
Raw = dict[str, Any]
is_address = URLValidator(schemes=["http", "https"])


class CellError(ValueError):
    """What is wrong with a cell, in words."""


def raw_of(page: ResourcePage, field: str) -> list[Raw]:
    """The blocks of a stream as they are stored."""
    return [dict(block) for block in getattr(page, field).raw_data]


def put(page: ResourcePage, field: str, blocks: list[Raw]) -> None:
    """A new stream in place of the old one, which stays as it was for whoever holds it."""
    setattr(page, field, StreamValue(page._meta.get_field(field).stream_block, blocks, is_lazy=True))


def block(kind: str, value: Any) -> Raw:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def split_names(cell: str) -> list[str]:
    """Names in a cell, each once: separated by semicolons or line breaks."""
    return list(dict.fromkeys(name for part in re.split(r"[;\n]", cell) if (name := line(part))))


def _replaced(blocks: list[Raw], is_ours: Callable[[Raw], bool], new: list[Raw]) -> list[Raw]:
    """The stream with new blocks in the places of ours; the others stay where they are."""
    left, found = list(new), []
    last = max((place for place, one in enumerate(blocks) if is_ours(one)), default=len(blocks) - 1)
    for place, one in enumerate(blocks):
        if not is_ours(one):
            found.append(one)
        elif left:
            found.append(left.pop(0))
        if place == last:
            found += left
            left = []
    return found + left


# People and organisations


def take_authors(page: ResourcePage, cell: str, names: Names) -> None:
    known = {_author_name(one, page): one for one in raw_of(page, "authors")}
    found = []
    for name in _checked_names(cell):
        new = {"name": name, "person": names.person(name)}
        found.append(known.get(name) or block("author", new))
    put(page, "authors", found)


def _author_name(one: Raw, page: ResourcePage) -> str:
    value = one.get("value") or {}
    return line(value.get("name") or getattr(page, "directory_names", {}).get(value.get("person"), ""))


def take_organisations(page: ResourcePage, cell: str, names: Names, role: str) -> None:
    blocks = raw_of(page, "organisations")
    known: dict[Any, Raw] = {}
    for one in blocks:
        if _role(one) == role:
            known[one["value"].get("organisation") or line(one["value"].get("name"))] = one
    found = []
    for name in _checked_names(cell):
        pk = names.organisation(name)
        new = {"role": role, "organisation": pk, "name": "" if pk else name}
        found.append(known.get(pk or name) or known.get(name) or block("organisation", new))
    put(page, "organisations", _replaced(blocks, lambda one: _role(one) == role, found))


def _role(one: Raw) -> str:
    return (one.get("value") or {}).get("role") or ""


def _checked_names(cell: str) -> list[str]:
    found = split_names(cell)
    if long := next((name for name in found if len(name) > 200), ""):
        raise CellError(_("“%(name)s…” is too long for a name.") % {"name": long[:40]})
    if len(found) > MAX_ITEMS:
        raise CellError(_("There are more than %(number)s names.") % {"number": MAX_ITEMS})
    return found


# Addresses


def take_addresses(page: ResourcePage, cell: str) -> None:
    wanted = list(dict.fromkeys(_address(part) for part in re.split(r"\s+|;\s*(?=https?:|www\.)", cell) if part))
    blocks = raw_of(page, "links")
    ours = [one for one in blocks if _url(one)]
    known = {_url(one): one for one in ours}
    found = []
    for place, url in enumerate(wanted):
        replaces = ours[place] if len(ours) == len(wanted) and _url(ours[place]) not in wanted else None
        found.append(known.get(url) or (_led_elsewhere(replaces, url) if replaces else _new_link(page, url)))
    put(page, "links", _replaced(blocks, lambda one: bool(_url(one)), found))


def _url(one: Raw) -> str:
    return line((one.get("value") or {}).get("url"))


def _address(text: str) -> str:
    text = text.strip(";,")
    url = text if "://" in text or ":" in text.partition("/")[0] else f"https://{text}"
    try:
        is_address(url)
    except ValidationError as error:
        words = _("“%(text)s” is not an address. Write the whole address, beginning with https://.")
        raise CellError(words % {"text": text[:80]}) from error
    if len(url) > LONGEST_ADDRESS:
        raise CellError(_("The address “%(text)s…” is too long.") % {"text": text[:60]})
    return url


def _led_elsewhere(one: Raw, url: str) -> Raw:
    """The link with a new address. What was known of the old document is not known of this one."""
    return {**one, "value": {**one["value"], "url": url, "size_kb": None, "pages": None, "last_checked": None}}


def _new_link(page: ResourcePage, url: str) -> Raw:
    return block("link", {"page": None, "url": url, "document": None, "label": page.title[:250]})


# Findings


def take_findings(page: ResourcePage, cell: str, column: str) -> None:
    lines = lines_in(cell)
    if len(lines) > MAX_ITEMS:
        raise CellError(_("There are more than %(number)s findings.") % {"number": MAX_ITEMS})
    blocks = raw_of(page, "findings")
    wanted = column.casefold()
    ours = next((found for name, found in groups_by_column(page).items() if name.casefold() == wanted), [])
    if not ours:
        blocks += [block("group", _new_group(column, lines))] if lines else []
    else:
        items = _distributed([(place, one) for place in ours for one in items_of(blocks[place]["value"])], lines, ours)
        for place in ours:
            blocks[place] = {**blocks[place], "value": {**blocks[place]["value"], "items": items[place]}}
        blocks = [one for place, one in enumerate(blocks) if place not in ours or items[place]]
    put(page, "findings", blocks)


def _distributed(old: list[tuple[int, Raw]], lines: list[str], groups: list[int]) -> dict[int, list[Raw]]:
    """Lines as items of the groups they stood in; a new line goes with the one before it. Identifiers stay."""
    old = [(group, item) for group, item in old if line_of(item.get("value") or "")]
    found: dict[int, list[Raw]] = {group: [] for group in groups}
    group = groups[0]
    for words, place in zip(lines, places([line_of(item["value"]) for __, item in old], lines), strict=True):
        if place.before is None:
            found[group].append(_item(words))
            continue
        group, item = old[place.before]
        found[group].append(item if place.is_same else {**item, "value": html_of(words)})
    return found


def _item(words: str) -> Raw:
    return block("item", html_of(words))


def _new_group(column: str, lines: list[str]) -> Raw:
    """By its term where there is one; else under its name."""
    slugs = {name: slug for slug, name in OWN_COLUMN.items()}
    words = column[len(FINDINGS) :] if column.startswith(FINDINGS) else slugs[column]
    term = term_named(Vocabulary.FINDING_GROUP, words)
    name = words if column.startswith(FINDINGS) else profile_of(DEFAULT).group_names[column][0].capitalize()
    heading = "" if term else name
    return {"group": term.pk if term else None, "heading": heading[:250], "items": [_item(words) for words in lines]}


# Other materials


def take_materials(page: ResourcePage, cell: str) -> None:
    """Paragraphs of text. What a sheet cannot show must not be lost by a change in the sheet."""
    blocks = raw_of(page, "other_materials")
    if any(one.get("type") != "text" for one in blocks):
        raise CellError(_("The page holds more than text here, which a sheet cannot show. Change it on the page."))
    html = merged("".join(one["value"] for one in blocks), cell)
    kept = [{**blocks[0], "value": html}] if blocks else [block("text", html)]
    put(page, "other_materials", kept if html else [])
