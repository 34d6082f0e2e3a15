"""The only code that filters and paginates a list of pages."""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from core.addresses import prepare_addresses
from core.models import BasePage
from core.models.card_queryset import CardQuerySet
from core.prefetch import Reader
from core.text.quotation_marks import quoted
from search import parts
from search.cluster.cluster_client import PAUSE
from search.facet_choice import FacetNamesField, ListingPageForm
from search.facet_groups import Group
from search.facet_index import FacetIndex
from search.facets import Facet
from search.filters import Chip, Filters
from search.lists.loaded_cards import load_cards
from search.lists.rows import ONE_FOR_EACH
from search.lists.selection import Entries, InMemory, ListQuestion, page_number
from search.lists.steady_selection import SteadySelection
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
    def question(self) -> ListQuestion:
        return ListQuestion(
            self.index._meta.label_lower,
            self.index.get_entries(),
            self.filters,
            self.words,
            bool(self.text),
            self._order,
            self.user,
            self.locale,
            self.index.rows,
        )

    @property
    def _order(self) -> tuple[str, ...]:
        """None where the best come first."""
        fields = next((sort.fields for sort in self.index.sorts if sort.name == self.sort), None)
        return self.index.order_fields(fields, self.filters) if fields else ()

    @cached_property
    def selection(self) -> SteadySelection:
        """What is left, counted where SEARCH_LISTS says."""
        return SteadySelection(
            self.question, page_number(self.request.GET.get("page")) or 1, self.index.page_size, self.keep_briefly
        )

    def keep_briefly(self) -> None:
        """An answer without the cluster is asked for again when the cluster is."""
        page_cache.valid_until(self.request, timezone.now() + timedelta(seconds=PAUSE))

    def keys(self) -> list[int]:
        """The primary keys of all that is left, in the order that was asked for."""
        return self.selection.keys()

    @property
    def is_degraded(self) -> bool:
        return self.selection.is_degraded

    # In memory, for views that count in other ways

    @cached_property
    def memory(self) -> InMemory:
        return InMemory(self.question)

    @property
    def facet_index(self) -> FacetIndex:
        return self.memory.index

    @property
    def all_bits(self) -> int:
        """Everything of the kind that this person may see, once in the reader's language."""
        return self.memory.seen

    @property
    def with_words(self) -> int:
        return self.memory.with_words

    @cached_property
    def bits(self) -> int:
        """What the words and the filters leave."""
        return self.memory.bits

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
        entries: Any = Entries(self.selection, self._load)
        found: PaginatorPage = Paginator(entries, self.index.page_size).get_page(self.request.GET.get("page"))
        if self.words:
            parts.attach(found.object_list, self.words)
        prepare_addresses(found.object_list)
        return found

    def _load(self, keys: list[int]) -> list[Any]:
        index = self.facet_index if self.index.rows.only_in_memory else None
        return self.index.rows.load(keys, self.cards, index, self.question.narrowed_by)

    def cards(self, keys: Collection[int]) -> dict[int, Any]:
        return load_cards(self.index, keys, self.user)

    @property
    def total(self) -> int:
        return self.selection.total

    @cached_property
    def groups(self) -> list[Group]:
        return self.filters.groups(self.selection.counts)

    @cached_property
    def chips(self) -> list[Chip]:
        words = [Chip(quoted(self.text), self._query_without_words())] if self.text else []
        return [*words, *self.filters.chips()]

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
            if total := self.selection.total_without(facet, value):
                label = self.filters.label_of(facet, value)
                yield Chip(label, self.filters.query_without(facet, value), total)
        if self.text and (total := self.selection.total_without_words()):
            yield Chip(quoted(self.text), self._query_without_words(), total)

    @property
    def feed_query(self) -> str:
        """The filters, for the address of the feed."""
        return self.filters.query(self.filters.chosen)


class ListingPage(RoutedPageMixin, BasePage):
    """A page that lists entries of one kind, filtered by the address. A kind supplies entries, facets and sorts.

    Addresses below its own, as that of the feed, are registered by views (website/routes.py).
    """

    page_size, review_months = 20, 0
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
            "Number the filters in the order visitors should see them. Filters without a number are left "
            "out. If none has a number, all are shown."
        ),
    )

    rows = ONE_FOR_EACH
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
