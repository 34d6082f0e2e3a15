"""Where words do not suffice, what is close in meaning is offered: as nearest, never as a result that has the words.

Words come first. Where a result has them all, and close together, nothing is computed and nothing added. Where the best
one has most of them, or all of them scattered over a long text, what is close follows below the results; where it has
less, the closest stand above them. What is counted as found is decided by words alone.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from search.cluster.cluster_client import PAUSE
from search.engines import Scope
from search.engines.database import searched_pages
from search.kinds import content_types
from search.meaning.model_choice import ModelAway, is_remote
from search.models import Entry
from search.offers.crisis import is_crisis
from search.ranking import stretch, weights_of
from search.results import Hit, SearchQuery, SearchResult, hits_of
from search.words.query_parser import ParsedQuery, Term

logger = logging.getLogger(__name__)
# Words suffice where a result has them all: those that its title and names lack in so many letters of its text, which
# are half a passage.
TOGETHER = 250
# The order of words is kept when the best result holds so much of what they weigh; rare words weigh more.
ENOUGH = 0.7
# So many pages are offered in all; so many close ones stand above results that hold too little, or below such as hold
# enough.
MOST, FEW = 10, 3
# Of reciprocal ranks: a large number makes places matter less. What has only some of the words counts a quarter.
FLATNESS, SHARE_OF_WORDS = 10, 0.25
# Seconds that a model elsewhere may take, of those that the whole search has.
LONGEST, LEAST = 1.0, 0.05
# By name: numpy is there where search by meaning is on.
CLOSE_PAGES = "search.meaning.close_pages.close_pages"


class ClosePages(Protocol):
    def __call__(self, text: str, pages: QuerySet, most: int, seconds: float) -> list[int]: ...


def with_close_pages(
    answer: SearchResult, question: SearchQuery, scope: Scope, frequencies: Sequence[int]
) -> SearchResult:
    """The same answer, with what is close in meaning where its words do not suffice."""
    text = _meant(question.words, answer)
    is_narrowed = question.filters is not None and question.filters.is_narrowed
    if is_narrowed or not _may_be_close(answer, text) or _words_suffice(answer):
        return answer
    is_order_kept = _order_is_kept(answer, frequencies)
    if is_order_kept and len(answer.items) >= MOST:
        # Nothing would be shown.
        return answer
    # Enough of them, though all results are among them.
    most = MOST + len(answer.items)
    try:
        close = _close(text, question, scope, most)
    except ModelAway as error:
        logger.warning("Words alone answer: %s", error)
        return replace(answer, valid_until=timezone.now() + timedelta(seconds=PAUSE))
    if not close:
        return answer
    if is_order_kept:
        return _with(answer, close, question, 0, FEW)
    return _with(answer, close, question, FEW if answer.total else MOST, MOST)


def _with(
    answer: SearchResult, close: list[int], question: SearchQuery, most_above: int, most_below: int
) -> SearchResult:
    """The closest above the results, the next ones below them where these are few; nothing twice."""
    above = fused(close[:most_above], [hit.page.pk for hit in answer.nearest])[:most_above]
    items = [hit for hit in answer.items if hit.page.pk not in above]
    shown = {*above, *(hit.page.pk for hit in items)}
    below = [key for key in close if key not in shown][: max(0, min(most_below, MOST - len(shown)))]
    hits = {hit.page.pk: hit for hit in hits_of([*above, *below], answer.words, question.user)}
    return replace(
        answer,
        nearest=[hits[key] for key in above if key in hits],
        is_by_meaning=True,
        items=items,
        also_near=[hits[key] for key in below if key in hits],
    )


def _meant(typed: str, answer: SearchResult) -> str:
    """The question as a sentence, with its words as they were read."""
    for wrong, right in answer.corrections:
        typed = typed.replace(wrong, right)
    return " ".join(typed.split())


def _may_be_close(answer: SearchResult, text: str) -> bool:
    """Only first pages have what is close. Who leaves words out, or wants them exactly so, means them.

    What somebody in a crisis asks is told to no other site.
    """
    is_exact = bool(answer.words.excluded) or any(term.is_quoted for term in answer.words.terms)
    return answer.page == 1 and not is_exact and not (is_remote() and is_crisis(text, answer.words.text))


def _words_suffice(answer: SearchResult) -> bool:
    return bool(answer.total_of_all_words) and any(_together(entry, answer.words) for entry in _entries(answer.items))


def _together(entry: Entry, words: ParsedQuery) -> bool:
    fields = [f" {text} " for text in (entry.title, entry.names)]
    found = stretch(entry.body, [term for term in words.terms if not _stands_in(fields, term)])
    return found is not None and found <= TOGETHER


def _order_is_kept(answer: SearchResult, frequencies: Sequence[int]) -> bool:
    if answer.total_of_all_words:
        return True
    weights = weights_of(frequencies, Entry.objects.count())
    best = (_weight_held(entry, answer.words, weights) for entry in _entries(answer.items[:1]))
    return any(held >= ENOUGH * sum(weights) for held in best)


def _entries(hits: Sequence[Hit]) -> QuerySet[Entry]:
    keys = [hit.page.pk for hit in hits]
    rows = Entry.objects.filter(content_type__in=content_types(), object_id__in=keys)
    return rows.only("title", "names", "body", "files")


def _weight_held(entry: Entry, words: ParsedQuery, weights: Sequence[float]) -> float:
    fields = [f" {text} " for text in (entry.title, entry.names, entry.body, entry.files)]
    return sum(weight for term, weight in zip(words.terms, weights, strict=True) if _stands_in(fields, term))


def _stands_in(fields: Sequence[str], term: Term) -> bool:
    return any(f" {' '.join(phrase)} " in field for phrase in term.all_phrases for field in fields)


def _close(text: str, question: SearchQuery, scope: Scope, most: int) -> list[int]:
    seconds = min(LONGEST, scope.deadline - time.monotonic())
    if seconds < LEAST:
        raise ModelAway("The search had no time left.")
    pages = searched_pages(scope)
    if question.kinds:
        pages = pages.filter(content_type__in=content_types(list(question.kinds)))
    close_pages: ClosePages = import_string(CLOSE_PAGES)
    return close_pages(text, pages, most, seconds)


def fused(by_meaning: Sequence[int], by_words: Sequence[int]) -> list[int]:
    """Both lists in one order, by the sum of their reciprocal ranks."""
    points = dict.fromkeys([*by_meaning, *by_words], 0.0)
    for keys, share in ((by_meaning, 1.0), (by_words, SHARE_OF_WORDS)):
        for rank, key in enumerate(keys, 1):
            points[key] += share / (FLATNESS + rank)
    return sorted(points, key=lambda key: -points[key])
