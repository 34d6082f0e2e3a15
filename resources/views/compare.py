"""Two to four resources side by side: what they are, what they say, and their findings group by group."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue
from wagtail.models import Page

from core.models.page_terms import PageTerm
from core.models.terms import Term, Vocabulary, known_terms
from core.prefetch import Reader
from resources.models import ResourceIndexPage
from resources.views.identifier_lookup import named_in, query_of
from website.routes import route_of

FEWEST, MOST = 2, 4
# Where one is chosen: so many others are offered, found among so many pages that share its terms.
MOST_OFFERED, MOST_LIKE_IT = 8, 60
# What a row of findings is known by: a term, or a heading of the editors' own.
GroupKey = tuple[str, int | str]


class Cell(NamedTuple):
    """What one resource says in a row. `value` is empty where it says nothing."""

    page: Page
    value: str | list[str] | list["Part"]


class Row(NamedTuple):
    """A line of the table. `kind` says how its cells are written: terms, text, rich, findings."""

    label: str
    kind: str
    cells: list[Cell]
    # The page whose words the label is, where it is not the site's own.
    label_page: Page | None = None

    @property
    def says_something(self) -> bool:
        return any(cell.value for cell in self.cells)


class Part(NamedTuple):
    """A group of findings of one resource, with the heading of its own where it has another one than the row."""

    heading: str
    items: list[Any]


class Column(NamedTuple):
    page: Page
    query_without: str


@route_of("resources.ResourceIndexPage", "compare/")
def compare(page: ResourceIndexPage, request: HttpRequest) -> HttpResponse:
    """The page at /resources/compare/?id=…&id=…"""
    named = named_in(request, page)
    pages = named.shown[:MOST]
    chosen = [str(resource.identifier) for resource in pages]
    context = {
        "page": page,
        "below": f"compare/?{query_of(named.identifiers)}" if named.identifiers else "compare/",
        "columns": [
            Column(resource, query_of([other for other in chosen if other != own]))
            for resource, own in zip(pages, chosen, strict=True)
        ],
        "sections": sections(pages) if len(pages) >= FEWEST else [],
        "has_more": len(named.shown) > MOST,
        "is_complete": named.is_complete,
        "is_asked": bool(request.GET.getlist("id")),
        "query": query_of(chosen),
        "others": _offered(pages, page, Reader.of(request)),
    }
    return TemplateResponse(request, "resources/compare.html", context)


def _offered(pages: list[Any], index: ResourceIndexPage, reader: Reader) -> list[Any]:
    """What may stand beside the only one; where none is chosen, what is new."""
    if len(pages) == 1:
        return like(pages[0], index, reader)
    return [] if pages else index.added_last(reader, MOST_OFFERED)


def like(page: Page, index: ResourceIndexPage, reader: Reader) -> list[Any]:
    """Resources that have most terms in common with this one, that of the document's language apart."""
    terms = [term.pk for term in page.terms if term.vocabulary != Vocabulary.LANGUAGE]
    rows = PageTerm.objects.filter(term__in=terms).values_list("page").annotate(shared=Count("pk"))
    shared = dict(rows.order_by("-shared", "-page")[:MOST_LIKE_IT])
    found = reader.shown(index.get_entries().filter(pk__in=shared)).exclude(translation_key=page.translation_key)
    return sorted(found, key=lambda other: -shared[other.pk])[:MOST_OFFERED]


def sections(pages: list[Any]) -> list[tuple[str, list[Row]]]:
    """Heading and rows of each part of the table; rows in which nothing stands are left out."""
    found = [(_("What it is"), fact_rows(pages)), (_("In short"), word_rows(pages)), (_("Findings"), group_rows(pages))]
    kept = [(heading, [row for row in rows if row.says_something]) for heading, rows in found]
    return [(heading, rows) for heading, rows in kept if rows]


def fact_rows(pages: list[Any]) -> list[Row]:
    def row(label: str | Promise, kind: str, read: Callable[[Page], list[str] | str]) -> Row:
        return Row(capfirst(str(label)), kind, [Cell(page, read(page)) for page in pages])

    def of_terms(vocabulary: Vocabulary) -> Row:
        return row(vocabulary.label, "terms", lambda page: [term.label for term in page.terms_of(vocabulary.value)])

    def peer_reviewed(page: Page) -> list[str]:
        if page.is_listed_only or page.is_peer_reviewed is None:
            return []
        return [_("Yes") if page.is_peer_reviewed else _("No")]

    return [
        of_terms(Vocabulary.RESOURCE_TYPE),
        row(_("Year"), "terms", lambda page: [str(page.year)] if page.year else []),
        of_terms(Vocabulary.POPULATION),
        of_terms(Vocabulary.REGION),
        row(_("Method"), "text", lambda page: "; ".join(text for text in (page.research_method, page.sample) if text)),
        row(_("Peer reviewed"), "terms", peer_reviewed),
    ]


def word_rows(pages: list[Any]) -> list[Row]:
    return [
        Row(_("Summary"), "text", [Cell(page, page.summary) for page in pages]),
        Row(_("Key findings"), "rich", [Cell(page, page.key_findings) for page in pages]),
    ]


def group_rows(pages: list[Any]) -> list[Row]:
    """A row for each group that one of the resources has: those of the vocabulary first, in its order."""
    terms = _terms_by_name()
    groups: dict[GroupKey, dict[int, list[Part]]] = {}
    labels: dict[GroupKey, tuple[str, Page | None]] = {}
    for page in pages:
        for block in page.findings:
            key, label, part = _placed(block.value, terms)
            labels.setdefault(key, (label, None if key[0] == "term" else page))
            groups.setdefault(key, {}).setdefault(page.pk, []).append(part)
    order = {term.pk: place for place, term in enumerate(dict.fromkeys(terms.values()))}
    keys = sorted(groups, key=lambda key: order.get(key[1], len(order)) if key[0] == "term" else len(order) + 1)
    return [
        Row(labels[key][0], "findings", [Cell(page, groups[key].get(page.pk, [])) for page in pages], labels[key][1])
        for key in keys
    ]


def folded(heading: str) -> str:
    return " ".join(heading.casefold().split()).rstrip(" :.")


def _terms_by_name() -> dict[str, Term]:
    """The groups of the vocabulary by each of their names, in the order that staff gave them."""
    known = [term for term in known_terms().values() if term.vocabulary == Vocabulary.FINDING_GROUP]
    own = [term for term in known if not term.merged_into_id]
    own.sort(key=lambda term: (term.sort_order, term.slug))
    return {folded(row.label): term for term in own for row in term.labels.all()}


def _placed(value: StructValue, terms: dict[str, Term]) -> tuple[GroupKey, str, Part]:
    """The row that a group of findings stands in, the label of the row, and what stands there."""
    heading = (value.get("heading") or "").strip()
    group = value.get("group")
    term = group if group and group.live else terms.get(folded(heading))
    items = list(value["items"])
    if term is None:
        return ("heading", folded(heading)), heading, Part("", items)
    own = "" if folded(heading) in {"", *(folded(row.label) for row in term.labels.all())} else heading
    return ("term", term.pk), term.label, Part(own, items)
