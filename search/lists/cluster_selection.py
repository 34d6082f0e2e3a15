"""A selection that a search cluster counts: one request filters, counts every facet and gives a page of keys.

Only where words are asked for and the list keeps an order of its own a second one may be needed, and for what an empty
list offers instead.
"""

import time
from functools import cached_property

from django.db.models import Model

from search.cluster.answers import number_at
from search.cluster.cluster_client import SEARCHING, Answer, Body, Json
from search.cluster.documents import DEEPEST
from search.cluster.facet_queries import ANYTHING, counts_of_facets, narrowed, values_of
from search.engine import in_final_order
from search.engines import FEW, Scope
from search.engines.cluster import ALL, MOST, all_terms, ask, has_most, in_order, one_term, scope_filter
from search.engines.database import MOST_TERMS
from search.facets import Facet
from search.lists.selection import ListQuestion
from search.ranking import WINDOW

NOTHING: Body = {"match_none": {}}


class InCluster:
    """Raises ClusterAway where the cluster does not answer in the time of a search."""

    def __init__(self, asked: ListQuestion, start: int, stop: int) -> None:
        self.asked, self.start, self.stop = asked, start, stop
        self.scope = Scope(asked.user, asked.locale, time.monotonic() + SEARCHING)
        self.words = asked.words
        self.answer = ask(self._body(start, stop), self.scope)

    # The question

    @property
    def _model(self) -> type[Model]:
        return self.asked.rows.model

    def _rows(self) -> list[Body]:
        """The list as this person may see it."""
        return [scope_filter(self.scope), {"term": {"model": self._model._meta.label_lower}}]

    @property
    def _has_most(self) -> bool:
        return bool(self.words) and has_most(self.words)

    def _query(self, is_all: bool) -> Body:
        if not self.words:
            found = NOTHING if self.asked.has_text else ANYTHING
            return {"bool": {"filter": [*self._rows(), found]}}
        if is_all:
            return {"bool": {"must": [all_terms(self.words)], "filter": self._rows()}}
        return in_order(self.words, self._rows())

    def _body(self, start: int, stop: int, is_all: bool = False) -> Body:
        counted: dict[str, Json] = {ALL: self._counted(all_terms(self.words) if self._has_most else ANYTHING)}
        if self._has_most:
            counted[MOST] = self._counted(ANYTHING)
        return {
            "query": self._query(is_all),
            "post_filter": self._narrowed(),
            **self._window(start, stop),
            "sort": self._sort(),
            "aggs": {**counted, "everything": {"global": {}, "aggs": {"seen": self._seen()}}},
        }

    def _window(self, start: int, stop: int) -> dict[str, Json]:
        if not self.asked.order:
            # The first are put in order here.
            return {"from": 0, "size": min(DEEPEST, max(WINDOW, stop))}
        start = min(start, DEEPEST)
        return {"from": start, "size": min(DEEPEST, stop) - start}

    def _sort(self) -> list[Json]:
        if not self.asked.order:
            return [{"_score": "desc"}, {"key": "desc"}]
        return [_sort_by(field) for field in self.asked.order]

    def _counted(self, found: Body) -> Body:
        facets = counts_of_facets(self.asked.filters, [])
        return {"filter": found, "aggs": {"left": {"filter": self._narrowed()}, **facets}}

    def _seen(self) -> Body:
        terms = {f"term{number}": {"filter": one_term(term)} for number, term in enumerate(self._terms)}
        return {"filter": {"bool": {"filter": self._rows()}}, "aggs": {**terms, "left": {"filter": self._narrowed()}}}

    @property
    def _terms(self) -> list:
        return list(self.words.terms[:MOST_TERMS])

    def _narrowed(self, but: Facet | None = None, instead: list[str] | None = None) -> Body:
        """What the facets leave, one of them left out or with other values."""
        return {"bool": {"filter": narrowed(self.asked.filters, but, instead)}}

    # The answer

    @cached_property
    def _stands(self) -> list[int]:
        """How many entries hold each word, of what this person may see."""
        return [number_at(self.answer, "everything", "seen", f"term{number}") for number in range(len(self._terms))]

    @cached_property
    def _found(self) -> str:
        """Whether what has all words is the answer, or what has most: where these are few, and no word is missing."""
        has_few = self._has_most and number_at(self.answer, ALL) < FEW
        return MOST if has_few and all(self._stands) else ALL

    @property
    def total(self) -> int:
        return number_at(self.answer, self._found, "left")

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        stop = self.total if stop is None else min(stop, self.total)
        if stop <= start:
            return []
        if not self.asked.order:
            answer = self.answer if stop <= max(WINDOW, self.stop) else self._asked_again(start, stop)
            frequencies = self._stands + [1] * (len(self.words.terms) - len(self._stands))
            return in_final_order(_keys(answer), self.words, self._model, frequencies)[start:stop]
        is_mixed = self._has_most and self._found == ALL
        if is_mixed or (start, stop) != (self.start, min(self.stop, self.total)):
            return _keys(self._asked_again(start, stop, is_all=self._found == ALL))
        return _keys(self.answer)

    def _asked_again(self, start: int, stop: int, is_all: bool = False) -> Answer:
        return ask(self._body(start, stop, is_all), self.scope)

    def counts(self, facet: Facet) -> dict[str, int]:
        return values_of(self.asked.filters, facet, self.answer, self._found)

    def total_without(self, facet: Facet, value: str) -> int:
        rest = self._narrowed(facet, self.asked.filters.without(facet, value))
        query = {"bool": {"filter": [self._query(self._found == ALL), rest]}}
        return ask({"query": query, "size": 0}, self.scope)["hits"]["total"]["value"]

    def total_without_words(self) -> int:
        return number_at(self.answer, "everything", "seen", "left")


def _sort_by(field: str) -> Body:
    name, order = field.removeprefix("-"), "desc" if field.startswith("-") else "asc"
    if name == "pk":
        return {"key": order}
    return {f"orders.{name}": {"order": order, "missing": "_last", "unmapped_type": "keyword"}}


def _keys(answer: Answer) -> list[int]:
    return [int(row["_id"]) for row in answer["hits"]["hits"]]
