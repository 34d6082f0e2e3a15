"""One question, one answer: what everything on the site that searches asks, whatever engine finds the words."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page

from caching.site_version import cached_until_change
from core import tree
from core.i18n.languages import DEFAULT, current
from core.visibility import shown_to
from search import kinds
from search.cluster.cluster_client import PAUSE, SEARCHING, ClusterAway
from search.engines import FEW, Engine, Found, Scope, cluster, database
from search.meaning.fusion import with_close_pages
from search.models import Entry
from search.ranking import WINDOW, EntryWords, Score, in_order, weights_of
from search.results import Hit, Rescue, SearchQuery, SearchResult, hits_of
from search.staff.promotions import with_promoted
from search.words import vocabulary
from search.words.query_parser import ParsedQuery
from search.words.question import read_query, with_word
from users.models import AnyUser

logger = logging.getLogger(__name__)
# More hits than any list has entries.
ALL = 10_000_000
# Words that are left out one by one when nothing has them all, and what is offered then.
MAX_RESCUES, MOST_NEAREST = 8, 3


def search(question: SearchQuery) -> SearchResult:
    """Answers any question, with nothing that this person may not see in it."""
    words = read_query(question.words)
    if not words:
        return SearchResult()
    return with_promoted(_answered(question, words), words, question, _locale(question.language))


def _answered(question: SearchQuery, words: ParsedQuery) -> SearchResult:
    """By the cluster where there is one and it answers, by the database otherwise."""
    if settings.SEARCH_URL:
        try:
            return _answer(question, words, cluster)
        except ClusterAway:
            logger.exception("The search cluster does not answer; the database does instead")
            soon = timezone.now() + timedelta(seconds=PAUSE)
            return replace(_answer(question, words, database), is_degraded=True, valid_until=soon)
    return _answer(question, words, database)


def matching(words: ParsedQuery, rows: QuerySet, enough: int | None = None) -> QuerySet:
    """Those of `rows` that hold every word, or so many of them. `rows` is what this person may see."""
    return database.matching(words, rows, enough)


def ranked(words: ParsedQuery, rows: QuerySet, most: int = ALL, enough: int | None = None) -> list[int]:
    """The keys of `rows` that hold the words, the best first."""
    found = database.ranked(words, rows, enough, max(most, WINDOW))
    return in_final_order(found, words, rows.model, database.frequencies(words))[:most]


def keys(words: ParsedQuery, rows: QuerySet, is_ranked: bool, count_seen: Callable[[list[int]], int]) -> list[int]:
    """Keys of `rows` that hold every word; where those that this person may see are few, also what holds most.

    Nothing stands in for a word that stands nowhere.
    """
    found = _keys(words, rows, is_ranked)
    if words.enough >= len(words.terms) or count_seen(found) >= FEW:
        return found
    is_missing = any(not count_seen(_keys(words.only(number), rows, False)) for number in range(len(words.terms)))
    return found if is_missing else _keys(words, rows, is_ranked, words.enough)


def _keys(words: ParsedQuery, rows: QuerySet, is_ranked: bool, enough: int | None = None) -> list[int]:
    if is_ranked:
        return ranked(words, rows, enough=enough)
    return list(matching(words, rows, enough).order_by().values_list("pk", flat=True))


def in_final_order(keys: list[int], words: ParsedQuery, model: type[Model], frequencies: list[int]) -> list[int]:
    """The first of what the engine found in their final order, then the others."""
    return [entry.object_id for entry, _score in _scored(keys[:WINDOW], words, model, frequencies)] + keys[WINDOW:]


@cached_until_change
def _count_of_entries() -> int:
    return Entry.objects.count()


def _scored(
    keys: list[int], words: ParsedQuery, model: type[Model], frequencies: list[int]
) -> list[tuple[EntryWords, Score]]:
    if not keys:
        return []
    types = kinds.content_types_below(model)
    rows = Entry.objects.filter(object_id__in=keys, content_type__in=types).values_list(*EntryWords._fields)
    entries, weights = [EntryWords(*row) for row in rows], weights_of(frequencies, _count_of_entries())
    return in_order(entries, words, weights, timezone.now())


def _answer(question: SearchQuery, words: ParsedQuery, engine: Engine) -> SearchResult:
    asked = tuple(kind for kind in question.kinds if kind in kinds.models_by_kind())
    locale, deadline = _locale(question.language), time.monotonic() + SEARCHING
    scope = Scope(question.user, locale, deadline, asked, question.filters)
    stop = max(WINDOW, max(1, question.page) * question.page_size)
    found = engine.find(words, scope, stop)
    corrections: list[tuple[str, str]] = []
    if found.missing:
        words, corrections = _corrected(words, found.missing, engine, scope)
        found = engine.find(words, scope, stop) if corrections else found
    total = sum(count for kind, count in found.by_kind.items() if not asked or kind in asked)
    last = max(1, -(-total // question.page_size))
    number = min(max(1, question.page), last)
    start = (number - 1) * question.page_size
    keys = in_final_order(found.keys, words, Page, found.frequencies)[start : start + question.page_size]
    hits = hits_of(keys, words, question.user)
    answer = SearchResult(
        words=words,
        items=_explained(hits, found, words) if question.explain else hits,
        total=total,
        by_kind=found.by_kind,
        page=number,
        pages=last,
        missing=[words.name(place) for place in found.missing],
        corrections=corrections,
        total_of_all_words=found.of_all,
        unfiltered=found.unfiltered,
        values=found.values,
    )
    answer = answer if found.unfiltered else _rescue(answer, found.missing, engine, scope)
    return with_close_pages(answer, question, scope, found.frequencies) if settings.SEARCH_MEANING else answer


def _explained(hits: list[Hit], found: Found, words: ParsedQuery) -> list[Hit]:
    """The same results with their scores, where it was by them that they were put in order."""
    scored = _scored(found.keys[:WINDOW], words, Page, found.frequencies)
    scores = {entry.object_id: score for entry, score in scored}
    return [replace(hit, score=scores.get(hit.page.pk)) for hit in hits]


def _corrected(
    words: ParsedQuery, missing: list[int], engine: Engine, scope: Scope
) -> tuple[ParsedQuery, list[tuple[str, str]]]:
    """For words that stand nowhere: the word that was probably meant, of those that this person can find.

    One that stands on a page with the other words comes before one that stands elsewhere.
    """
    made, wrong = [], list(missing)
    for number in missing:
        wrong.remove(number)
        read = vocabulary.meant_by(words.name(number)) if not words.terms[number].is_quoted else []
        tried = [with_word(words, number, word) for word in read]
        alone = engine.counts([one.only(number) for one in tried], scope)
        found = [place for place, count in enumerate(alone) if count]
        if not found:
            wrong.append(number)
            continue
        best = found[0]
        if len(found) > 1:
            together = engine.counts([tried[place].without(*wrong) for place in found], scope)
            best = next((place for place, count in zip(found, together, strict=True) if count), best)
        made.append((words.name(number), read[best]))
        words = tried[best]
    return words, made


def _rescue(answer: SearchResult, missing: list[int], engine: Engine, scope: Scope) -> SearchResult:
    """For a search without results: which words stand nowhere, what fewer words would find, and the best of that."""
    words = answer.words
    tries = [missing] if missing else [[number] for number in range(min(len(words.terms), MAX_RESCUES))]
    fewer = [one for one in ((left_out, words.without(*left_out)) for left_out in tries) if one[1]]
    counts = engine.counts([one for _left_out, one in fewer], scope)
    found = [
        (Rescue(", ".join(words.name(number) for number in left_out), one.text, count), one)
        for (left_out, one), count in zip(fewer, counts, strict=True)
        if count
    ]
    found.sort(key=lambda one: -one[0].total)
    # Of the words that stand somewhere, also what has most of them.
    best = found[0][1] if found else words.without(*missing) if missing else None
    return replace(answer, rescues=[rescue for rescue, _one in found], nearest=_nearest(best, engine, scope))


def _nearest(words: ParsedQuery | None, engine: Engine, scope: Scope) -> list[Hit]:
    if not words:
        return []
    found = engine.find(words, scope._replace(kinds=(), filters=None), WINDOW)
    return hits_of(in_final_order(found.keys, words, Page, found.frequencies)[:MOST_NEAREST], words, scope.user)


def _locale(language: str = "") -> Locale:
    known = tree.locales()
    return known.get(language or current()) or known[DEFAULT]


def lists_for(user: AnyUser) -> list[Page]:
    """The pages that list a kind of content, in the reader's language: something to look through instead."""
    models = [model for group in kinds.models_by_kind().values() for model in group if hasattr(model, "searched_as")]
    pages = Page.objects.type(*models).order_by("path") if models else Page.objects.none()
    return list(shown_to(pages, user, _locale()))
