"""The database as an engine: the full text of SQLite or PostgreSQL, joined with what a person may see."""

from types import ModuleType

from django.db import connection
from django.db.models import Count, QuerySet
from wagtail.models import Page

from core.visibility import shown_to
from search import kinds as known_kinds
from search.engines import FEW, Found, Scope, postgresql, sqlite
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


def searched_pages(scope: Scope) -> QuerySet:
    """What can be found at all: live, open to this person, once in this language, of a known kind."""
    pages = Page.objects.filter(content_type__in=known_kinds.content_types())
    return shown_to(pages, scope.user, scope.locale)


def find(words: ParsedQuery, scope: Scope, kinds: list[str], most: int) -> Found:
    pages, enough = searched_pages(scope), None
    by_kind = _by_kind(matching(words, pages))
    of_all, missing = sum(by_kind.values()), []
    if not of_all:
        missing = [number for number in range(min(len(words.terms), MOST_TERMS)) if not _stands(words, number, pages)]
    if of_all < FEW and not missing and words.enough < len(words.terms):
        enough = words.enough
        by_kind = _by_kind(matching(words, pages, enough))
    if kinds:
        pages = pages.filter(content_type__in=known_kinds.content_types(kinds))
    keys = ranked(words, pages, enough, most) if by_kind else []
    return Found(by_kind, of_all, keys, missing, frequencies(words) if keys else [])


def _stands(words: ParsedQuery, number: int, pages: QuerySet) -> bool:
    return matching(words.only(number), pages).exists()


def counts(questions: list[ParsedQuery], scope: Scope) -> list[int]:
    pages = searched_pages(scope)
    return [matching(words, pages).count() for words in questions]


def _by_kind(pages: QuerySet) -> dict[str, int]:
    rows = pages.order_by().values_list("content_type").annotate(Count("pk"))
    models = known_kinds.content_types()
    found = dict.fromkeys(known_kinds.models_by_kind(), 0)
    for content_type, count in rows:
        found[known_kinds.kind_of(models[content_type])] += count
    return {kind: count for kind, count in found.items() if count}
