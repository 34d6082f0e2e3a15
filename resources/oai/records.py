"""What libraries may harvest: open resources, and the traces of those that were open once."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from caching.site_version import cached_until_change
from core import tree
from core.i18n.languages import DEFAULT
from core.models import PageTerm
from core.models.terms import Term, known_terms
from core.prefetch import attach_terms
from core.visibility import STRANGER, closed_paths, visible_to
from networks.directory_prefetch import attach_names
from resources.citations.author_names import family_first
from resources.citations.csl import csl_item, keywords, one_line
from resources.models import PublishedVersion, ResourcePage, WithdrawnResource
from resources.permanent_links import permanent_address

# Acts by which a page comes into the open or leaves it; what they are done to may be a section above the page.
DOORS = (
    "wagtail.unpublish",
    "wagtail.move",
    "wagtail.view_restriction.create",
    "wagtail.view_restriction.edit",
    "wagtail.view_restriction.delete",
)
SETS_OF = "category"


class Header(NamedTuple):
    """One resource for harvesters. Sorted, the one that changed longest ago comes first."""

    changed: datetime.datetime
    identifier: str
    page: int
    is_deleted: bool
    sets: frozenset[str]


@cached_until_change
def headers() -> list[Header]:
    """Every resource once, whatever its languages: the page that is open, else the trace of one that was."""
    closed = tuple(closed_paths(STRANGER))
    doors = _doors()
    once_open = set(PublishedVersion.objects.filter(was_closed=False).values_list("page_id", flat=True).distinct())
    rows = ResourcePage.objects.values_list(
        "pk", "path", "live", "identifier", "locale_id", "last_published_at", "latest_revision_created_at"
    )
    found: dict[Any, tuple[Any, Header]] = {}
    for pk, path, live, identifier, locale, published, revised in rows.iterator():
        is_open = live and not path.startswith(closed)
        if is_open or pk in once_open:
            changed = max(filter(None, [published, *_acts(path, doors)]), default=revised or timezone.now())
            rank = (is_open, tree.code_of(locale) == DEFAULT, -pk)
            header = Header(changed.replace(microsecond=0), str(identifier), pk, not is_open, frozenset())
            found[identifier] = max(found.get(identifier, (rank, header)), (rank, header))
    sets = _sets([header for _rank, header in found.values()])
    present = [header._replace(sets=sets.get(header.page, frozenset())) for _rank, header in found.values()]
    return sorted([*present, *_deleted(found)])


def _deleted(found: Collection[Any]) -> Iterator[Header]:
    """Those of which no page is left."""
    known = {term.slug for term in _categories()}
    for row in WithdrawnResource.objects.all():
        if row.identifier not in found:
            changed = row.withdrawn_at.replace(microsecond=0)
            yield Header(changed, str(row.identifier), 0, True, frozenset(known.intersection(row.sets)))


def _doors() -> dict[str, datetime.datetime]:
    """When a door was last opened or closed at each tree path."""
    rows = PageLogEntry.objects.filter(action__in=DOORS, page__isnull=False)
    return dict(rows.values_list("page__path").annotate(Max("timestamp")))


def _acts(path: str, doors: dict[str, datetime.datetime]) -> list[datetime.datetime]:
    steps = range(tree.STEP, len(path) + 1, tree.STEP)
    return [doors[path[:length]] for length in steps if path[:length] in doors]


def _sets(found: Iterable[Header]) -> dict[int, frozenset[str]]:
    """The categories of each page; of what was open once, those that stood in its last open version."""
    open_pages = {header.page for header in found if not header.is_deleted}
    terms: dict[int, list[int]] = {}
    for page, term in PageTerm.objects.filter(term__vocabulary=SETS_OF).values_list("page_id", "term_id"):
        if page in open_pages:
            terms.setdefault(page, []).append(term)
    gone = [header.page for header in found if header.is_deleted]
    versions = PublishedVersion.objects.filter(page__in=gone, was_closed=False).order_by("number")
    for page, rows in versions.values_list("page_id", "content__page_terms"):
        terms[page] = [row["term"] for row in rows or []]
    known = {term.pk: term.slug for term in _categories()}
    merged = {pk: known[term.merged_into_id] for pk, term in known_terms().items() if term.merged_into_id in known}
    slugs = known | merged
    return {page: frozenset(slugs[key] for key in keys if key in slugs) for page, keys in terms.items()}


def _categories() -> list[Term]:
    return [term for term in known_terms().values() if term.vocabulary == SETS_OF and not term.merged_into_id]


def sets() -> list[tuple[str, str]]:
    """Name in addresses and name in words of every set."""
    return [(term.slug, term.label) for term in sorted(_categories(), key=lambda term: (term.sort_order, term.slug))]


def described(found: list[Header]) -> dict[int, list[tuple[str, str]]]:
    """The open ones among these in the words of the Dublin Core, by page; asked for again whether they are open."""
    keys = [header.page for header in found if not header.is_deleted]
    pages = attach_terms(visible_to(ResourcePage.objects.filter(pk__in=keys).select_related("locale"), STRANGER))
    attach_names(pages, "authors")
    return {page.pk: _dublin_core(page) for page in pages}


def _dublin_core(page: Page) -> list[tuple[str, str]]:
    item = csl_item(page)
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    rows = [
        ("title", [item["title"]]),
        ("creator", [family_first(name) for name in item.get("author", [])]),
        ("subject", keywords(page)),
        ("description", [item.get("abstract")]),
        ("publisher", [*page.publisher_names]),
        ("date", ["-".join(f"{part:02}" for part in date)]),
        ("type", [*(term.label for term in page.terms_of("type")), "Text"]),
        ("identifier", [permanent_address(page), page.doi_address]),
        ("language", page.languages),
        ("relation", [block.value.get("url") for block in page.links]),
        ("rights", [page.licence, page.how_to_get_it]),
    ]
    return [(name, one_line(text)) for name, texts in rows for text in texts if text]
