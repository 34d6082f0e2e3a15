"""SQLite's FTS5, over the tables that modelsearch fills.

modelsearch's own query runs the full-text match again for each hit to rank it, so that its cost is hits squared. Here
the match runs once; its rows are joined with what may be seen, and only then counted, ranked and cut.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.engines.entries import content_types
from search.query_parser import ParsedQuery

ENTRY, FTS = "wagtailsearch_indexentry", "wagtailsearch_indexentry_fts"
# Weights of the columns as the table has them: autocomplete (holds the title again), body, title.
WEIGHTS = "0.0, 1.0, 8.0"


def all_terms(words: ParsedQuery) -> str:
    """The FTS5 query: all terms, each a quoted phrase of letters and digits."""
    quoted = [f'"{" ".join(term)}"' for term in words.terms]
    if words.last_is_prefix:
        quoted[-1] += "*"
    return " AND ".join(quoted)


def expression(words: ParsedQuery) -> str:
    """All terms, in title or body."""
    return "{title body} : (" + all_terms(words) + ")"


def _found(words: ParsedQuery, model: type, columns: str) -> tuple[str, list[Any]]:
    # CROSS JOIN keeps SQLite from reading the entries first and running the match for each of them.
    types = content_types(model)
    places = ", ".join(["%s"] * len(types))
    sql = (
        f"SELECT CAST(entry.object_id AS INTEGER) AS pk{columns} FROM {FTS} "
        f"CROSS JOIN {ENTRY} entry ON entry.id = {FTS}.rowid "
        f"WHERE {FTS} MATCH %s AND entry.content_type_id IN ({places})"
    )
    return sql, [expression(words), *types]


def matching(words: ParsedQuery, rows: QuerySet) -> QuerySet:
    sql, values = _found(words, rows.model, "")
    return rows.filter(pk__in=RawSQL(sql, values))


def ranked(words: ParsedQuery, rows: QuerySet, start: int, stop: int) -> list[int]:
    found, values = _found(words, rows.model, f", bm25({FTS}, {WEIGHTS}) AS score")
    try:
        allowed, allowed_values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    sql = f"SELECT pk FROM ({found}) WHERE pk IN ({allowed}) ORDER BY score, pk DESC LIMIT %s OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *allowed_values, stop - start, start])
        return [pk for (pk,) in cursor.fetchall()]
