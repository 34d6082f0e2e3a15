"""How many resources there are for each population or region and each category, and where there are none.

The numbers come from the list's own filters: the number in a cell is the length of the list that it opens.
"""

import csv
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.addresses import address_of
from core.drawings.shades import shade_of, steps
from core.models import Term, Vocabulary
from core.models.terms import known_terms
from core.prefetch import Reader
from core.routing import better_address, note_reading_language
from core.text.file_names import content_disposition
from resources.finding_counts import tallies
from resources.findings_drawing import findings_drawing
from resources.models import ResourceIndexPage
from resources.spreadsheets.safe_text import harmless
from search.listing import Listing
from search.lists.term_counts import OpenedList
from website import page_cache
from website.routes import route_of

COLUMNS = "category"
ROWS = ("population", "region")
# What the cells count, by the part of the address below the list that they open.
COUNTED = {"resources": "", "findings": "findings/"}
page_cache.know("rows", "counted", "format")


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
    counted: str
    columns: list[Term]
    lines: list[Line]
    sums: list[Cell]
    total: int
    key: list[Shade]

    @property
    def below(self) -> str:
        """Where the list that the numbers open lies, below that of resources."""
        return COUNTED[self.counted]

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
    found = gap_map(page.listing(request), rows_asked(request), counted_asked(request))
    if request.GET.get("format") == "csv":
        return as_csv(found)
    context = {
        "page": page,
        "below": f"gap-map/{query_of(found.rows, found.counted)}",
        "map": found,
        "rows": row_choices(page, found),
        "counted": counted_choices(page, found),
        "drawing": findings_drawing(OpenedList(page, Reader.of(request, page)), found.rows),
    }
    return TemplateResponse(request, "resources/gap_map.html", context)


def rows_asked(request: HttpRequest) -> str:
    asked = request.GET.get("rows", "")
    return asked if asked in ROWS else ROWS[0]


def counted_asked(request: HttpRequest) -> str:
    asked = request.GET.get("counted", "")
    return asked if asked in COUNTED else "resources"


def query_of(rows: str, counted: str) -> str:
    """The query string of the map, without what goes without saying."""
    asked = {"rows": rows if rows != ROWS[0] else "", "counted": counted if counted != "resources" else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}" if query else ""


def gap_map(listing: Listing, rows: str, counted: str = "resources") -> GapMap:
    """The map of what this person may see, by terms of the vocabulary `rows`."""
    seen = listing.all_bits
    number = int.bit_count if counted == "resources" else tallies().all.of
    down, across = _bits(listing, rows), _bits(listing, COLUMNS)
    columns = [term for term, _depth in listing.filters.context.terms.tree(COLUMNS)]
    lines = []
    for term, depth in listing.filters.context.terms.tree(rows):
        having = seen & down[term.slug]
        cells = [Cell(number(having & across[one.slug]), f"{rows}={term.slug}&{COLUMNS}={one.slug}") for one in columns]
        lines.append(Line(term, depth, cells, Cell(number(having), f"{rows}={term.slug}")))
    lows = steps(cell.count for line in lines for cell in line.cells)
    shaded = [line._replace(cells=[_shaded(cell, lows) for cell in line.cells]) for line in lines]
    sums = [Cell(number(seen & across[one.slug]), f"{COLUMNS}={one.slug}") for one in columns]
    return GapMap(rows, counted, columns, shaded, sums, number(seen), key_of(lows))


def _bits(listing: Listing, vocabulary: str) -> dict[str, int]:
    """For each term the resources that carry it, or one below it: as the filter of the list has them."""
    facet = next(facet for facet in listing.index.facets if facet.name == vocabulary)
    return facet.postings(listing.facet_index, listing.filters.context)


def _shaded(cell: Cell, lows: list[int]) -> Cell:
    return replace(cell, shade=shade_of(cell.count, lows))


def key_of(lows: list[int]) -> list[Shade]:
    highest = [low - 1 for low in lows[1:]] + [None] if lows else []
    return [Shade(number, low, high) for number, (low, high) in enumerate(zip(lows, highest, strict=True), start=1)]


class Choice(NamedTuple):
    label: str
    url: str
    is_current: bool


def row_choices(index: ResourceIndexPage, found: GapMap) -> list[Choice]:
    labels = {one: str(Vocabulary(one).label) for one in ROWS}
    return [Choice(labels[one], _url(index, one, found.counted), one == found.rows) for one in ROWS]


def counted_choices(index: ResourceIndexPage, found: GapMap) -> list[Choice]:
    labels = {"resources": _("Resources"), "findings": _("Findings")}
    return [Choice(labels[one], _url(index, found.rows, one), one == found.counted) for one in COUNTED]


def _url(index: ResourceIndexPage, rows: str, counted: str) -> str:
    return f"{address_of(index)}gap-map/{query_of(rows, counted)}"


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
    words = [slugify(_("Gap map")) or "gap-map", found.rows, *([] if found.counted == "resources" else [found.counted])]
    name = f"{'-'.join(words)}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": content_disposition(name)}
    )
    # The sign by which spreadsheets know UTF-8.
    response.write("\ufeff")
    csv.writer(response).writerows([harmless(cell) for cell in line] for line in table(found))
    return response
