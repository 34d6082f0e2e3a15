"""What lines at the head of a document say of a session: when, where, how one takes part. Events and summaries ask."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.i18n.profiles import profiles
from intake.document import PARAGRAPH, TABLE, Block, plain
from intake.finders.found_links import links_in_block
from intake.finders.moments import When, when_in
from intake.finders.named_parts import (
    Labelled,
    is_before_terms,
    labelled,
    labels_of_table,
    lines_apart,
    number_at_start,
)


class Line(NamedTuple):
    """A line with its label, if it has one, and the block that it stands in."""

    block: Block
    label: str
    html: str
    number: int | None = None

    @property
    def text(self) -> str:
        return plain(self.html)


class Place(NamedTuple):
    name: str = ""
    address: str = ""
    city: str = ""
    platform: str = ""
    mode: str = ""


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Each line of the head; of a table of facts each row. Lines of terms apart (intake/named_terms.py)."""
    return (line for line in _all_lines(blocks) if not is_before_terms(line.label))


def _all_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        rows = labels_of_table(block) if block.kind == TABLE else None
        if rows:
            yield from (_line(Block(PARAGRAPH, words), label) for label, words in rows)
        else:
            yield from (_line(block, labelled(piece), piece.html) for piece in lines_apart(block))


def lines_of_terms(blocks: Iterable[Block]) -> Iterator[Line]:
    """Those that name terms of a vocabulary, wherever they stand."""
    return (line for line in _all_lines(blocks) if is_before_terms(line.label))


def _line(block: Block, label: Labelled | None, html: str = "") -> Line:
    if label:
        return Line(block, label.name, label.html, label.number)
    html = html or block.html
    return Line(block, "", html, number_at_start(plain(html)))


def when_of(lines: Iterable[Line], in_past: bool) -> When:
    """Put together of all lines that say something of a time: the day in one, the hours in the next."""
    found, passages = When(), []
    for line in lines:
        if line.label not in {"", "date", "time", "number"}:
            continue
        one = when_in(line.text, in_past)
        is_new = (
            (one.first and not found.first) or (one.start and not found.start) or (one.zone and one and not found.zone)
        )
        if is_new:
            passages.append(line.block.text)
        if one.first and not found.first:
            found.first, found.last = one.first, one.last
        if one.start and not found.start:
            found.start, found.end = one.start, one.end
        found.zone = found.zone or (one.zone if one or line.label == "time" else "")
        if line.label or not found.doubts:
            found.doubts += one.doubts
    found.passage = " · ".join(passages)
    return found


def place_in(line: str) -> Place:
    """A place as people write it in a line: name, address, city; or where one meets at a distance."""
    text = re.sub(r"https?://\S+", "", line).strip(" ,.;|–-")
    online = _online_word(text)
    parts = [part.strip() for part in re.split(r",\s+|\s+[–|]\s+", text) if part.strip()]
    parts = [
        part
        for part in parts
        if not re.fullmatch(r"(?:BC|B\.C\.|British Columbia|Canada|[A-Z]\d[A-Z]\s?\d[A-Z]\d|C\.-B\.)", part)
    ]
    rooms = [part for part in parts if not _online_word(part)]
    if online and not any(re.search(r"[A-Z]", part) for part in rooms):
        return Place(platform=_platform(text), mode="online")
    mode = "hybrid" if online else "in-person"
    platform = _platform(text) if online else ""
    if len(rooms) == 1:
        # One word or two: a town, unless it holds what buildings are called by.
        is_building = len(rooms[0].split()) > 2 or re.search(r"\d", rooms[0]) is not None
        return Place(rooms[0] if is_building else "", "", "" if is_building else rooms[0], platform, mode)
    return Place(rooms[0], ", ".join(rooms[1:-1]), rooms[-1], platform, mode) if rooms else Place()


def _online_word(text: str) -> str:
    words = text.casefold()
    found = (phrase for profile in profiles() for phrase in profile.documents.online)
    return next((phrase for phrase in found if re.search(rf"\b{re.escape(phrase)}\b", words)), "")


def _platform(text: str) -> str:
    found = re.search(r"\b(Zoom|(?:Microsoft )?Teams|Webex|Google Meet)\b", text, re.IGNORECASE)
    return found[1] if found else ""


def address_in(line: Line) -> str:
    return next((link.address for link in links_in_block(Block(PARAGRAPH, line.html))), "")
