"""When the search cluster does not answer: pages whose title or address holds every word, from the database."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from search.query_parser import ParsedQuery


def matching(words: ParsedQuery, rows: QuerySet) -> QuerySet:
    if not issubclass(rows.model, Page):
        return rows.none()
    for term in words.terms:
        for token in term:
            rows = rows.filter(Q(title__icontains=token) | Q(slug__icontains=token))
    return rows


def ranked(words: ParsedQuery, rows: QuerySet, start: int, stop: int) -> list[int]:
    if not issubclass(rows.model, Page):
        return []
    found = matching(words, rows).order_by("-last_published_at", "-pk")
    return list(found.values_list("pk", flat=True)[start:stop])
