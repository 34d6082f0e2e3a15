"""What the entry of a page says of the lists that it stands in: the values of their facets, and what they order by.

A search cluster filters, counts and orders by it (search/lists/cluster_selection.py). It follows from the facets and
orders that lists declare, so a new one needs nothing here.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.db.models import Model
from wagtail.models import Page

from core.models import BasePage
from search.facet_index import BASE, FacetIndex, Row, in_order
from search.facets import TermFacet
from search.listing import ListingPage
from search.lists.order_keys import NEWEST_CHANGE, order_key
from search.lists.site_facets import lists, site_facets
from search.term_table import Context, term_table


class Kept(NamedTuple):
    """Values by the name of their facet, and by the name of a field what orders as it does."""

    values: dict[str, list[str]]
    orders: dict[str, str]


@cache
def _lists() -> dict[type[Model], ListingPage]:
    """For each kind of page a list, not saved, in which such pages stand."""
    return {found().get_entries().model: found() for found in lists()}


NOTHING = Kept({}, {})


def kept_of(page: BasePage) -> Kept:
    """Of a live page, also of one that stands in no list: search is narrowed by it."""
    return kept_of_all(type(page), [page.pk]).get(page.pk, NOTHING)


def kept_of_all(model: type[BasePage], keys: list[int]) -> dict[int, Kept]:
    """Of pages of one kind, those of them that are live."""
    found = _lists().get(model)
    facets = {facet.name: facet for facet in [*site_facets(), *(found.facets if found else [])]}
    rows = found.get_entries() if found else Page.objects.all()
    fields = list(_fields(found)) if found else []
    columns = tuple(dict.fromkeys([*(column for facet in facets.values() for column in facet.columns), *fields]))
    index = FacetIndex.of(rows.filter(pk__in=keys), columns)
    context = Context(term_table(*(name for name, facet in facets.items() if isinstance(facet, TermFacet))))
    kept = {key: Kept({}, _orders(columns, row, fields)) for key, row in index.rows.items()}
    for name, facet in facets.items():
        for value, bits in sorted(facet.kept(index, context).items() if not facet.spans() else []):
            for key in in_order(kept, bits):
                kept[key].values.setdefault(name, []).append(value)
    return kept


def _orders(columns: tuple[str, ...], row: Row, fields: list[str]) -> dict[str, str]:
    ordered = {name: order_key(value) for name, value in zip(columns, row[len(BASE) - 1 :], strict=True)}
    return {name: key for name, key in ordered.items() if key and name in fields}


def _fields(found: ListingPage) -> Iterator[str]:
    """What the list orders by, and the fields in which stretches of time lie."""
    yield NEWEST_CHANGE.removeprefix("-")
    for sort in found.sorts:
        yield from (field.lstrip("-") for field in sort.fields if field.lstrip("-") != "pk")
    for facet in found.facets:
        yield from (span.field for span in facet.spans().values())
