"""Findings one by one: the permanent address of each, and the view that lists them across resources."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, overload
from urllib.parse import quote

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.addresses import address_of, own_address, prepare_addresses, translation_of
from core.i18n.languages import current
from core.models import PagePart
from core.routing import better_address, note_reading_language
from core.text.quotation_marks import quoted
from core.tree import code_of
from core.visibility import visible_to
from resources.finding_counts import HEADING, Place, Tallies, Tally, catalogue, findings, heading_key, tallies
from resources.models import ResourceIndexPage
from search import parts
from search.facet_groups import Group, Value
from search.facet_index import FacetIndex, in_order
from search.facets import Facet
from search.filters import Chip, Filters
from search.listing import MAX_WAYS_OUT, Listing
from search.parts import group_of
from search.term_table import Context, term_table
from search.words.highlighting import marked
from website import page_cache
from website.routes import route_of

PAGE_SIZE = 20
# By what the form narrows, after the group; the other filters of the list are kept where the address has them.
OFFERED = ("group", "population", "region", "category")
VOCABULARY = "finding-group"
# Headings of the editors' own that the form offers, those with the most findings.
MOST_HEADINGS = 20
LONGEST_ID = 64
# Where more parts than this have the words, their order says nothing, and weighing them costs: the newest come first.
MOST_WEIGHED = 5_000
page_cache.know("group")


# The permanent address


@route_of("resources.ResourceIndexPage", "finding/<str:block_id>/")
def finding(page: ResourceIndexPage, request: HttpRequest, block_id: str) -> HttpResponse:
    """Leads to the place of a finding in the reader's language. What one may not see is as if it were not."""
    rows = findings().filter(block_id=block_id[:LONGEST_ID], page__in=visible_to(Page.objects.all(), request.user))
    pages = [row.page for row in rows.select_related("page").order_by("page__first_published_at", "page")]
    if not pages or len(block_id) > LONGEST_ID:
        raise Http404
    own = [resource for resource in pages if code_of(resource.locale_id) == current()]
    resource = (own or pages)[0]
    # A translation without the finding is not the place: the resource that has it is.
    is_left_out = not own and translation_of(resource, current()) is not None
    address = own_address(resource) if is_left_out else address_of(resource)
    if not address:
        raise Http404
    return HttpResponseRedirect(f"{address}#{quote(block_id)}")


# The view


class GroupFacet(Facet):
    """The group of a finding: a term of the vocabulary, or a heading of the editors' own.

    It narrows findings, not resources: `FindingsListing` counts and narrows by it. A heading that this reader may not
    see on any page is not understood.
    """

    def __init__(self, listing: "FindingsListing") -> None:
        super().__init__("group", _("Group of findings"))
        self.listing = listing

    def understood(self, given: list[str], context: Context) -> list[str]:
        terms = term_table(VOCABULARY)
        values = [self._heading(one) if one.startswith(HEADING) else terms.present(VOCABULARY, one) for one in given]
        return list(dict.fromkeys(value for value in values if value))

    def _heading(self, given: str) -> str:
        key = heading_key(given.removeprefix(HEADING))
        known = tallies().groups.get(key)
        return key if known and known.of(self.listing.all_bits) else ""

    def narrow(self, bits: int, index: FacetIndex, chosen: list[str], context: Context) -> int:
        return bits

    def labels(self, context: Context) -> Iterator[tuple[str, str, int]]:
        for term, depth in term_table(VOCABULARY).tree(VOCABULARY):
            yield term.slug, term.label, depth

    def values(self, counts: dict[str, int], chosen: list[str], context: Context) -> list[Value]:
        own = [key for key in {*counts, *chosen} if key.startswith(HEADING)]
        own.sort(key=lambda key: (key not in chosen, -counts.get(key, 0), key))
        return super().values(counts, chosen, context) + [
            Value(key, tallies().spelling(key, self.listing.all_bits), counts.get(key, 0), key in chosen)
            for key in own[:MOST_HEADINGS]
        ]


class ShownFinding(NamedTuple):
    """A finding as the view shows it."""

    part: PagePart
    page: Page
    group: str
    text: str


class FindingsListing(Listing):
    """The findings of the resources that a list would show, narrowed by group as well, and counted one by one."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.group = GroupFacet(self)
        self.filters = Filters([self.group, *self.index.facets], self.request.GET, self.user, OFFERED)

    @property
    def chosen_groups(self) -> list[str]:
        return self.filters.chosen[self.group.name]

    @cached_property
    def hits(self) -> list[int]:
        """Keys of the findings and other parts that hold the words."""
        return parts.matching(self.words) if self.words else []

    @cached_property
    def tallies(self) -> Tallies:
        """Of the findings that hold the words."""
        return catalogue().tallies(self.hits) if self.text else tallies()

    @cached_property
    def tally(self) -> Tally:
        """Of the chosen groups."""
        return self.tallies.of_groups(self.chosen_groups)

    @cached_property
    def bits(self) -> int:
        """The resources that the filters leave, with or without findings."""
        return self.filters.narrow(self.all_bits, self.facet_index)

    @cached_property
    def total(self) -> int:
        return self.tally.of(self.bits)

    # Counts

    @cached_property
    def groups(self) -> list[Group]:
        made = [Group(facet, self._values(facet)) for facet in self.filters.shown]
        return [group for group in made if group.values]

    def _values(self, facet: Facet) -> list[Value]:
        bits = self.filters.narrow(self.all_bits, self.facet_index, but=facet)
        if facet is self.group:
            counts = {key: tally.of(bits) for key, tally in self.tallies.groups.items()}
        else:
            terms = facet.postings(self.facet_index, self.filters.context)
            counts = {slug: self.tally.of(bits & having) for slug, having in terms.items()}
        return facet.values(
            {key: n for key, n in counts.items() if n}, self.filters.chosen[facet.name], self.filters.context
        )

    def ways_out(self) -> Iterator[Chip]:
        for facet, value in self.filters.pairs()[:MAX_WAYS_OUT]:
            if total := self._total_without(facet, value):
                yield Chip(self.filters.label_of(facet, value), self.filters.query_without(facet, value), total)
        if self.text and (total := tallies().of_groups(self.chosen_groups).of(self.bits)):
            yield Chip(quoted(self.text), self._query_without_words(), total)

    def _total_without(self, facet: Facet, value: str) -> int:
        if facet is self.group:
            return self.tallies.of_groups([one for one in self.chosen_groups if one != value]).of(self.bits)
        return self.tally.of(self.filters.narrow_without(self.all_bits, self.facet_index, facet, value))

    # What is shown

    @property
    def sorts(self) -> list[tuple[str, Any]]:
        """One order: the best first where there are words, else the newest resources."""
        return []

    sort = ""

    @property
    def is_thin(self) -> bool:
        return self.is_narrowed or self.page_obj.number > 1

    @cached_property
    def ordered_pages(self) -> list[int]:
        """Resources that have such findings, the newest first."""
        fields = self.index.sorts[0].fields
        return [key for key in in_order(self.facet_index.order(fields), self.bits) if self.tally.numbers.get(key)]

    def fits(self, part: PagePart) -> bool:
        """Whether a finding of a page that is left is left itself."""
        key = Place(part.group_term_id, part.group).key
        return (not self.chosen_groups or key in self.chosen_groups) and (not self.words or part.pk in self._hit_set)

    @cached_property
    def _hit_set(self) -> set[int]:
        return set(self.hits)

    @cached_property
    def best(self) -> list[int] | None:
        """Keys of the findings in the order of how well they match; None where no such order is asked or affordable."""
        if not self.words or len(self.hits) > MOST_WEIGHED:
            return None
        known, chosen = catalogue(), self.chosen_groups
        visible = [key for key in parts.best(self.words) if self.bits >> known.page_of(key) & 1 and known.page_of(key)]
        return [key for key in visible if not chosen or known.group_of(key) in chosen]

    def shown(self, part: PagePart, page: Page) -> ShownFinding:
        return ShownFinding(part, page, group_of(part), marked(part.text, self.words) if self.words else part.text)

    @cached_property
    def page_obj(self) -> PaginatorPage:
        found = Paginator(_Findings(self), PAGE_SIZE).get_page(self.request.GET.get("page"))
        found.object_list = list(found.object_list)
        return found


class _Findings(Sequence[ShownFinding]):
    """Findings in their order, as a paginator asks for them: how many there are, and a slice."""

    ordered = True

    def __init__(self, listing: FindingsListing) -> None:
        self.listing = listing

    def __len__(self) -> int:
        return self.listing.total

    @overload
    def __getitem__(self, part: int) -> ShownFinding: ...
    @overload
    def __getitem__(self, part: slice) -> list[ShownFinding]: ...
    def __getitem__(self, part: int | slice) -> ShownFinding | list[ShownFinding]:
        return self._shown(part) if isinstance(part, slice) else self._shown(slice(part, part + 1))[0]

    def _shown(self, part: slice) -> list[ShownFinding]:
        listing = self.listing
        rows = self._newest(part) if listing.best is None else self._best(listing.best[part])
        pages = listing.cards({row.page_id for row in rows})
        prepare_addresses(pages.values())
        return [listing.shown(row, pages[row.page_id]) for row in rows if row.page_id in pages]

    @staticmethod
    def _best(keys: list[int]) -> list[PagePart]:
        found = PagePart.objects.in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _newest(self, part: slice) -> list[PagePart]:
        """Walks to the resources on which the slice begins and ends, and reads only their findings."""
        start, stop = part.start or 0, part.stop
        before, places = 0, {}
        for page in self.listing.ordered_pages:
            number = self.listing.tally.numbers[page]
            if before + number > start:
                places[page] = before
            before += number
            if before >= stop:
                break
        rows = [row for row in findings().filter(page__in=list(places)) if self.listing.fits(row)]
        rows.sort(key=lambda row: (places[row.page_id], row.order, row.pk))
        first = min(places.values(), default=0)
        return rows[start - first : stop - first]


@route_of("resources.ResourceIndexPage", "findings/")
def findings_list(page: ResourceIndexPage, request: HttpRequest) -> HttpResponse:
    """The view at /resources/findings/."""
    note_reading_language(request, page)
    if address := better_address(request, page):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}findings/{'?' if query else ''}{query}")
    listing = FindingsListing(page, request, request.user, page.reading_locale(request))
    context = {"page": page, "below": "findings/", "listing": listing}
    return TemplateResponse(request, "resources/findings.html", context)
