"""Lines that say which session of which series it is: “Webinar 6”, “Harbour Talks, session 2 of 6”, “Talks #5”."""

import re
from functools import cache
from typing import NamedTuple

from intake.document import HEADING, PARAGRAPH, Block
from intake.finders.letters import without_quotation_marks
from intake.finders.moments import when_in
from intake.finders.named_parts import folded, labelled, names_of_label
from intake.finders.running_sentences import cue

LONGEST_LINE = 150
_JOINS = " ,;:·–—|-\u00a0\u202f"


class Numbered(NamedTuple):
    number: int
    series: str = ""
    # Of the same line, after a colon: “Webinar #7: What We Heard”.
    title: str = ""


def numbered_in(text: str) -> Numbered | None:
    """The number that a line is about, and the series that it names beside it."""
    text = text.strip()
    if len(text) > LONGEST_LINE or when_in(text):
        return None
    if found := _first().match(text):
        rest = found["rest"].strip()
        if rest.startswith(":"):
            return Numbered(int(found["number"]), title=without_quotation_marks(rest.strip(_JOINS)))
        return Numbered(int(found["number"]), _name_of_series(rest)) if _is_beside(rest) else None
    found = _last().match(text)
    return Numbered(int(found["number"]), _name_of_series(found["series"])) if found else None


def _is_beside(rest: str) -> bool:
    return not rest or rest[0] in _JOINS or rest[0] == "(" or bool(cue("of_series").match(rest))


def _name_of_series(words: str) -> str:
    """Without what joins it to the number, and what stands behind it in brackets."""
    words = cue("of_series").sub("", words.strip(_JOINS), count=1) if cue("of_series").match(words) else words
    return without_quotation_marks(re.sub(r"\s*\([^)]*\)\s*$", "", words).strip(_JOINS))


@cache
def _kinds() -> str:
    return "|".join(sorted(map(re.escape, names_of_label("number")), key=len, reverse=True)).replace("e", "[eé]")


@cache
def _first() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{_kinds()})s?\s*(?:#|no\.?|n[°º])?\s*(?P<number>\d{{1,3}})(?!\w|\.\d)"
        rf"(?:\s*(?:of|de|sur|/)\s*\d{{1,3}}\b)?(?P<rest>.*)$",
        re.IGNORECASE,
    )


@cache
def _last() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<series>[^\W\d].+?)(?:[{_JOINS}]+\(?(?:{_kinds()})\s*(?:#|no\.?|n[°º])?\s*|\s*#\s*)(?P<number>\d{{1,3}})"
        rf"(?:\s*(?:of|de|sur|/)\s*\d{{1,3}})?\)?$",
        re.IGNORECASE,
    )


def is_line_of_series(block: Block) -> bool:
    """“Paths and Doors – Webinar Series”: it says that it is one."""
    is_line = block.kind in {PARAGRAPH, HEADING} and len(block.text) <= LONGEST_LINE and not block.text.endswith(".")
    return is_line and not labelled(block) and bool(cue("is_series").search(block.text))


def names_of_series(text: str) -> list[str]:
    """The name, also without the words that say that it is a series."""
    bare = cue("is_series").sub(" ", text)
    parts = [without_quotation_marks(one.strip(_JOINS)) for one in (text, bare, re.split(r"\s[–—|-]\s|:", text)[0])]
    return list(dict.fromkeys(folded(one) for one in parts if folded(one)))
