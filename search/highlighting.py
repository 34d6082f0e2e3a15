"""Shows where the words were found: marked in the title, and in an excerpt around the match."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.query_parser import APOSTROPHES, ParsedQuery, fold

EXCERPT = 220
# Shorter lines of the index are names, terms and labels.
PROSE = 60
# Longer texts are read up to here: an excerpt must not cost more than the search.
MAX_TEXT = 60_000


class Match(NamedTuple):
    start: int
    end: int
    term: int


class _Folding(dict[int, str]):
    """One folded sign for each sign, so that places in the folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        sign = unicodedata.normalize("NFD", chr(code).lower())[0]
        self[code] = "'" if sign in APOSTROPHES else sign
        return self[code]


_FOLDING = _Folding()
_LETTER = r"[^\W_\u0300-\u036f]"
_MARKS = r"[\u0300-\u036f]*"


@lru_cache(maxsize=128)
def _pattern(words: ParsedQuery) -> re.Pattern[str]:
    """Each term as a group of its own; combining marks may stand after any letter."""
    groups = [
        r"[\W_]+".join("".join(re.escape(sign) + _MARKS for sign in fold(token)) for token in term)
        for term in words.terms
    ]
    ends = [f"(?!{_LETTER})"] * len(groups)
    if words.last_is_prefix:
        ends[-1] = rf"(?:{_LETTER}{_MARKS})*"
    return re.compile(
        f"(?<!{_LETTER})(?:" + "|".join(f"({one}{end})" for one, end in zip(groups, ends, strict=True)) + ")"
    )


def matches(text: str, words: ParsedQuery) -> Iterator[Match]:
    """Where the terms stand in a text in normal form C."""
    for found in _pattern(words).finditer(text.translate(_FOLDING)):
        yield Match(found.start(), found.end(), found.lastindex or 0)


def holds(text: str, words: ParsedQuery) -> bool:
    """Whether every term stands in the text, as the engines match them."""
    folded = unicodedata.normalize("NFC", text).translate(_FOLDING)
    return all(_pattern(words.only(number)).search(folded) for number in range(len(words.terms)))


def marked(text: str, words: ParsedQuery) -> SafeString:
    """The text as HTML, each match inside `<mark>`. Everything is escaped before the marks are set."""
    text = unicodedata.normalize("NFC", text)
    pieces, after = [], 0
    for match in matches(text, words):
        pieces += [escape(text[after : match.start]), "<mark>", escape(text[match.start : match.end]), "</mark>"]
        after = match.end
    pieces.append(escape(text[after:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def excerpt(text: str, words: ParsedQuery, otherwise: str = "") -> str:
    """The stretch of prose in which most of the words stand.

    A match outside of prose, in a name or a term, is shown after the summary (`otherwise`).
    """
    lines = unicodedata.normalize("NFC", text[:MAX_TEXT]).splitlines()
    flat = " ".join(" ".join(line for line in lines if len(line) >= PROSE).split())
    found = list(matches(flat, words))
    if not found:
        summary = _cut(otherwise or flat, 0, EXCERPT)
        names = [line.strip() for line in lines if len(line) < PROSE and next(matches(line, words), None)]
        return " · ".join(dict.fromkeys([*([summary] if summary else []), *names[:2]]))
    best = max(found, key=lambda match: (_terms_near(found, match), -match.start))
    start = max(0, best.start - EXCERPT // 4)
    return _cut(flat, start, start + EXCERPT)


def _terms_near(found: list[Match], first: Match) -> int:
    reach = first.start + EXCERPT * 3 // 4
    return len({match.term for match in found if first.start <= match.start and match.end <= reach})


def _cut(text: str, start: int, end: int) -> str:
    """From word to word, with an ellipsis where something is left out."""
    if start:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
