"""Words of a question that name a kind, a term, a mode, a month: offered as the list that has exactly these filters.

What is offered leads to a list; the question itself is searched as it is. A new kind of list is understood by its
title, the names of its kind and what its facets call their values (`Facet.names`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import override
from wagtail.models import Page

from caching.site_version import cached_until_change
from core.addresses import address_of, prepare_addresses
from core.text.quotation_marks import quoted
from core.text.typed_words import plain
from core.tree import current_locale
from core.visibility import STRANGER
from search.engine import lists_for
from search.listing import Listing, ListingPage
from search.words.analysis import fold, forms, is_stop_word, languages, stem
from users.models import AnyUser

Row = tuple[str, ...]
# The name of a facet and one of its values.
Meant = tuple[str, str]
MOST = 4
# Words of one name.
LONGEST = 8
KIND = ""


@dataclass(frozen=True)
class Offer:
    """A list with filters, what they are called, and how much it holds."""

    list_title: str
    labels: tuple[str, ...]
    total: int
    url: str


@dataclass
class _Reading:
    """What a question says to one list."""

    names_kind: bool = False
    # Values by the name of their facet.
    chosen: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    @property
    def words_left(self) -> str:
        return " ".join(self.rest)


def offers(text: str, user: AnyUser) -> list[Offer]:
    """Lists that hold something of what the words name, the ones whose kind is named before others."""
    words = list(forms(plain(text)))
    pages = [page.specific for page in lists_for(user)] if words else []
    read = [(page, _reading(page, words)) for page in pages if isinstance(page, ListingPage)]
    meant = [one for one in read if one[1].names_kind] or read
    found = [offer for page, reading in meant if (offer := _offer(page, reading, user))]
    return sorted(found, key=lambda offer: (-len(offer.labels), -offer.total))[:MOST]


def _reading(page: ListingPage, words: list[str]) -> _Reading:
    known, reading, place = _known(page.pk), _Reading(), 0
    while place < len(words):
        size = next((size for size in range(LONGEST, 0, -1) if _meant(known, words[place : place + size], size)), 0)
        name, value = _meant(known, words[place : place + size], size) or (None, "")
        if name is None:
            reading.rest += [] if is_stop_word(fold(words[place])) else [words[place]]
        elif name == KIND:
            reading.names_kind = True
        else:
            reading.chosen.setdefault(name, []).append(value)
        place += size or 1
    return reading


def _meant(known: dict[Row, Meant], words: list[str], size: int) -> Meant | None:
    if not size or len(words) < size:
        return None
    return next((known[row] for row in (_row(words, language) for language in languages()) if row in known), None)


def _row(words: list[str], language: str) -> Row:
    return tuple(stem(fold(word), language) for word in words)


@cached_until_change
def _known(key: int) -> dict[Row, Meant]:
    """What a list understands. The first that knows a word has it: its kind, then its facets in their order."""
    page = Page.objects.get(pk=key).specific
    request = HttpRequest()
    widest = ((facet.name, facet.widest) for facet in page.facets if facet.widest)
    request.GET = QueryDict(urlencode(list(widest)))
    listing = Listing(page, request, STRANGER, page.locale)
    found: dict[Row, Meant] = {}
    for language in languages():
        with override(language):
            for name, value, called in _names(listing):
                words = list(forms(called))
                if not all(is_stop_word(fold(word)) for word in words):
                    for one in languages():
                        found.setdefault(_row(words, one), (name, value))
    return found


def _names(listing: Listing) -> Iterator[tuple[str, str, str]]:
    model = listing.index.get_entries().model
    yield from ((KIND, "", str(name)) for name in (model.kind_label, model.kinds_label, listing.index.title))
    for facet in listing.index.facets:
        for value, called in facet.names(listing.selection.counts(facet), listing.filters.context):
            if facet.understood([value], listing.filters.context):
                yield facet.name, value, called


def _offer(page: ListingPage, reading: _Reading, user: AnyUser) -> Offer | None:
    """None for a list that holds nothing of it, or of which nothing was named."""
    if not reading.names_kind and not reading.chosen:
        return None
    widest = {facet.name: [facet.widest] for facet in page.facets if facet.widest and facet.name not in reading.chosen}
    for chosen in (reading.chosen, reading.chosen | widest):
        query = QueryDict(mutable=True)
        for name, values in chosen.items():
            query.setlist(name, values)
        if reading.rest:
            query["q"] = reading.words_left
        request = HttpRequest()
        request.GET = QueryDict(query.urlencode())
        listing = Listing(page, request, user, current_locale())
        if listing.total:
            return _as_offer(listing, reading, query)
    return None


def _as_offer(listing: Listing, reading: _Reading, query: QueryDict) -> Offer:
    filters, page = listing.filters, listing.index
    prepare_addresses([page])
    labels = [filters.label_of(facet, value) for facet, value in filters.pairs() if facet.name in reading.chosen]
    labels += [quoted(reading.words_left)] if reading.rest else []
    address = address_of(page) + (f"?{query.urlencode()}" if query else "")
    return Offer(page.title, tuple(labels), listing.total, address)
