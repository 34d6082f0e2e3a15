"""Shows where the words were found: marked in the title, and in an excerpt around the match."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.words.analysis import LETTER, TOKEN, fold, stems
from search.words.query_parser import ParsedQuery, Phrase

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
        self[code] = unicodedata.normalize("NFD", chr(code).lower())[0]
        return self[code]


_FOLDING = _Folding()
_MARKS = r"[\u0300-\u036f]*"
# Stems may end otherwise than their words (policy, polici): so many letters of a stem are looked for, then compared.
ENDING, SHORTEST = 2, 2


class _Wanted:
    """What the terms of a question are found by: words alone, and words in a row by their first."""

    def __init__(self, words: ParsedQuery) -> None:
        self.alone: dict[str, int] = {}
        self.rows: dict[str, list[tuple[Phrase, int]]] = {}
        for number, term in enumerate(words.terms, 1):
            for phrase in term.all_phrases:
                if len(phrase) == 1:
                    self.alone.setdefault(phrase[0], number)
                else:
                    self.rows.setdefault(phrase[0], []).append((phrase, number))
        starts = {token[: max(SHORTEST, len(token) - ENDING)] for token in [*self.alone, *self.rows]}
        letters = sorted(start for start in starts if not start.isdigit())
        digits = sorted(token for token in [*self.alone, *self.rows] if token.isdigit())
        tries = [rf"(?<!{LETTER})(?:{'|'.join(map(_loose, letters))})(?:{LETTER}|[\u0300-\u036f])*"] if letters else []
        tries += [rf"(?<!\d)(?:{'|'.join(digits)})(?!\d)"] if digits else []
        self.pattern = re.compile("|".join(tries) or r"(?!)")

    def matches(self, text: str) -> Iterator[Match]:
        after = 0
        for found in self.pattern.finditer(text.translate(_FOLDING)):
            if found.start() >= after and (match := self._match(text, found.start(), found.end())):
                after = match.end
                yield match

    def _match(self, text: str, start: int, end: int) -> Match | None:
        known = stems(fold(text[start:end]))
        for row, number in (row for token in known for row in self.rows.get(token, ())):
            if last := _end_of_row(text, end, row[1:]):
                return Match(start, last, number)
        number = next((self.alone[token] for token in known if token in self.alone), 0)
        return Match(start, end, number) if number else None


def _loose(start: str) -> str:
    """Combining marks may stand after any letter."""
    return "".join(re.escape(sign) + _MARKS for sign in start)


def _end_of_row(text: str, after: int, tokens: Phrase) -> int:
    """Where a row of words that follows ends; 0 when other words follow."""
    found = TOKEN.finditer(text, after)
    for token in tokens:
        word = next(found, None)
        if word is None or token not in stems(fold(word[0])):
            return 0
        after = word.end()
    return after


@lru_cache(maxsize=128)
def _wanted(words: ParsedQuery) -> _Wanted:
    return _Wanted(words)


def matches(text: str, words: ParsedQuery) -> Iterator[Match]:
    """Where the terms stand in a text in normal form C."""
    return _wanted(words).matches(text)


def holds(text: str, words: ParsedQuery) -> bool:
    """Whether every term stands in the text, as the engines match them."""
    found: set[int] = set()
    for match in matches(unicodedata.normalize("NFC", text), words):
        found.add(match.term)
        if len(found) == len(words.terms):
            break
    return len(found) == len(words.terms)


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
