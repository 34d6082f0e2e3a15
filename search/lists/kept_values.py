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
from search.facet_index import BASE, FacetIndex
from search.facets import Facet, TermFacet
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


def kept_of(page: BasePage) -> Kept:
    """Of a live page, also of one that stands in no list: search is narrowed by it."""
    found = _lists().get(type(page))
    facets = {facet.name: facet for facet in [*site_facets(), *(found.facets if found else [])]}
    rows = found.get_entries() if found else Page.objects.all()
    fields = list(_fields(found)) if found else []
    columns = tuple(dict.fromkeys([*(column for facet in facets.values() for column in facet.columns), *fields]))
    index = FacetIndex.of(rows.filter(pk=page.pk), columns)
    context = Context(term_table(*(name for name, facet in facets.items() if isinstance(facet, TermFacet))))
    values = {name: _values(facet, index, context) for name, facet in facets.items() if not facet.spans()}
    row = index.rows.get(page.pk)
    ordered = {name: order_key(value) for name, value in zip(columns, row[len(BASE) - 1 :], strict=True)} if row else {}
    return Kept(
        {name: found for name, found in values.items() if found},
        {name: key for name, key in ordered.items() if key and name in fields},
    )


def _values(facet: Facet, index: FacetIndex, context: Context) -> list[str]:
    return sorted(value for value, bits in facet.kept(index, context).items() if bits)


def _fields(found: ListingPage) -> Iterator[str]:
    """What the list orders by, and the fields in which stretches of time lie."""
    yield NEWEST_CHANGE.removeprefix("-")
    for sort in found.sorts:
        yield from (field.lstrip("-") for field in sort.fields if field.lstrip("-") != "pk")
    for facet in found.facets:
        yield from (span.field for span in facet.spans().values())
