"""A search cluster as an engine: one request finds, counts and orders, whatever the number of hits."""

import time

from core.visibility import closed_paths
from search.cluster.answers import buckets, number_at
from search.cluster.cluster_client import Answer, Body, ClusterAway
from search.cluster.documents import ALIAS, DEEPEST
from search.cluster.sync import client
from search.engines import FEW, Found, Scope
from search.engines.database import MOST_TERMS
from search.words.query_parser import ParsedQuery, Term

FIELDS = ["title^10", "names^4", "body", "files^0.3"]
# So much more than any score: what has all terms stands before what has most of them.
ALL_TERMS = 100_000.0
MOST_KINDS = 100
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
    closed: list[Body] = [{"prefix": {"path": path}} for path in closed_paths(scope.user)]
    readers: list[Body] = [{"term": {"readers": scope.locale.language_code}}]
    return {"bool": {"filter": readers, "must_not": closed}}


def _kinds() -> Body:
    return {"terms": {"field": "kind", "size": MOST_KINDS}}


def _body(words: ParsedQuery, scope: Scope, kinds: list[str], most: int) -> Body:
    terms = words.terms[:MOST_TERMS]
    in_order: Body = {
        "bool": {
            "must": [most_terms(words)],
            "should": [{"constant_score": {"filter": all_terms(words), "boost": ALL_TERMS}}],
            "filter": [scope_filter(scope)],
        }
    }
    each: Body = {f"term{number}": {"filter": one_term(term)} for number, term in enumerate(terms)}
    return {
        "query": in_order,
        "size": min(most, DEEPEST),
        "sort": [{"_score": "desc"}, {"key": "desc"}],
        "aggs": {
            "most": _kinds(),
            "all": {"filter": all_terms(words), "aggs": {"kinds": _kinds()}},
            "everything": {"global": {}, "aggs": {"seen": {"filter": scope_filter(scope), "aggs": each}}},
        },
        **({"post_filter": {"terms": {"kind": kinds}}} if kinds else {}),
    }


def find(words: ParsedQuery, scope: Scope, kinds: list[str], most: int) -> Found:
    answer = ask(_body(words, scope, kinds, most), scope)
    by_kind = buckets(answer, "all", "kinds")
    of_all = sum(by_kind.values())
    stands = [
        number_at(answer, "everything", "seen", f"term{number}") for number in range(len(words.terms[:MOST_TERMS]))
    ]
    missing = [number for number, count in enumerate(stands) if not count] if not of_all else []
    keys = [int(row["_id"]) for row in answer["hits"]["hits"]]
    if of_all < FEW and not missing:
        by_kind = buckets(answer, "most")
    elif by_kind:
        # Those with all terms come first, and are followed by others that were not asked for.
        keys = keys[: sum(count for kind, count in by_kind.items() if not kinds or kind in kinds)]
    frequencies = stands + [1] * (len(words.terms) - len(stands))
    return Found(by_kind, of_all, keys if by_kind else [], missing, frequencies)


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
