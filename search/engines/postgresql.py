"""PostgreSQL's full text, over the column of words that our migration adds to the entries.

As with SQLite the match runs once; its rows are joined with what may be seen, and only then counted, ordered and cut.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from search.kinds import content_types_below
from search.words.query_parser import ParsedQuery, Phrase, Term

ENTRY = "search_entry"
# The letters of title, names, body and files; what has one field alone is of the last.
FIELDS = "ABCD"
# Weights of the letters D, C, B and A.
WEIGHTS = "{0.03, 0.1, 0.4, 1.0}"
# A long text has every word: the rank is divided by 1 and the logarithm of the length.
BY_LENGTH = 1
Sql = tuple[str, list[Any]]


def one_term(term: Term) -> str:
    """Any of its phrases as a tsquery: tokens are letters and digits, so that nothing can close a quotation."""
    return "(" + " | ".join(f"({row})" for phrase in term.all_phrases for row in _rows(phrase)) + ")"


def _rows(phrase: Phrase) -> list[str]:
    """A word anywhere; words in a row within one field, as the last of one and the first of the next are no row."""
    if len(phrase) == 1:
        return [f"'{phrase[0]}'"]
    return [" <-> ".join(f"'{token}':{field}" for token in phrase) for field in FIELDS]


def all_terms(words: ParsedQuery) -> str:
    """All terms, without those that are left out."""
    return " & ".join([one_term(term) for term in words.terms] + [f"!{one_term(term)}" for term in words.excluded])


def any_term(words: ParsedQuery) -> str:
    left_out = [f"!{one_term(term)}" for term in words.excluded]
    return " & ".join(["(" + " | ".join(one_term(term) for term in words.terms) + ")", *left_out])


def hits(words: ParsedQuery, enough: int | None, table: str = ENTRY, key: str = "id") -> Sql:
    """Rows of a table with a column of words, each with a score: the smaller, the better."""
    if enough is None or enough >= len(words.terms):
        score = f"-ts_rank('{WEIGHTS}', words_vector, wanted, {BY_LENGTH})"
        source = f"FROM {table}, CAST(%s AS tsquery) wanted WHERE words_vector @@ wanted"
        sql = f"SELECT {key} AS hit, {score} AS score {source}"
        return sql, [all_terms(words)]
    count = " + ".join(["(words_vector @@ CAST(%s AS tsquery))::int"] * len(words.terms))
    sql = (
        f"SELECT hit, score FROM (SELECT {key} AS hit, -({count}) AS score FROM {table} "
        "WHERE words_vector @@ CAST(%s AS tsquery)) counted WHERE score <= %s"
    )
    return sql, [*(one_term(term) for term in words.terms), any_term(words), -enough]


def frequencies(words: ParsedQuery) -> list[int]:
    with connection.cursor() as cursor:
        found = []
        for term in words.terms:
            cursor.execute(f"SELECT COUNT(*) FROM {ENTRY} WHERE words_vector @@ CAST(%s AS tsquery)", [one_term(term)])
            found.append(int(cursor.fetchone()[0]))
        return found


def _found(words: ParsedQuery, model: type[Model], enough: int | None) -> Sql:
    found, values = hits(words, enough)
    sql = (
        f"SELECT entry.object_id AS pk, found.score FROM ({found}) found JOIN {ENTRY} entry ON entry.id = found.hit "
        "WHERE entry.content_type_id = ANY(%s)"
    )
    return sql, [*values, content_types_below(model)]


def scored(words: ParsedQuery, enough: int | None) -> list[tuple[int, float]]:
    """Keys of all pages that hold the words, each with its score."""
    sql, values = _found(words, Page, enough)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def matching(words: ParsedQuery, rows: QuerySet, enough: int | None = None) -> QuerySet:
    sql, values = _found(words, rows.model, enough)
    return rows.filter(pk__in=RawSQL(f"SELECT pk FROM ({sql}) hits", values))


def ranked(words: ParsedQuery, rows: QuerySet, enough: int | None, most: int) -> list[int]:
    found, values = _found(words, rows.model, enough)
    try:
        allowed, allowed_values = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    sql = f"SELECT pk FROM ({found}) hits WHERE pk IN ({allowed}) ORDER BY score, pk DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *allowed_values, most])
        return [pk for (pk,) in cursor.fetchall()]
