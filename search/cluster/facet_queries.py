"""Filters and counts of facets in the language of a search cluster: of lists, and of the search page."""

from collections.abc import Mapping

from search.cluster.answers import buckets
from search.cluster.cluster_client import Answer, Body, Json
from search.facets import Facet, Span
from search.filters import Filters
from search.lists.order_keys import order_key

# More values than any facet has: none is left out of the counts.
MOST_VALUES = 20_000
ANYTHING: Body = {"match_all": {}}


def narrowed(filters: Filters, but: Facet | None = None, instead: list[str] | None = None) -> list[Body]:
    """What the facets leave, one of them left out or with other values."""
    return [_having(filters, *one) for one in filters.meant(but, instead)]


def counts_of_facets(filters: Filters, within: list[Body]) -> dict[str, Json]:
    """Aggregations that count the values of each facet, of what all other facets leave."""
    return {f"facet-{facet.name}": _counted(filters, facet, within) for facet in filters.facets}


def values_of(filters: Filters, facet: Facet, answer: Answer, *path: str) -> dict[str, int]:
    """How many have which value, where `counts_of_facets` was asked."""
    found = buckets(answer, *path, f"facet-{facet.name}", "values")
    return facet.counts_of_kept({value: count for value, count in found.items() if count}, filters.context)


def _counted(filters: Filters, facet: Facet, within: list[Body]) -> Body:
    spans = {value: _span(span) for value, span in facet.spans().items()}
    kept: Body = {"terms": {"field": f"values.{facet.name}", "size": MOST_VALUES}}
    return {
        "filter": {"bool": {"filter": [*narrowed(filters, but=facet), *within]}},
        "aggs": {"values": {"filters": {"filters": spans}} if spans else kept},
    }


def _having(filters: Filters, facet: Facet, wanted: list[str]) -> Body:
    spans = facet.spans()
    if spans:
        return {"bool": {"should": [_span(spans[value]) for value in wanted], "minimum_should_match": 1}}
    return {"terms": {f"values.{facet.name}": [kept for one in wanted for kept in facet.kept_as(one, filters.context)]}}


def _span(span: Span) -> Body:
    ends: Mapping[str, Json] = {
        **({"gte": order_key(span.start)} if span.start else {}),
        **({"lt": order_key(span.before)} if span.before else {}),
    }
    return {"range": {f"orders.{span.field}": ends}} if ends else ANYTHING
