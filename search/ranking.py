"""The final order of what an engine found: one place for the weights of fields, the same on every engine.

An engine gives the best few dozen in an order of its own; here each of them gets a score of parts that can be told
apart (`Score`), from the words of its entry alone. What has all terms stands before what has most of them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from search.words.analysis import telling
from search.words.query_parser import ParsedQuery, Phrase, Term, neighbours

# How many of the engine's best are put in order.
WINDOW = 60
# What a word is worth where it stands; a word of the body is worth more the more often it stands there, up to this.
TITLE, NAMES, BODY = 5.0, 2.5, 2.0
# How quickly more of the same is worth less.
SATURATION = 1.5
# A word that stands only as a synonym, or of which only the beginning was typed.
SYNONYM, BEGINNING = 0.7, 0.45
# The share of the title that was asked for, the question as a row in the title or the text, two words side by side.
WHOLE_TITLE, ROW_IN_TITLE, ROW_IN_TEXT, NEAR = 5.0, 5.0, 2.0, 0.6
# Words so many letters apart are no longer near each other; and no more places of one word are looked at.
FAR, MOST_PLACES = 60, 40
TO_COME = 0.4
# Only the beginning of a long text is looked at.
MOST_LETTERS = 60_000


class EntryWords(NamedTuple):
    """What is read of an entry: these columns of it, and nothing else is loaded."""

    object_id: int
    title: str
    names: str
    body: str
    ends_at: datetime | None


@dataclass(frozen=True)
class Score:
    """Why a result stands where it does."""

    # Terms that it has outside of its files, of those asked for.
    terms: int = 0
    # What was asked is its title, small words and their order aside: nothing else stands above it.
    is_title: bool = False
    title: float = 0.0
    names: float = 0.0
    body: float = 0.0
    whole_title: float = 0.0
    in_a_row: float = 0.0
    to_come: float = 0.0

    @property
    def total(self) -> float:
        return self.title + self.names + self.body + self.whole_title + self.in_a_row + self.to_come


def weights_of(frequencies: Sequence[int], entries: int) -> list[float]:
    """How much each term says: rare words more. Of a word that stands everywhere something is left."""
    return [0.2 + math.log(1 + max(0, entries - count + 0.5) / (count + 0.5)) for count in frequencies]


def _times(field: str, phrases: Sequence[Phrase]) -> int:
    return sum(field.count(f" {' '.join(phrase)} ") for phrase in phrases)


def _in_field(field: str, term: Term) -> float:
    """How often a term stands in a field; what is not the word itself counts less."""
    beginnings = [(token,) for token in term.beginnings if (token,) not in term.phrases]
    others = [phrase for phrase in term.synonyms if phrase not in term.phrases]
    own = _times(field, term.phrases)
    return (
        own
        + SYNONYM * bool(others and _times(field, others))
        + BEGINNING * bool(beginnings and _times(field, beginnings))
    )


def score_of(entry: EntryWords, words: ParsedQuery, weights: Sequence[float], now: datetime) -> Score:
    """The score of one entry. Files are not read: a word that stands only there adds nothing."""
    title, names = f" {entry.title} ", f" {entry.names} "
    body = f" {entry.body[:MOST_LETTERS]} "
    parts = dict.fromkeys(("title", "names", "body"), 0.0)
    found, asked_of_title = 0, 0.0
    for term, weight in zip(words.terms, weights, strict=True):
        in_title, in_names, in_body = (_in_field(field, term) for field in (title, names, body))
        parts["title"] += TITLE * weight * min(1.0, in_title)
        parts["names"] += NAMES * weight * min(1.0, in_names)
        parts["body"] += BODY * weight * in_body / (in_body + SATURATION)
        found += bool(in_title or in_names or in_body)
        asked_of_title += min(1.0, in_title) * max(len(phrase) for phrase in term.phrases)
    return Score(
        terms=found,
        is_title=telling(entry.title.split()) in words.as_title,
        whole_title=WHOLE_TITLE * min(1.0, asked_of_title / (len(title.split()) or 1)),
        in_a_row=_in_a_row(title, body, words),
        to_come=TO_COME if entry.ends_at and entry.ends_at > now else 0.0,
        **parts,
    )


def _in_a_row(title: str, body: str, words: ParsedQuery) -> float:
    if any(f" {' '.join(run)} " in title for run in words.runs):
        return ROW_IN_TITLE
    if any(f" {' '.join(run)} " in body for run in words.runs):
        return ROW_IN_TEXT
    return NEAR * sum(_nearness(title, body, *pair) for pair in neighbours(words))


def _nearness(title: str, body: str, first: Phrase, second: Phrase) -> float:
    """1 for words side by side, nothing for such as stand far apart, or one of them nowhere."""
    return max(_nearness_in(title, first, second), _nearness_in(body, first, second))


def _nearness_in(field: str, first: Phrase, second: Phrase) -> float:
    others = _places(field, second)
    gaps = (max(other - last, start - end) for start, last in _places(field, first) for other, end in others)
    # The blank between two words belongs to both.
    return max(0.0, 1.0 - max(0, min(gaps, default=FAR)) / FAR)


def _places(field: str, phrase: Phrase) -> list[tuple[int, int]]:
    """Where it begins and ends."""
    row, start = f" {' '.join(phrase)} ", -1
    found: list[tuple[int, int]] = []
    while len(found) < MOST_PLACES and (start := field.find(row, start + 1)) >= 0:
        found.append((start, start + len(row) - 1))
    return found


def stretch(text: str, terms: Sequence[Term]) -> int | None:
    """The fewest letters of a text in which all terms stand; None: one of them stands nowhere."""
    field = f" {text[:MOST_LETTERS]} "
    places = sorted(
        (start, end, number)
        for number, term in enumerate(terms)
        for phrase in term.all_phrases
        for start, end in _places(field, phrase)
    )
    latest: dict[int, tuple[int, int]] = {}
    shortest: int | None = None
    for start, end, number in places:
        latest[number] = start, end
        if len(latest) == len(terms):
            length = max(end for _start, end in latest.values()) - min(start for start, _end in latest.values())
            shortest = length if shortest is None else min(shortest, length)
    return shortest if terms else 0


def in_order(
    entries: Sequence[EntryWords], words: ParsedQuery, weights: Sequence[float], now: datetime
) -> list[tuple[EntryWords, Score]]:
    """The best first, and above them the page whose title was asked for; ties by the key, the newest first."""
    scored = [(entry, score_of(entry, words, weights, now)) for entry in entries]
    return sorted(scored, key=lambda one: (-one[1].terms, not one[1].is_title, -one[1].total, -one[0].object_id))
