"""The only code that filters and paginates a list of pages."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page

from core.addresses import prepare_addresses
from core.models import BasePage
from core.models.card_queryset import CardQuerySet
from core.prefetch import Reader, attach_terms
from core.text.quotation_marks import quoted
from core.visibility import shown_to, visible_to
from search import engine, parts
from search.facet_choice import FacetNamesField, ListingPageForm
from search.facet_index import FacetIndex, bits_of, facet_index_of, in_order, of_keys
from search.facets import Facet, Group
from search.filters import Chip, Filters
from search.words.query_parser import ParsedQuery, plain
from search.words.question import read_query
from users.models import AnyUser
from website import page_cache
from website.routes import RoutedPageMixin

RELEVANCE = "relevance"
# Filters that an empty list tries to leave out, one by one.
MAX_WAYS_OUT = 8


class Sort(NamedTuple):
    """An order of a list: its name in the address, its label, and what it orders by."""

    name: str
    label: str | Promise
    fields: tuple[Any, ...]


class Entries:
    """The keys of a list in their order; a slice of it is the pages themselves, as a paginator asks for them."""

    ordered = True

    def __init__(self, keys: list[int], cards: QuerySet, user: AnyUser) -> None:
        # The keys were remembered; the query that loads the pages asks again who may see them.
        self.keys, self.cards = keys, visible_to(cards, user)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Page]:
        keys = self.keys[part]
        found = self.cards.in_bulk(keys)
        return [found[key] for key in keys if key in found]


@dataclass
class Listing:
    """A list page as one visitor asked for it: entries, filters with counts, chips, order, and a page of cards."""

    index: "ListingPage"
    request: HttpRequest
    user: AnyUser
    locale: Locale
    filters: Filters = field(init=False)
    words: ParsedQuery = field(init=False)

    def __post_init__(self) -> None:
        self.filters = Filters(self.index.facets, self.request.GET, self.user, self.index.shown_names)
        self.words = read_query(self.request.GET.get("q"))

    @property
    def text(self) -> str:
        return plain(self.request.GET.get("q"))

    @property
    def state(self) -> tuple[Hashable, ...]:
        """By what the counts and the filters of two lists can differ: what is asked, who asks, and when."""
        chosen = tuple((name, tuple(values)) for name, values in self.filters.chosen.items())
        when = self.index.next_change_of_list(self)
        return type(self).__name__, self.index.pk, chosen, self.text, self.sort, self.reader.key, when

    @property
    def reader(self) -> Reader:
        return Reader(self.user, self.locale)

    @cached_property
    def facet_index(self) -> FacetIndex:
        columns = {column: None for facet in self.index.facets for column in facet.columns}
        return facet_index_of(self.index._meta.label_lower, self.index.get_entries(), tuple(columns))

    @cached_property
    def all_bits(self) -> int:
        """Everything of the kind that this person may see, once in the reader's language. `all_entries`: as pages."""
        return self.facet_index.seen_by(self.user, self.locale)

    @cached_property
    def all_entries(self) -> QuerySet:
        return shown_to(self.index.get_entries(), self.user, self.locale)

    @cached_property
    def _hits(self) -> list[int]:
        """Keys that hold the words, of whatever may not be seen too; the best first, where that is the order.

        Where few that this person may see have all words, those that have most of them follow.
        """
        rows, in_order = self.index.get_entries(), self.sort == RELEVANCE
        return engine.keys(self.words, rows, in_order, lambda keys: (self.all_bits & bits_of(keys)).bit_count())

    @cached_property
    def with_words(self) -> int:
        """What holds the words. Signs alone are no word: nothing holds them, rather than everything."""
        return self.all_bits & bits_of(self._hits if self.words else []) if self.text else self.all_bits

    @cached_property
    def bits(self) -> int:
        """What the words and the filters leave."""
        return self.filters.narrow(self.with_words, self.facet_index)

    def keys(self) -> list[int]:
        """The primary keys of what the filters leave, in the order that was asked for."""
        return list(in_order(self._order, self.bits))

    @property
    def _order(self) -> list[int]:
        if self.sort == RELEVANCE:
            return self._hits
        fields = next(sort.fields for sort in self.index.sorts if sort.name == self.sort)
        return self.facet_index.order(self.index.order_fields(fields, self.filters))

    @cached_property
    def entries(self) -> CardQuerySet:
        """What the filters leave, as pages, in no order."""
        return self.index.get_entries().filter(pk__in=of_keys(list(in_order(self.facet_index.rows, self.bits))))

    @cached_property
    def sort(self) -> str:
        wanted = self.request.GET.get("sort", "")
        known = [name for name, _label in self.sorts]
        return wanted if wanted in known else known[0]

    @cached_property
    def sorts(self) -> list[tuple[str, Any]]:
        own = [(sort.name, sort.label) for sort in self.index.sorts]
        return [(RELEVANCE, _("Best match")), *own] if self.words else own

    @cached_property
    def page_obj(self) -> PaginatorPage:
        """The page of the list that was asked for, its cards loaded."""
        # It counts and cuts like a list, and gives pages: all that a paginator asks of it.
        entries: Any = Entries(self.keys(), self.index.get_entries().with_cards(), self.user)
        found: PaginatorPage = Paginator(entries, self.index.page_size).get_page(self.request.GET.get("page"))
        found.object_list = attach_terms(found.object_list)
        self.index.prepare(found.object_list)
        if self.words:
            parts.attach(found.object_list, self.words)
        prepare_addresses(found.object_list)
        return found

    @property
    def total(self) -> int:
        return self.bits.bit_count()

    @cached_property
    def groups(self) -> list[Group]:
        return self.filters.groups(self.with_words, self.facet_index)

    @cached_property
    def chips(self) -> list[Chip]:
        chips = self.filters.chips()
        if self.text:
            chips.insert(0, Chip(quoted(self.text), self._query_without_words()))
        return chips

    def _query_without_words(self) -> str:
        params = {name: values for name, values in self.request.GET.lists() if name not in {"q", "page"}}
        return urlencode(params, doseq=True)

    def kept(self) -> list[tuple[str, str]]:
        """Names and values that the form of the order keeps."""
        chosen = [(facet.name, value) for facet, value in self.filters.pairs()]
        return [*chosen, *([("q", self.text)] if self.text else [])]

    @property
    def is_narrowed(self) -> bool:
        return self.filters.is_narrowed or bool(self.text)

    @property
    def chosen_count(self) -> int:
        return self.filters.chosen_count + bool(self.text)

    @property
    def is_thin(self) -> bool:
        """Whether search engines should leave this combination out."""
        return self.is_narrowed or "sort" in self.request.GET or self.page_obj.number > 1

    def ways_out_list(self) -> list[Chip]:
        return list(self.ways_out())

    def ways_out(self) -> Iterator[Chip]:
        """For an empty list: each filter without which something would be found, and how much."""
        for facet, value in self.filters.pairs()[:MAX_WAYS_OUT]:
            if total := self.filters.narrow_without(self.with_words, self.facet_index, facet, value).bit_count():
                label = self.filters.label_of(facet, value)
                yield Chip(label, self.filters.query_without(facet, value), total)
        if self.text and (total := self.filters.narrow(self.all_bits, self.facet_index).bit_count()):
            yield Chip(quoted(self.text), self._query_without_words(), total)

    @property
    def feed_query(self) -> str:
        """The filters, for the address of the feed."""
        return self.filters.query(self.filters.chosen)


class ListingPage(RoutedPageMixin, BasePage):
    """A page that lists entries of one kind, filtered by the address. A kind supplies entries, facets and sorts.

    Addresses below its own, as that of the feed, are registered by views (website/routes.py).
    """

    page_size = 20
    facets: list[Facet] = []
    sorts = [
        Sort("newest", _("Newest first"), ("-first_published_at", "pk")),
        Sort("title", _("Title, A to Z"), ("title", "pk")),
    ]
    # Names of the facets in the order that staff chose; empty: all of them, as the kind declares them.
    facet_names = FacetNamesField(
        _("filters"),
        default=list,
        blank=True,
        help_text=_(
            "Number the filters in the order in which visitors see them; one without a number is left out. "
            "Without any number, all are shown."
        ),
    )

    # Whether the front page announces the feed of the list.
    has_news = True
    # The list itself is a plain page among the results of a search.
    searched_as = "page"
    private_fields = {"facet_names"}
    base_form_class = ListingPageForm
    content_panels = [*BasePage.content_panels, FieldPanel("facet_names")]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        page_cache.know(*cls.known_parameters())

    @classmethod
    def known_parameters(cls) -> set[str]:
        """What the address of the list may ask for; anything else is ignored."""
        return {"q", "sort", "page", *(facet.name for facet in cls.facets)}

    def get_entries(self) -> CardQuerySet:
        """What is listed, of every language."""
        raise NotImplementedError

    def next_change_of_list(self, listing: Listing) -> datetime | None:
        """The next instant at which the list changes by itself. Kinds that know one say so."""
        return None

    def prepare(self, entries: list[Any]) -> None:
        """Load for all entries of one page at once what cards show of other tables."""

    def order_fields(self, fields: tuple[Any, ...], filters: Filters) -> tuple[Any, ...]:
        """By what an order sorts; some depend on what is chosen."""
        return fields

    @property
    def shown_names(self) -> list[str]:
        """Names of the facets of the form, in the order that staff chose."""
        known = [facet.name for facet in self.facets if facet.is_shown]
        return [name for name in self.facet_names if name in known] or known

    def reading_locale(self, request: HttpRequest) -> Locale:
        """The language of the address at which the list is read."""
        return getattr(request, "reading_locale", None) or self.locale

    def listing(self, request: HttpRequest, user: AnyUser | None = None) -> Listing:
        return Listing(self, request, user or request.user, self.reading_locale(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "listing": self.listing(request)}

    def feed_entries(self, listing: Listing) -> CardQuerySet:
        """What the feed holds: the entries that changed last."""
        return listing.entries.order_by("-last_published_at", "pk")
