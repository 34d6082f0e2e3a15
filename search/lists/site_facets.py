"""What the results of a search can be narrowed by: the section of the site, and what several lists have in common.

A new list brings its facets with it: a vocabulary that two lists are filtered by, and the year, are offered here too.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from core import tree
from core.i18n.languages import DEFAULT, current
from core.visibility import closed_paths
from search.facet_index import FacetIndex, facet_index_of
from search.facets import Facet, TermFacet
from search.listing import ListingPage
from search.lists.place_facet import PlaceFacet
from search.term_table import Context
from search.year_facets import YearFacet

SECTION, YEAR = "in", "year"
# Parts of a tree path down to a section: the root of all pages, a front page, a section.
LENGTH = 3 * Page.steplen


class SectionFacet(PlaceFacet):
    """A part of the site, below a front page; one in all languages, named by the address part of the first."""

    is_single = True

    def place_of(self, path: str) -> str:
        return path[:LENGTH]

    def labels(self, context: Context) -> Iterator[tuple[str, str, int]]:
        for slug, nodes in self.places(context).items():
            titles = {tree.code_of(node.locale_id): node.title for node in nodes}
            yield slug, titles.get(current()) or titles.get(DEFAULT) or nodes[0].title, 0

    def places(self, context: Context) -> dict[str, list[tree.Node]]:
        """In the order of the tree."""
        if self.name not in context.kept:
            closed = tuple(closed_paths(context.user))
            groups: dict[object, list[tree.Node]] = {}
            for front in tree.fronts():
                for node in tree.children().get(front.path, []):
                    if node.live and not node.path.startswith(closed):
                        groups.setdefault(node.translation_key, []).append(node)
            context.kept[self.name] = {_first(group).slug: group for group in groups.values()}
        return context.kept[self.name]


def _first(group: list[tree.Node]) -> tree.Node:
    return min(group, key=lambda node: (tree.code_of(node.locale_id) != DEFAULT, node.path))


class AnyYearFacet(YearFacet):
    """The year of an entry of any list, by what each list calls the year."""

    def __init__(self, name: str, label: str | Promise) -> None:
        super().__init__(name, label, name)
        self.columns = ()

    def kept(self, index: FacetIndex, context: Context) -> dict[str, int]:
        """The list of each kind keeps its own."""
        return {}

    def postings(self, index: FacetIndex, context: Context) -> dict[str, int]:
        found: dict[str, int] = {}
        for one in lists():
            columns = tuple(dict.fromkeys(column for facet in one.facets for column in facet.columns))
            entries = facet_index_of(one._meta.label_lower, one().get_entries(), columns)
            for facet in (facet for facet in one.facets if facet.name == self.name):
                for year, bits in facet.postings(entries, context).items():
                    if self.understood([year], context):
                        found[year] = found.get(year, 0) | bits
        return found

    def counts_of_kept(self, counts: dict[str, int], context: Context) -> dict[str, int]:
        return {year: count for year, count in counts.items() if self.understood([year], context)}


@cache
def lists() -> list[type[ListingPage]]:
    return [found for found in get_page_models() if issubclass(found, ListingPage)]


@cache
def site_facets() -> list[Facet]:
    """In the order in which lists name them, after the section."""
    names = Counter(facet.name for one in lists() for facet in one.facets if isinstance(facet, TermFacet))
    terms: list[Facet] = [TermFacet(name) for name, count in names.items() if count > 1]
    return [SectionFacet(SECTION, _("Part of the site")), *terms, AnyYearFacet(YEAR, _("Year"))]
