"""A document as all readers give it, whatever format it had: blocks in their order, and what was not kept.

Nothing here knows Django: the process that reads foreign files uses it too.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import unescape
from typing import Any, Self

HEADING, PARAGRAPH, ITEM, TABLE, PICTURE, NOTE, QUOTE = "heading paragraph item table picture note quote".split()
# Where a link leads that has no target: no site can be there, and it keeps a page from going live (core/going_live.py).
NOWHERE = "https://address-missing.invalid/"
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"\s+")
_APART = re.compile(r"[;,|•·\n]|\s/\s")
# After the mark that ends a sentence, and what closes with it.
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…:;])[”\"')»\s]*\s+")


@dataclass
class Block:
    """One heading, paragraph, item of a list, table, picture or note. `html` holds bold, italic and links alone."""

    kind: str
    html: str = ""
    # Of a heading 1 to 6; of an item how deep it stands, from 0.
    level: int = 0
    ordered: bool = False
    rows: list[list[str]] = field(default_factory=list)
    # Of a table with merged cells: its rows with what stood in such a cell said again in each place. And how many of
    # the rows are marked as its headings.
    unrolled: list[list[str]] = field(default_factory=list)
    head: int = 0
    # Nobody called it a title or a heading: it looks like one.
    by_look: bool = False
    is_title: bool = False
    # Of a picture, whose words are its alternative text: “part:” and its name in the archive, or a data: address. And
    # what it became in the library (intake/document_pictures.py).
    picture: str = ""
    image: Any = None
    # Called so by the document: it says what the table or picture beside it shows.
    is_caption: bool = False

    @property
    def text(self) -> str:
        """Its words alone."""
        return plain(" ".join(cell for row in self.rows for cell in row) if self.rows else self.html)

    @property
    def is_bold(self) -> bool:
        """All of it, as whoever knows no headings marks them."""
        return bool(self.html) and not plain(re.sub(r"<b>.*?</b>", "", self.html, flags=re.DOTALL)).strip(" .:–-")


@dataclass
class NotKept:
    """Something of the source that is in none of the blocks: what it was, and its words."""

    what: str
    words: str = ""


@dataclass
class Document:
    blocks: list[Block] = field(default_factory=list)
    not_kept: list[NotKept] = field(default_factory=list)
    # What the file says of itself beside its text.
    keywords: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        blocks = [Block(**one) for one in stored["blocks"]]
        return cls(blocks, [NotKept(**one) for one in stored["not_kept"]], stored["keywords"])


def words_apart(text: str) -> list[str]:
    """Keywords of one line, each once."""
    return list(dict.fromkeys(word for one in _APART.split(text) if bare(word := one.strip(" ."))))


def plain(html: str) -> str:
    """The words of a piece of HTML in one line."""
    return _BLANK.sub(" ", unescape(_TAG.sub("", html.replace("<br/>", " ")))).strip()


def bare(text: str) -> str:
    """What is compared when one asks whether words were kept: letters and digits alone."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def sentences(text: str) -> list[str]:
    return [one for one in _END_OF_SENTENCE.split(text) if bare(one)]


class KeptWords:
    """Words that are somewhere; whether others stand among them is asked often."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.known = " ".join(bare(text) for text in texts)

    def hold(self, text: str) -> bool:
        """Every sentence of it."""
        return all(bare(one) in self.known for one in sentences(text))
