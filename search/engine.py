"""One question, one answer: what everything on the site that searches asks, whatever engine finds the words."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from core import tree
from core.i18n.languages import DEFAULT, current
from core.models import BasePage
from core.visibility import STRANGER, shown_to
from search import kinds
from search.engines import modelsearch, postgresql, sqlite, titles
from search.highlighting import excerpt, holds, marked
from search.parts import MOST_NAMED, FoundPart, parts_of
from search.query_parser import ParsedQuery, parse
from users.models import AnyUser

logger = logging.getLogger(__name__)


class Engine(Protocol):
    """What each module of `search/engines/` answers."""

    def matching(self, words: ParsedQuery, rows: QuerySet) -> QuerySet: ...
    def ranked(self, words: ParsedQuery, rows: QuerySet, start: int, stop: int) -> list[int]: ...


IN_DATABASE: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}
# The column of the index that holds the words of a page as text.
TEXT_IN_INDEX: dict[Engine, str] = {sqlite: "body", postgresql: "body_text"}
PAGE_SIZE = 10
# Seconds without a cluster that did not answer.
PAUSE = 10.0
# Words that are tried one by one when nothing has them all.
MAX_RESCUES = 6


@dataclass(frozen=True)
class SearchQuery:
    """These words, of these kinds, in this language, by this person."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    language: str = ""
    user: AnyUser = STRANGER
    page: int = 1
    page_size: int = PAGE_SIZE
    # Narrows pages further, as the filters of a list do.
    within: Callable[[QuerySet], QuerySet] | None = None


@dataclass(frozen=True)
class Hit:
    """One result: the page, and where the words stand in it."""

    page: BasePage
    kind: str
    title: SafeString
    excerpt: SafeString
    plain_excerpt: str
    # The one part of the page in which all the words stand: the result leads there.
    part: FoundPart | None = None
    # Where several have them all, the result leads to the page and names the first.
    parts: tuple[FoundPart, ...] = ()


@dataclass(frozen=True)
class Rescue:
    """A question with words left out, and how much it would find."""

    left_out: str
    words: str
    total: int


@dataclass(frozen=True)
class SearchResult:
    words: ParsedQuery = field(default_factory=ParsedQuery)
    items: list[Hit] = field(default_factory=list)
    total: int = 0
    # How many there are of each kind, whatever kind was asked for.
    by_kind: dict[str, int] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    rescues: list[Rescue] = field(default_factory=list)
    # Words that stand on no page that this person may see.
    missing: list[str] = field(default_factory=list)
    is_degraded: bool = False

    @property
    def total_of_all_kinds(self) -> int:
        return sum(self.by_kind.values())


def search(question: SearchQuery) -> SearchResult:
    """Answers any question, with nothing that this person may not see in it."""
    words = parse(question.words)
    if not words:
        return SearchResult()
    try:
        return _answer(question, words, _engine())
    except _cluster_errors():
        _pause()
        return _answer(question, words, titles)


def matching(words: ParsedQuery, rows: QuerySet) -> QuerySet:
    """Those of `rows` that hold every word. For lists and directories; `rows` is what this person may see."""
    return _with_fallback("matching", words, rows)


def ranked(words: ParsedQuery, rows: QuerySet, start: int, stop: int) -> list[int]:
    """A slice of the keys of `rows` that hold every word, the best first."""
    return _with_fallback("ranked", words, rows, start, stop)


def _with_fallback(name: str, *args: Any) -> Any:
    try:
        return getattr(_engine(), name)(*args)
    except _cluster_errors():
        _pause()
        return getattr(titles, name)(*args)


class _Cluster:
    """Until when a cluster that did not answer is left alone: one search waits for it, not all of them."""

    asked_again_at = 0.0


def _pause() -> None:
    _Cluster.asked_again_at = time.monotonic() + PAUSE
    logger.exception("The search service does not answer; for some seconds titles are searched in the database instead")


def _engine() -> Engine:
    if settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"].endswith("backends.database"):
        return IN_DATABASE.get(connection.vendor, modelsearch)
    return titles if time.monotonic() < _Cluster.asked_again_at else modelsearch


@cache
def _cluster_errors() -> tuple[type[Exception], ...]:
    """What the clients of search clusters raise, of those that are installed."""
    found: list[type[Exception]] = []
    for module, name in (
        ("elastic_transport", "TransportError"),
        ("elasticsearch", "ApiError"),
        ("opensearchpy", "OpenSearchException"),
    ):
        try:
            found.append(getattr(import_module(module), name))
        except ImportError:
            continue
    return tuple(found)


def _answer(question: SearchQuery, words: ParsedQuery, engine: Engine) -> SearchResult:
    pages = searched_pages(question)
    by_kind = _counts(engine.matching(words, pages))
    asked = [kind for kind in question.kinds if kind in kinds.models_by_kind()]
    if asked:
        pages = pages.filter(content_type__in=kinds.content_types(asked))
    total = sum(count for kind, count in by_kind.items() if not asked or kind in asked)
    last = max(1, -(-total // question.page_size))
    number = min(max(1, question.page), last)
    start = (number - 1) * question.page_size
    keys = engine.ranked(words, pages, start, start + question.page_size) if total else []
    answer = SearchResult(
        words=words,
        items=_hits(keys, words),
        total=total,
        by_kind=by_kind,
        page=number,
        pages=last,
        is_degraded=engine is titles,
    )
    return answer if by_kind else _rescue(answer, engine, searched_pages(question))


def _locale(language: str = "") -> Locale:
    known = tree.locales()
    return known.get(language or current()) or known[DEFAULT]


def searched_pages(question: SearchQuery) -> QuerySet:
    """What can be found at all: live, open to this person, once in this language, of a known kind."""
    locale = _locale(question.language)
    pages = Page.objects.filter(content_type__in=kinds.content_types())
    pages = shown_to(pages, question.user, locale)
    return question.within(pages) if question.within else pages


def lists_for(user: AnyUser) -> list[Page]:
    """The pages that list a kind of content, in the reader's language: something to look through instead."""
    models = [model for group in kinds.models_by_kind().values() for model in group if hasattr(model, "searched_as")]
    pages = Page.objects.type(*models).order_by("path") if models else Page.objects.none()
    return list(shown_to(pages, user, _locale()))


def _counts(pages: QuerySet) -> dict[str, int]:
    rows = pages.order_by().values_list("content_type").annotate(Count("pk"))
    models = kinds.content_types()
    found = dict.fromkeys(kinds.models_by_kind(), 0)
    for content_type, count in rows:
        found[kinds.kind_of(models[content_type])] += count
    return {kind: count for kind, count in found.items() if count}


def _rescue(answer: SearchResult, engine: Engine, pages: QuerySet) -> SearchResult:
    """For a search without results: which words stand nowhere, and what fewer words would find."""
    words = answer.words
    numbers = range(len(words.terms[:MAX_RESCUES]))
    alone = {number: engine.matching(words.only(number), pages).exists() for number in numbers}
    missing = [number for number in numbers if not alone[number]]
    tries = [missing] if missing else [[number] for number in numbers]
    found = []
    for left_out in tries:
        fewer = words.without(*left_out)
        if fewer and (total := engine.matching(fewer, pages).count()):
            found.append(Rescue(", ".join(words.name(number) for number in left_out), fewer.text, total))
    found.sort(key=lambda rescue: -rescue.total)
    return replace(answer, rescues=found, missing=[words.name(number) for number in missing])


def _hits(keys: list[int], words: ParsedQuery) -> list[Hit]:
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).select_related("locale").specific()}
    texts, parts = _texts(list(pages.values())), parts_of(pages.values(), words)
    found = [pages[key] for key in keys if key in pages]
    return [_hit(page, texts.get(page.pk) or page.search_text, words, parts.get(page.pk, [])) for page in found]


def _texts(pages: list[BasePage]) -> dict[int, str]:
    """The words of the pages as they were indexed, where the index is in this database."""
    column = TEXT_IN_INDEX.get(_engine())
    if column is None:
        return {}
    rows = IndexEntry.objects.filter(
        content_type__in={page.content_type_id for page in pages}, object_id__in=[str(page.pk) for page in pages]
    )
    return {int(key): body for key, body in rows.values_list("object_id", column)}


def _hit(page: BasePage, text: str, words: ParsedQuery, parts: list[FoundPart]) -> Hit:
    kind, title = kinds.kind_of(type(page)), marked(page.title, words)
    if holds(page.title, words):
        parts = []
    if len(parts) == 1:
        return Hit(page, kind, title, parts[0].excerpt, parts[0].plain_excerpt, parts[0])
    plain = excerpt(text, words, otherwise=page.summary_text)
    return Hit(page, kind, title, marked(plain, words), plain, parts=tuple(parts[:MOST_NAMED]))
