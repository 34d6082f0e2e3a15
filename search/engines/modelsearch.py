"""Elasticsearch and OpenSearch through modelsearch's public interface: ranked keys first, SQL for the rest.

Permission, language and filters are SQL on the keys, since the cluster ignores some filters without saying so.
"""

from django.db.models import Model, QuerySet
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Phrase, PlainText

from search.query_parser import ParsedQuery

# A cluster refuses to page deeper than this without a cursor.
LIMIT = 10_000


def _keys(words: ParsedQuery, model: type[Model]) -> list[int]:
    queries = [PlainText(term[0], operator="and") if len(term) == 1 else Phrase(" ".join(term)) for term in words.terms]
    query = queries[0] if len(queries) == 1 else And(queries)
    found = get_search_backend().search(query, model._default_manager.only("pk"))
    return [row.pk for row in found[:LIMIT]]


def matching(words: ParsedQuery, rows: QuerySet) -> QuerySet:
    return rows.filter(pk__in=_keys(words, rows.model))


def ranked(words: ParsedQuery, rows: QuerySet, start: int, stop: int) -> list[int]:
    keys = _keys(words, rows.model)
    allowed = set(rows.order_by().filter(pk__in=keys).values_list("pk", flat=True))
    return [key for key in keys if key in allowed][start:stop]
