"""A search cluster as an engine: one request finds, counts and orders, whatever the number of hits."""

import time

from core.visibility import closed_paths
from search.cluster.answers import buckets, number_at
from search.cluster.cluster_client import Answer, Body, ClusterAway
from search.cluster.documents import ALIAS, DEEPEST, steps
from search.cluster.facet_queries import ANYTHING, counts_of_facets, narrowed, values_of
from search.cluster.sync import client
from search.engines import FEW, Found, Scope
from search.engines.database import MOST_TERMS
from search.words.query_parser import ParsedQuery, Term

FIELDS = ["title^10", "names^4", "body", "files^0.3"]
# So much more than any score: what has all terms stands before what has most of them.
ALL_TERMS = 100_000.0
MOST_KINDS = 100
# What has all words, and what has most of them.
ALL, MOST = "all", "most"
# Seconds in which an answer is still possible.
LEAST = 0.05


def one_term(term: Term) -> Body:
    """Any of its phrases, in any field."""
    alone = [phrase[0] for phrase in term.all_phrases if len(phrase) == 1]
    rows = [" ".join(phrase) for phrase in term.all_phrases if len(phrase) > 1]
    tries: list[Body] = [{"multi_match": {"query": row, "fields": FIELDS, "type": "phrase"}} for row in rows]
    if alone:
        tries.append({"multi_match": {"query": " ".join(alone), "fields": FIELDS, "operator": "or"}})
    return {"bool": {"should": tries, "minimum_should_match": 1}}


def all_terms(words: ParsedQuery) -> Body:
    return {"bool": {"must": [one_term(term) for term in words.terms], "must_not": _left_out(words)}}


def most_terms(words: ParsedQuery) -> Body:
    return {
        "bool": {
            "should": [one_term(term) for term in words.terms],
            "minimum_should_match": words.enough,
            "must_not": _left_out(words),
        }
    }


def _left_out(words: ParsedQuery) -> list[Body]:
    return [one_term(term) for term in words.excluded]


def scope_filter(scope: Scope) -> Body:
    closed = list(closed_paths(scope.user))
    shown = [_nothing_before(f"before.{step}", closed) for step in steps(scope.locale.language_code)]
    return {"bool": {"filter": shown, "must_not": _below("path", closed)}}


def _nothing_before(field: str, closed: list[str]) -> Body:
    """No translation is chosen before a page, or it is behind a door that is closed to this person."""
    return {"bool": {"should": [{"bool": {"must_not": {"exists": {"field": field}}}}, *_below(field, closed)]}}


def _below(field: str, paths: list[str]) -> list[Body]:
    return [{"prefix": {field: path}} for path in paths]


def _kinds() -> Body:
    return {"terms": {"field": "kind", "size": MOST_KINDS}}


def has_most(words: ParsedQuery) -> bool:
    """Whether something may be found that has most words and not all."""
    return words.enough < len(words.terms)


def in_order(words: ParsedQuery, within: list[Body]) -> Body:
    """What has most words, and before it what has all."""
    if not has_most(words):
        return {"bool": {"must": [all_terms(words)], "filter": within}}
    boost: Body = {"constant_score": {"filter": all_terms(words), "boost": ALL_TERMS}}
    return {"bool": {"must": [most_terms(words)], "should": [boost], "filter": within}}


def _body(words: ParsedQuery, scope: Scope, most: int) -> Body:
    terms = words.terms[:MOST_TERMS]
    each: Body = {f"term{number}": {"filter": one_term(term)} for number, term in enumerate(terms)}
    # Every count costs time: what has most is counted only where it can be something else.
    both: Body = {MOST: _counted(ANYTHING, scope), ALL: _counted(all_terms(words), scope)}
    return {
        "query": in_order(words, [scope_filter(scope)]),
        "size": min(most, DEEPEST),
        "sort": [{"_score": "desc"}, {"key": "desc"}],
        "aggs": {
            **(both if has_most(words) else {ALL: _counted(ANYTHING, scope)}),
            "everything": {"global": {}, "aggs": {"seen": {"filter": scope_filter(scope), "aggs": each}}},
        },
        "post_filter": {"bool": {"filter": [*_filters(scope), *_in_kinds(scope)]}},
    }


def _counted(found: Body, scope: Scope) -> Body:
    facets = counts_of_facets(scope.filters, _in_kinds(scope)) if scope.filters else {}
    left: Body = {"filter": {"bool": {"filter": _filters(scope)}}, "aggs": {"kinds": _kinds()}}
    return {"filter": found, "aggs": {"left": left, **facets}}


def _filters(scope: Scope) -> list[Body]:
    return narrowed(scope.filters) if scope.filters else []


def _in_kinds(scope: Scope) -> list[Body]:
    return [{"terms": {"kind": list(scope.kinds)}}] if scope.kinds else []


def find(words: ParsedQuery, scope: Scope, most: int) -> Found:
    answer = ask(_body(words, scope, most), scope)
    of_all = number_at(answer, ALL)
    numbers = range(min(len(words.terms), MOST_TERMS))
    stands = [number_at(answer, "everything", "seen", f"term{number}") for number in numbers]
    missing = [number for number, count in enumerate(stands) if not count] if not of_all else []
    found = MOST if has_most(words) and of_all < FEW and not missing else ALL
    by_kind = buckets(answer, found, "left", "kinds")
    # Those with all terms come first, and are followed by others that were not asked for.
    total = sum(count for kind, count in by_kind.items() if not scope.kinds or kind in scope.kinds)
    keys = [int(row["_id"]) for row in answer["hits"]["hits"]][:total]
    return Found(
        by_kind=by_kind,
        unfiltered=number_at(answer, found),
        of_all=number_at(answer, ALL, "left"),
        keys=keys,
        missing=missing,
        frequencies=stands + [1] * (len(words.terms) - len(stands)),
        values=_values(answer, found, scope),
    )


def _values(answer: Answer, found: str, scope: Scope) -> dict[str, dict[str, int]]:
    filters = scope.filters
    return {facet.name: values_of(filters, facet, answer, found) for facet in filters.facets} if filters else {}


def counts(questions: list[ParsedQuery], scope: Scope) -> list[int]:
    if not questions:
        return []
    each: Body = {f"question{number}": {"filter": all_terms(words)} for number, words in enumerate(questions)}
    answer = ask({"query": scope_filter(scope), "size": 0, "aggs": each}, scope)
    return [number_at(answer, f"question{number}") for number in range(len(questions))]


def ask(body: Body, scope: Scope) -> Answer:
    """Within what is left of the time of the whole search."""
    left = scope.deadline - time.monotonic()
    if left < LEAST:
        raise ClusterAway("The search took longer than it may.")
    return client().search(ALIAS, body, left)
