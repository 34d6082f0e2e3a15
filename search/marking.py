"""Shows where the words were found: marked in the title, and in an excerpt around the match."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.words import TOKEN, Words, fold

EXCERPT = 220
# Longer texts are read up to here: an excerpt must not cost more than the search.
MAX_TEXT = 60_000


class Match(NamedTuple):
    start: int
    end: int
    term: int


def matches(text: str, words: Words) -> Iterator[Match]:
    """Where the terms stand in the text."""
    spans = [(found.start(), found.end(), fold(found.group())) for found in TOKEN.finditer(text)]
    wanted = [tuple(map(fold, term)) for term in words.terms]
    for place in range(len(spans)):
        for number, term in enumerate(wanted):
            is_prefix = words.last_is_prefix and number == len(wanted) - 1
            if _is_at(spans, place, term, is_prefix):
                yield Match(spans[place][0], spans[place + len(term) - 1][1], number)
                break


def _is_at(spans: list[tuple[int, int, str]], place: int, term: tuple[str, ...], is_prefix: bool) -> bool:
    there = tuple(token for _start, _end, token in spans[place : place + len(term)])
    if len(there) < len(term) or there[:-1] != term[:-1]:
        return False
    return there[-1].startswith(term[-1]) if is_prefix else there[-1] == term[-1]


def marked(text: str, words: Words) -> SafeString:
    """The text as HTML, each match inside `<mark>`. Everything is escaped before the marks are set."""
    pieces, after = [], 0
    for match in matches(text, words):
        if match.start >= after:
            pieces += [escape(text[after : match.start]), "<mark>", escape(text[match.start : match.end]), "</mark>"]
            after = match.end
    pieces.append(escape(text[after:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def excerpt(text: str, words: Words, otherwise: str = "") -> str:
    """The stretch of the text in which most of the words stand; `otherwise` where none does."""
    flat = " ".join(text[:MAX_TEXT].split())
    found = list(matches(flat, words))
    if not found:
        return _cut(otherwise or flat, 0, EXCERPT)
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
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
