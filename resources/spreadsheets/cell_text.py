"""Words on their way into a cell and back: what a cell can hold, and rich text a line at a time."""

import re
from difflib import SequenceMatcher
from html import escape
from typing import NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag
from rapidfuzz import fuzz
from wagtail.rich_text import get_text_for_indexing

from core.text.cleaning import cleaned
from core.text.pasted_lists import LISTS, MARK

# What the format of workbooks cannot hold: control characters, halves of letters, letters that are none.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A cell of a workbook holds no more. What is longer ends in these words, by which an import knows that it was cut.
LONGEST = 32_767
CUT = " […] [cut here: too long for a sheet]"
BULLET = "- "
# Lines at least so much alike are one line that was mended.
ALIKE = 55
# Where so many pairs would have to be compared, all is new.
MOST_COMPARED = 10_000


def plain(text: str | None) -> str:
    """Without what no sheet can hold, and cleaned as all words are."""
    return cleaned(FORBIDDEN.sub("", text or ""))


def tidy(text: str | None) -> str:
    """The one form of a text in a cell: without what no sheet can hold, and without space at its ends."""
    text = plain((text or "").replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def line(text: str | None) -> str:
    """As one line."""
    return " ".join(plain(text).split())


def split_names(cell: str) -> list[str]:
    """Names in a cell, each once: separated by semicolons or line breaks."""
    return list(dict.fromkeys(name for part in re.split(r"[;\n]", cell) if (name := line(part))))


def joined_names(names: list[str]) -> str:
    """Names as they stand in a cell."""
    return tidy("; ".join(name for name in names if name))


def shortened(text: str) -> str:
    """As much as a cell of a workbook can hold."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def line_of(html: str) -> str:
    """A rich text as one line of words."""
    has_markup = html and ("<" in html or "&" in html)
    return line(get_text_for_indexing(html) if has_markup else html)


class Piece(NamedTuple):
    """A paragraph or an item of a list: the kind of list it stands in (or ""), its HTML, its words."""

    wrap: str
    html: str
    words: str

    @property
    def in_cell(self) -> str:
        return f"{BULLET}{self.words}" if self.wrap else self.words


def pieces_of(html: str) -> list[Piece]:
    """The paragraphs and items of a rich text, in order."""
    found: list[Piece] = []
    for node in BeautifulSoup(html or "", "html.parser").contents:
        if isinstance(node, Tag) and node.name in LISTS:
            found += [Piece(node.name, str(item), line_of(str(item))) for item in node.find_all("li", recursive=False)]
        elif isinstance(node, Tag):
            found.append(Piece("", str(node), line_of(str(node))))
        elif isinstance(node, NavigableString) and node.strip():
            found.append(Piece("", f"<p>{escape(node, quote=False)}</p>", line(node)))
    return [piece for piece in found if piece.words]


def cell_of(html: str) -> str:
    """A rich text as a cell: a line for each paragraph and item."""
    return tidy("\n".join(piece.in_cell for piece in pieces_of(html)))


def lines_in(cell: str) -> list[str]:
    """The lines of a cell that say something."""
    return [line(one) for one in cell.split("\n") if one.strip()]


def html_of(words: str) -> str:
    return f"<p>{escape(words, quote=False)}</p>"


class Place(NamedTuple):
    """Where a line stood before: its number there, and whether its words are the same."""

    before: int | None
    is_same: bool


def places(old: list[str], new: list[str]) -> list[Place]:
    """For each new line the one that it was before. A line that was only mended stays the same line."""
    found = [Place(None, False)] * len(new)
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            for step in range(new_to - new_from):
                found[new_from + step] = Place(old_from + step, True)
        elif what == "replace" and (old_to - old_from) * (new_to - new_from) <= MOST_COMPARED:
            free = list(range(old_from, old_to))
            for number in range(new_from, new_to):
                near = max(free, key=lambda one: fuzz.WRatio(old[one], new[number]), default=None)
                if near is not None and fuzz.WRatio(old[near], new[number]) >= ALIKE:
                    found[number] = Place(near, False)
                    free = [one for one in free if one > near]
    return found


def merged(html: str, cell: str) -> str:
    """A rich text with the words of a cell: what was not touched in the sheet keeps its emphasis and its links."""
    before, new = pieces_of(html), lines_in(cell)
    found: list[Piece] = []
    for words, place in zip(new, places([line(piece.in_cell) for piece in before], new), strict=True):
        old = before[place.before] if place.before is not None else None
        found.append(old if old and place.is_same else _new_piece(words, old, found))
    return _joined(found)


def _new_piece(words: str, old: Piece | None, earlier: list[Piece]) -> Piece:
    if not words.startswith(BULLET) and not MARK.match(words):
        return Piece("", html_of(words), words)
    words = words.removeprefix(BULLET) if words.startswith(BULLET) else MARK.sub("", words)
    wrap = (old.wrap if old else "") or (earlier[-1].wrap if earlier else "") or "ul"
    return Piece(wrap, f"<li>{escape(words, quote=False)}</li>", words)


def _joined(pieces: list[Piece]) -> str:
    html, wrap = "", ""
    for piece in [*pieces, Piece("", "", "")]:
        if piece.wrap != wrap:
            html += (f"</{wrap}>" if wrap else "") + (f"<{piece.wrap}>" if piece.wrap else "")
            wrap = piece.wrap
        html += piece.html
    return html
