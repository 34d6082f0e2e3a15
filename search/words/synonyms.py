"""What says the same: the glossary both ways (PWLLE, people with lived and living experience), names of terms, and what
staff wrote."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache

from caching.site_version import cached_until_change
from core.models import GlossaryEntry
from core.models.terms import known_terms
from core.visibility import approved
from search.models import SynonymGroup
from search.words.analysis import analysed, forms, is_acronym, languages, stem
from search.words.query_parser import MAX_TOKENS, ParsedQuery, Phrase
from search.words.query_parser import Term as Asked
from search.words.typed_lines import lines_of, row_of

Group = list[str]


@lru_cache(maxsize=20_000)
def _rows(text: str) -> tuple[Phrase, ...]:
    """By which a member of a group is found: its folded words, and their stems in each language.

    Acronyms have no stem: AIDS is not aid.
    """
    row = row_of(text)
    if any(is_acronym(word) for word in forms(text)):
        return (row,)
    return tuple(dict.fromkeys([row, *_stemmed(row)]))


def _stemmed(row: Phrase) -> list[Phrase]:
    return [tuple(stem(word, language) for word in row) for language in languages()]


class Synonyms:
    """Groups of words that stand for each other, by the rows of each."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups: dict[Phrase, list[str]] = {}
        for group in groups:
            for one in group:
                others = [other for other in group if other != one]
                for row in _rows(one):
                    self.groups.setdefault(row, []).extend(others)

    @cached_property
    def longest(self) -> int:
        return max((len(row) for row in self.groups), default=0)

    def of(self, row: Phrase) -> list[str]:
        """Of folded words as they were typed; singular and plural are one."""
        found = (other for known in [row, *_stemmed(row)] for other in self.groups.get(known, []))
        return list(dict.fromkeys(found))


@cached_until_change
def synonyms() -> Synonyms:
    return Synonyms([*_of_glossary(), *_of_terms(), *_of_staff()])


def _of_staff() -> list[Group]:
    return [lines_of(words) for words in SynonymGroup.objects.order_by("pk").values_list("words", flat=True)]


def _of_glossary() -> list[Group]:
    groups: dict[str, dict[str, None]] = {}
    entries = approved(GlossaryEntry.objects.all())
    rows = entries.values_list("acronym", "meanings__acronym", "meanings__meaning").order_by("acronym", "meanings__pk")
    for acronym, own, meaning in rows:
        groups.setdefault(acronym, {acronym: None}).update((word, None) for word in (own, meaning) if word)
    return [list(group) for group in groups.values()]


def _of_terms() -> list[Group]:
    """Names and short names of a term in one language, and what staff wrote as its synonyms."""
    found = []
    for term in known_terms().values():
        for row in term.labels.all():
            others = [word.strip() for word in row.synonyms.splitlines()]
            group = list(dict.fromkeys(word for word in (row.label, row.short, *others) if word))
            found += [group] if len(group) > 1 else []
    return found


def with_synonyms(words: ParsedQuery) -> ParsedQuery:
    """Words that have others for them are found by those too, also where several words in a row have."""
    known, terms = synonyms(), list(words.terms)
    rows = [row_of(term.typed) for term in terms]
    for start in range(len(terms)):
        for end in range(len(terms), start, -1):
            row = tuple(word for one in rows[start:end] for word in one)
            if len(row) <= known.longest and (others := known.of(row)):
                phrases = _phrases(others)
                for number in range(start, end):
                    terms[number] = _also(terms[number], phrases)
    return replace(words, terms=tuple(terms))


def _phrases(others: list[str]) -> list[Phrase]:
    found = [tuple(analysed(other, language)[:MAX_TOKENS]) for other in others for language in languages()]
    return [phrase for phrase in dict.fromkeys(found) if phrase]


def _also(term: Asked, phrases: list[Phrase]) -> Asked:
    return replace(term, synonyms=tuple(dict.fromkeys([*term.synonyms, *phrases])))
