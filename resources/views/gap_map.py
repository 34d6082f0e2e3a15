"""How many resources there are for each population or region and each category, and where there are none.

The numbers come from the list's own filters: the number in a cell is the length of the list that it opens.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.addresses import address_of
from core.models import Term, Vocabulary
from core.models.terms import known_terms
from core.routing import better_address, note_reading_language
from core.text.file_names import content_disposition
from resources.models import ResourceIndexPage
from resources.spreadsheets.safe_text import harmless
from search.listing import Listing
from website import page_cache
from website.routes import route_of

COLUMNS = "category"
ROWS = ("population", "region")
# The shades besides “none”; the darkest stands for this share of the largest numbers.
SHADES = 4
page_cache.know("rows", "format")


@dataclass(frozen=True)
class Cell:
    """A number, the list that it counts, and its shade from 1 to 4; 0 is none."""

    count: int
    query: str
    shade: int = 0


class Line(NamedTuple):
    """A row of the map: a term with its place in the tree, a cell for each column, and how many there are in all."""

    term: Term
    depth: int
    cells: list[Cell]
    all: Cell


class Shade(NamedTuple):
    """One entry of the key: numbers from `lowest` on, up to `highest` where there is a darker one."""

    number: int
    lowest: int
    highest: int | None


class GapMap(NamedTuple):
    rows: str
    columns: list[Term]
    lines: list[Line]
    sums: list[Cell]
    total: int
    key: list[Shade]

    @property
    def row_label(self) -> str:
        return str(Vocabulary(self.rows).label)


@route_of("resources.ResourceIndexPage", "gap-map/")
def gap_map_page(page: ResourceIndexPage, request: HttpRequest) -> HttpResponse:
    """The page at /resources/gap-map/, or its numbers as a file."""
    note_reading_language(request, page)
    if address := better_address(request, page):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}gap-map/{'?' if query else ''}{query}")
    found = gap_map(page.listing(request), rows_asked(request))
    if request.GET.get("format") == "csv":
        return as_csv(found)
    query = "" if found.rows == ROWS[0] else f"?rows={found.rows}"
    context = {"page": page, "below": f"gap-map/{query}", "map": found, "tabs": tabs(page, found.rows)}
    return TemplateResponse(request, "resources/gap_map.html", context)


def rows_asked(request: HttpRequest) -> str:
    asked = request.GET.get("rows", "")
    return asked if asked in ROWS else ROWS[0]


def gap_map(listing: Listing, rows: str) -> GapMap:
    """The map of what this person may see, by terms of the vocabulary `rows`."""
    seen = listing.all_bits
    down, across = _bits(listing, rows), _bits(listing, COLUMNS)
    columns = [term for term, _depth in listing.filters.context.terms.tree(COLUMNS)]
    lines = []
    for term, depth in listing.filters.context.terms.tree(rows):
        having = seen & down[term.slug]
        cells = [
            Cell((having & across[one.slug]).bit_count(), f"{rows}={term.slug}&{COLUMNS}={one.slug}") for one in columns
        ]
        lines.append(Line(term, depth, cells, Cell(having.bit_count(), f"{rows}={term.slug}")))
    lows = thresholds(cell.count for line in lines for cell in line.cells)
    shaded = [line._replace(cells=[_shaded(cell, lows) for cell in line.cells]) for line in lines]
    sums = [Cell((seen & across[one.slug]).bit_count(), f"{COLUMNS}={one.slug}") for one in columns]
    return GapMap(rows, columns, shaded, sums, seen.bit_count(), key_of(lows))


def _bits(listing: Listing, vocabulary: str) -> dict[str, int]:
    """For each term the resources that carry it, or one below it: as the filter of the list has them."""
    facet = next(facet for facet in listing.index.facets if facet.name == vocabulary)
    return facet.postings(listing.facet_index, listing.filters.context)


def thresholds(counts: Iterable[int]) -> list[int]:
    """From which number on each shade begins: the darker half of the cells is divided further."""
    found = sorted(count for count in counts if count)
    lows = [1] if found else []
    for share in (0.5, 0.75, 0.9)[: SHADES - 1]:
        if found and (low := found[int(len(found) * share)]) > lows[-1]:
            lows.append(low)
    return lows


def _shaded(cell: Cell, lows: list[int]) -> Cell:
    return replace(cell, shade=bisect_right(lows, cell.count)) if cell.count else cell


def key_of(lows: list[int]) -> list[Shade]:
    highest = [low - 1 for low in lows[1:]] + [None] if lows else []
    return [Shade(number, low, high) for number, (low, high) in enumerate(zip(lows, highest, strict=True), start=1)]


class Tab(NamedTuple):
    label: str
    url: str
    is_current: bool


def tabs(index: ResourceIndexPage, rows: str) -> list[Tab]:
    url = f"{address_of(index)}gap-map/"
    labels = {"population": _("Populations and categories"), "region": _("Regions and categories")}
    return [Tab(labels[one], url if one == ROWS[0] else f"{url}?rows={one}", one == rows) for one in ROWS]


def table(found: GapMap) -> list[list[str]]:
    """The numbers as lines of a sheet, headings first."""
    head = [found.row_label, _("Part of"), *(term.label for term in found.columns), pgettext("resources", "All")]
    lines = []
    for line in found.lines:
        above = known_terms().get(line.term.parent_id) if line.term.parent_id else None
        numbers = [str(cell.count) for cell in [*line.cells, line.all]]
        lines.append([line.term.label, above.label if above else "", *numbers])
    return [head, *lines, [head[-1], "", *(str(cell.count) for cell in found.sums), str(found.total)]]


def as_csv(found: GapMap) -> HttpResponse:
    name = f"{slugify(_('Gap map')) or 'gap-map'}-{found.rows}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": content_disposition(name)}
    )
    # The sign by which spreadsheets know UTF-8.
    response.write("\ufeff")
    csv.writer(response).writerows([harmless(cell) for cell in line] for line in table(found))
    return response
