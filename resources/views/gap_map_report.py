"""The gap map for editors, under Reports: drafts counted apart, each number a way to the admin's own list."""

from collections import Counter, defaultdict
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.i18n.languages import DEFAULT
from core.models import Term
from core.visibility import outside_bin, without_copies
from resources.models import ResourceIndexPage, ResourcePage
from resources.views.gap_map import COLUMNS, ROWS, GapMap, gap_map, rows_asked
from search.listing import Listing
from search.term_table import TermTable, term_table
from users.models import AnyUser


class EditorsCell(NamedTuple):
    """Live resources and drafts, the lists of both, and the shade as on the public map."""

    live: int
    drafts: int
    live_url: str
    drafts_url: str
    shade: int = 0


class EditorsLine(NamedTuple):
    term: Term
    depth: int
    cells: list[EditorsCell]
    all: EditorsCell


def drafts_of(user: AnyUser) -> QuerySet:
    """Resources that are not live in any language, where this person may edit."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    live = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    drafts = outside_bin(ResourcePage.objects.filter(live=False, pk__in=mine.order_by().values("pk")))
    return without_copies(drafts).exclude(Exists(live))


def count_drafts(user: AnyUser, terms: TermTable, rows: str) -> Counter[tuple[str, str]]:
    """Drafts by row and column, by row alone, by column alone, and all of them. A draft in two languages is one."""
    above: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for vocabulary in (rows, COLUMNS):
        for term, _depth in terms.tree(vocabulary):
            for key in terms.below(vocabulary, term.slug):
                above[key].add((vocabulary, term.slug))
    carried: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for draft, key in drafts_of(user).order_by().values_list("translation_key", "page_terms__term"):
        carried[draft] |= above.get(key, set())
    found: Counter[tuple[str, str]] = Counter()
    for has in carried.values():
        down = [slug for vocabulary, slug in has if vocabulary == rows]
        across = [slug for vocabulary, slug in has if vocabulary == COLUMNS]
        found.update((one, other) for one in [*down, ""] for other in [*across, ""])
    return found


def editors_map(listing: Listing, rows: str) -> tuple[GapMap, list[EditorsLine], list[EditorsCell]]:
    """The map, its lines with drafts, and the sums; the last of them is of everything."""
    live, terms = gap_map(listing, rows), term_table(rows, COLUMNS)
    drafts = count_drafts(listing.user, terms, rows)

    def cell(count: int, row: Term | None, column: Term | None, shade: int = 0) -> EditorsCell:
        chosen = {name: term.pk for name, term in ((rows, row), (COLUMNS, column)) if term}
        number = drafts[row.slug if row else "", column.slug if column else ""]
        return EditorsCell(count, number, admin_list("live", chosen), admin_list("draft", chosen), shade)

    lines = [
        EditorsLine(
            line.term,
            line.depth,
            [
                cell(one.count, line.term, column, one.shade)
                for one, column in zip(line.cells, live.columns, strict=True)
            ],
            cell(line.all.count, line.term, None),
        )
        for line in live.lines
    ]
    sums = [cell(one.count, None, column) for one, column in zip(live.sums, live.columns, strict=True)]
    return live, lines, [*sums, cell(live.total, None, None)]


def admin_list(state: str, chosen: dict[str, int]) -> str:
    return f"{reverse('resource_list:index')}?{urlencode({**chosen, 'state': state})}"


def report(request: HttpRequest) -> HttpResponse:
    lists = list(outside_bin(ResourceIndexPage.objects.select_related("locale")))
    index = next((page for page in lists if page.locale.language_code == DEFAULT), next(iter(lists), None))
    rows = rows_asked(request)
    context: dict[str, Any] = {
        "header_title": _("Gap map"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Gap map")},
        ],
        "rows": rows,
        "tabs": [(one, f"{reverse('gap_map')}?rows={one}") for one in ROWS],
    }
    if index is not None:
        map_, lines, sums = editors_map(Listing(index, request, request.user, index.locale), rows)
        context |= {"map": map_, "lines": lines, "sums": sums}
    return render(request, "resources/admin/gap_map.html", context)


def admin_urls() -> list[Any]:
    return [path("gap-map/", report, name="gap_map")]
