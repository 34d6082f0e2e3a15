"""PostgreSQL, over the table that modelsearch fills and the column of words that our migration adds to it.

modelsearch's own query ranks every hit twice over and knows neither accents nor beginnings of words. Here, as with
SQLite, the match runs once; its rows are joined with what may be seen, and only then counted, ranked and cut.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.engines.entries import content_types
from search.query_parser import ParsedQuery

ENTRY = "wagtailsearch_indexentry"
# Weights of the letters D, C, B and A, which marks the title; at most 1.
WEIGHTS = "{0.125, 0.125, 0.125, 1.0}"
# A long text has every word: the rank is divided by 1 and the logarithm of the length.
BY_LENGTH = 1


def template(words: ParsedQuery) -> str:
    """The tsquery with places for the words: all terms, each a phrase, in title or body."""
    phrases = [["'%s'"] * len(term) for term in words.terms]
    if words.last_is_prefix:
        phrases[-1][-1] += ":*"
    return " & ".join("(" + " <-> ".join(phrase) + ")" for phrase in phrases)


def _found(words: ParsedQuery, model: type, columns: str = "") -> tuple[str, list[Any]]:
    # The words are folded by the function that folds the index: nothing of it can close a quotation.
    tokens = [token for term in words.terms for token in term]
    places = ", ".join(["search_folded(%s)"] * len(tokens))
    sql = (
        f"SELECT CAST(entry.object_id AS INTEGER) AS pk{columns} FROM {ENTRY} entry, "
        f"to_tsquery('pg_catalog.simple', format(%s, {places})) wanted "
        "WHERE entry.words @@ wanted AND entry.content_type_id = ANY(%s)"
    )
    return sql, [template(words), *tokens, content_types(model)]


def matching(words: ParsedQuery, rows: QuerySet) -> QuerySet:
    sql, values = _found(words, rows.model)
    return rows.filter(pk__in=RawSQL(sql, values))


def ranked(words: ParsedQuery, rows: QuerySet, start: int, stop: int) -> list[int]:
    found, values = _found(words, rows.model, f", ts_rank('{WEIGHTS}', entry.words, wanted, {BY_LENGTH}) AS score")
    try:
        allowed, allowed_values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    sql = f"SELECT pk FROM ({found}) hits WHERE pk IN ({allowed}) ORDER BY score DESC, pk DESC LIMIT %s OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *allowed_values, stop - start, start])
        return [pk for (pk,) in cursor.fetchall()]
