"""SQLite's FTS5, over the table that our triggers fill.

The match runs once; its rows are joined with what may be seen, and only then counted, ordered and cut.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from search.kinds import content_types_below
from search.words.query_parser import ParsedQuery, Term

ENTRY, KEYS, FTS = "search_entry", "keys_of_entries", "search_entry_words"
# Of the columns title, names, body and files, for the rough order.
WEIGHTS = "10.0, 4.0, 1.0, 0.3"
Sql = tuple[str, list[Any]]


def one_term(term: Term) -> str:
    """Any of its phrases, each quoted: tokens are letters and digits."""
    return "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in term.all_phrases) + ")"


def all_terms(words: ParsedQuery) -> str:
    """The FTS5 query: all terms, without those that are left out."""
    return _without_excluded(" AND ".join(one_term(term) for term in words.terms), words)


def _without_excluded(expression: str, words: ParsedQuery) -> str:
    if not words.excluded:
        return expression
    return f"({expression}) NOT ({' OR '.join(one_term(term) for term in words.excluded)})"


def hits(words: ParsedQuery, enough: int | None, table: str = FTS, weights: str = WEIGHTS) -> Sql:
    """Rows of a table of words, each with a score: the smaller, the better."""
    if enough is None or enough >= len(words.terms):
        sql = f"SELECT rowid AS hit, bm25({table}, {weights}) AS score FROM {table} WHERE {table} MATCH %s"
        return sql, [all_terms(words)]
    # Whatever has so many terms has one of the rarest of them: common words are looked at beside those alone.
    rare = sorted(words.terms, key=lambda term: _count(one_term(term), table))[: len(words.terms) - enough + 1]
    drivers = " OR ".join(one_term(term) for term in rare)
    each = f"SELECT rowid AS hit FROM {table} WHERE {table} MATCH %s"
    sql = (
        f"SELECT hit, -COUNT(*) AS score FROM ({' UNION ALL '.join([each] * len(words.terms))}) "
        "GROUP BY hit HAVING COUNT(*) >= %s"
    )
    tries = [_without_excluded(f"{one_term(term)} AND ({drivers})", words) for term in words.terms]
    return sql, [*tries, enough]


def _count(expression: str, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE {table} MATCH %s", [expression])
        return int(cursor.fetchone()[0])


def frequencies(words: ParsedQuery) -> list[int]:
    return [_count(one_term(term), FTS) for term in words.terms]


def _found(words: ParsedQuery, model: type[Model], enough: int | None) -> Sql:
    found, values = hits(words, enough)
    types = content_types_below(model)
    places = ", ".join(["%s"] * len(types))
    # CROSS JOIN keeps SQLite from reading the entries first and running the match for each of them, and the index from
    # reading their long texts.
    sql = (
        f"SELECT entry.object_id AS pk, found.score FROM ({found}) found "
        f"CROSS JOIN {ENTRY} entry INDEXED BY {KEYS} ON entry.id = found.hit WHERE entry.content_type_id IN ({places})"
    )
    return sql, [*values, *types]


def scored(words: ParsedQuery, enough: int | None) -> list[tuple[int, float]]:
    """Keys of all pages that hold the words, each with its score."""
    sql, values = _found(words, Page, enough)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def matching(words: ParsedQuery, rows: QuerySet, enough: int | None = None) -> QuerySet:
    sql, values = _found(words, rows.model, enough)
    return rows.filter(pk__in=RawSQL(f"SELECT pk FROM ({sql})", values))


def ranked(words: ParsedQuery, rows: QuerySet, enough: int | None, most: int) -> list[int]:
    found, values = _found(words, rows.model, enough)
    try:
        allowed, allowed_values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    sql = f"SELECT pk FROM ({found}) WHERE pk IN ({allowed}) ORDER BY score, pk DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *allowed_values, most])
        return [pk for (pk,) in cursor.fetchall()]
