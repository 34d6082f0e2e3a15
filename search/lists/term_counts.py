"""How many entries of a list have which term, as its facet counts them: for drawings beside a list, or elsewhere.

A term stands for what lies below it. Nothing that the reader may not open is counted.
"""

from collections.abc import Callable
from functools import cached_property

from django.http import QueryDict

from caching.site_version import version_cache
from core.addresses import address_of
from core.drawings.shown_map import ShownMap, shown_map
from core.prefetch import Reader
from search.facets import Facet
from search.filters import Filters
from search.listing import Listing, ListingPage
from search.lists.selection import InMemory, ListQuestion
from search.words.query_parser import parse


class OpenedList:
    """A list as it is when a reader opens it, without filters of their own."""

    def __init__(self, index: ListingPage, reader: Reader) -> None:
        self.index, self.reader = index, reader

    @cached_property
    def memory(self) -> InMemory:
        filters = Filters(self.index.facets, QueryDict(), self.reader.user)
        name = self.index._meta.label_lower
        words = parse("")
        question = ListQuestion(
            name, self.index.get_entries(), filters, words, False, (), *self.reader, counted=self.index.rows
        )
        return InMemory(question)

    def counts(self, vocabulary: str) -> dict[str, int]:
        """By slug: what the facet of the list says."""
        facet = facet_of(self.index, vocabulary)
        return self.memory.counts(facet) if facet else {}

    def all_counts(self, vocabulary: str) -> dict[str, int]:
        """Also of entries that the list leaves out until it is asked: events that are over."""
        entries_of = self.memory.index.entries_of
        counts = {slug: len(entries_of(bits)) for slug, bits in self.having(vocabulary).items()}
        return {slug: count for slug, count in counts.items() if count}

    def having(self, vocabulary: str) -> dict[str, int]:
        """By slug: the entries that the reader may see and that have the term, as bits."""
        facet = facet_of(self.index, vocabulary)
        if facet is None:
            return {}
        postings = facet.postings(self.memory.index, self.memory.asked.filters.context)
        return {slug: bits & self.memory.seen for slug, bits in postings.items()}


def index_for(model: type[ListingPage], reader: Reader) -> ListingPage | None:
    """The list of a kind that this reader is shown; None where there is none."""
    cache, key = version_cache(), ("list", model._meta.label_lower, reader.key)
    if key not in cache:
        cache[key] = reader.shown(model.objects.all()).first()
    return cache[key]


def opened_list(model: type[ListingPage], reader: Reader) -> OpenedList | None:
    index = index_for(model, reader)
    return OpenedList(index, reader) if index else None


def facet_of(index: ListingPage, vocabulary: str) -> Facet | None:
    return next((facet for facet in index.facets if facet.name == vocabulary), None)


def opened_map(opened: OpenedList, vocabulary: str, words: Callable[[int], str]) -> ShownMap | None:
    """The map of a list as it is when it is opened; each region leads there."""
    address = address_of(opened.index)
    return shown_map(vocabulary, opened.counts(vocabulary), lambda slug: f"{address}?{vocabulary}={slug}", words)


def map_of_list(listing: Listing, vocabulary: str, words: Callable[[int], str]) -> ShownMap | None:
    """The map beside a list: with the other filters that were chosen, in the counts as in the addresses."""
    facet = facet_of(listing.index, vocabulary)
    if facet is None:
        return None
    address, filters = address_of(listing.index), listing.filters

    def url_of(slug: str) -> str:
        return f"{address}?{filters.query({**filters.chosen, vocabulary: [slug]})}"

    return shown_map(vocabulary, listing.selection.counts(facet), url_of, words, filters.chosen[vocabulary])
