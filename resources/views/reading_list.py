"""A reading list, kept in the reader's browser and named by the address: it can be shared, ordered and printed."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.addresses import address_of, full_address
from core.prefetch import Reader
from resources.citations.csl import csl_item
from resources.citations.styles import citations
from resources.models import ResourceIndexPage
from resources.permanent_links import permanent_address
from resources.views.identifier_lookup import LookupResult, named_in, query_of
from website.routes import route_of

# A list holds no more in full: it is to be read, and its address must fit into a letter.
MOST = 50
# Of the new resources, where the list is empty.
MOST_OFFERED = 5


class Entry(NamedTuple):
    """A resource on the list, and the lists that differ from it by this entry alone."""

    page: Page
    place: int
    citation: SafeString
    permanent_address: str
    query_up: str
    query_down: str
    query_without: str

    @property
    def further_address(self) -> str:
        """The permanent address, where the citation does not end in it already."""
        return "" if self.permanent_address in self.citation else self.permanent_address


@route_of("resources.ResourceIndexPage", "reading-list/")
def reading_list(page: ResourceIndexPage, request: HttpRequest) -> HttpResponse:
    """The page at /resources/reading-list/?id=…&id=…"""
    named = named_in(request, page)
    query = query_of(named.identifiers)
    below = f"reading-list/?{query}" if query else "reading-list/"
    context = {
        "page": page,
        "below": below,
        "entries": entries(named),
        "only_named": named.shown[MOST:],
        "most": MOST,
        "is_complete": named.is_complete,
        "is_asked": bool(request.GET.getlist("id")),
        "query_of_known": query_of([str(resource.identifier) for resource in named.shown]),
        "full_address": full_address(address_of(page) + below),
        "added_last": [] if named.shown else page.added_last(Reader.of(request), MOST_OFFERED),
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "resources/reading_list.html", context)


def entries(named: LookupResult) -> list[Entry]:
    shown = [str(page.identifier) for page in named.shown]
    return [
        Entry(
            page=named.pages[own],
            place=place + 1,
            citation=citations(csl_item(named.pages[own]))[0].html,
            permanent_address=permanent_address(named.pages[own]),
            query_up=_swapped(named.identifiers, own, shown[place - 1]) if place else "",
            query_down=_swapped(named.identifiers, own, shown[place + 1]) if place + 1 < len(shown) else "",
            query_without=query_of([one for one in named.identifiers if one != own]),
        )
        for place, own in enumerate(shown[:MOST])
    ]


def _swapped(identifiers: list[str], one: str, other: str) -> str:
    """The list with two of its entries in each other's place."""
    places = {one: other, other: one}
    return query_of([places.get(each, each) for each in identifiers])
