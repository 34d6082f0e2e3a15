"""The database as an engine: the full text of SQLite or PostgreSQL.

The match runs once and gives all its rows; what may be seen, kinds and filters are bits in memory, as in a list
(search/facet_index.py), so that counting costs little whatever is hidden or chosen.
"""

from heapq import nsmallest
from types import ModuleType
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page

from core.visibility import shown_to
from search import kinds as known_kinds
from search.engines import FEW, Found, Scope, postgresql, sqlite
from search.facet_index import FacetIndex, bits_of, facet_index_of
from search.facets import Facet
from search.words.query_parser import ParsedQuery

# Words that are looked at one by one.
MOST_TERMS = 8


def _sql() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def matching(words: ParsedQuery, rows: QuerySet, enough: int | None = None) -> QuerySet:
    """Those of `rows` (of any indexed model) in which so many terms stand, or all."""
    found: QuerySet = _sql().matching(words, rows, enough)
    return found


def ranked(words: ParsedQuery, rows: QuerySet, enough: int | None, most: int) -> list[int]:
    """Their keys in a rough order."""
    found: list[int] = _sql().ranked(words, rows, enough, most)
    return found


def frequencies(words: ParsedQuery) -> list[int]:
    """In how many entries each term stands, whoever may see them."""
    if len(words.terms) < 2:
        return [1]
    found: list[int] = _sql().frequencies(words)
    return found


def _all_pages() -> QuerySet:
    return Page.objects.filter(content_type__in=known_kinds.content_types())


def searched_pages(scope: Scope) -> QuerySet:
    """What can be found at all: live, open to this person, once in this language, of a known kind."""
    return shown_to(_all_pages(), scope.user, scope.locale)


def _pages() -> FacetIndex:
    """The same in memory, for every reader: with their kinds and terms."""
    return facet_index_of("all pages", _all_pages(), ("content_type_id",))


def _of_kinds(index: FacetIndex) -> dict[str, int]:
    models = known_kinds.content_types()
    pairs = index.column("content_type_id")
    return index.grouped("kind", lambda: ((key, known_kinds.kind_of(models[found])) for key, found in pairs))


class _Hits(NamedTuple):
    """What holds the words, with a score (the smaller, the better), and as bits."""

    rows: list[tuple[int, float]]
    bits: int

    @classmethod
    def of(cls, words: ParsedQuery, enough: int | None, seen: int) -> "_Hits":
        rows = _sql().scored(words, enough)
        return cls(rows, seen & bits_of(key for key, _score in rows))

    def best(self, bits: int, most: int) -> list[int]:
        flags = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
        end = len(flags) * 8
        # The newest stand before others that are as good, and are looked at first: then few take the place of another.
        left = ((score, -key) for key, score in reversed(self.rows) if key < end and flags[key >> 3] & 1 << (key & 7))
        return [-key for _score, key in nsmallest(most, left)]


def find(words: ParsedQuery, scope: Scope, most: int) -> Found:
    index = _pages()
    seen = index.seen_by(scope.user, scope.locale)
    hits = with_all = _Hits.of(words, None, seen)
    missing: list[int] = []
    if not hits.bits:
        missing = [number for number in range(min(len(words.terms), MOST_TERMS)) if not _stands(words, number, seen)]
    if hits.bits.bit_count() < FEW and not missing and words.enough < len(words.terms):
        hits = _Hits.of(words, words.enough, seen)
    left = _narrowed(hits.bits, index, scope)
    by_kind = {kind: (left & posting).bit_count() for kind, posting in _of_kinds(index).items()}
    keys = hits.best(_in_kinds(left, index, scope), most) if left else []
    return Found(
        by_kind={kind: by_kind[kind] for kind in known_kinds.models_by_kind() if by_kind.get(kind)},
        unfiltered=hits.bits.bit_count(),
        of_all=(left & with_all.bits).bit_count(),
        keys=keys,
        missing=missing,
        frequencies=frequencies(words) if keys else [],
        values=_values(_in_kinds(hits.bits, index, scope), index, scope),
    )


def _narrowed(bits: int, index: FacetIndex, scope: Scope, but: Facet | None = None) -> int:
    return scope.filters.narrow(bits, index, but) if scope.filters else bits


def _in_kinds(bits: int, index: FacetIndex, scope: Scope) -> int:
    if not scope.kinds:
        return bits
    postings = _of_kinds(index)
    return sum(bits & postings.get(kind, 0) for kind in dict.fromkeys(scope.kinds))


def _values(bits: int, index: FacetIndex, scope: Scope) -> dict[str, dict[str, int]]:
    filters = scope.filters
    if not filters:
        return {}
    return {
        facet.name: facet.counts(_narrowed(bits, index, scope, facet), index, filters.context)
        for facet in filters.facets
    }


def _stands(words: ParsedQuery, number: int, seen: int) -> bool:
    return bool(_Hits.of(words.only(number), None, seen).bits)


def counts(questions: list[ParsedQuery], scope: Scope) -> list[int]:
    seen = _pages().seen_by(scope.user, scope.locale)
    return [_Hits.of(words, None, seen).bits.bit_count() for words in questions]
