"""For a list that stays empty whichever filter is taken away: as many of the choices as something fits."""

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from django.http import QueryDict
from django.utils.http import urlencode

from core.text.quotation_marks import quoted

if TYPE_CHECKING:
    from search.listing import Listing

# More choices than this are not tried.
MOST_TRIED = 8


class Choice(NamedTuple):
    name: str
    value: str
    label: str


class Nearest(NamedTuple):
    """Choices that go together, the query that asks for them alone, and how many entries fit."""

    labels: list[str]
    query: str
    total: int


def nearest(listing: "Listing") -> Nearest | None:
    """The choices one after the other, without those that would leave nothing; the words come first."""
    kept: list[Choice] = []
    found = None
    for choice in _choices(listing)[:MOST_TRIED]:
        tried = [*kept, choice]
        query = urlencode([(one.name, one.value) for one in tried])
        if total := _total(listing, query):
            kept, found = tried, Nearest([one.label for one in tried], query, total)
    return found


def _choices(listing: "Listing") -> list[Choice]:
    words = [Choice("q", listing.text, quoted(listing.text))] if listing.text else []
    filters = listing.filters
    return words + [Choice(facet.name, value, filters.label_of(facet, value)) for facet, value in filters.pairs()]


def _total(listing: "Listing", query: str) -> int:
    """As the list itself counts."""
    request = copy(listing.request)
    request.GET = QueryDict(query)
    return type(listing)(listing.index, request, listing.user, listing.locale).total
