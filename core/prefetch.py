"""Collects what pages show of other rows, in few queries whatever the number of pages."""

import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.models import Locale, Page

from caching.site_version import cached_until_change, version_cache
from core import tree
from core.i18n.languages import current
from core.models.page_terms import PageTerm
from core.models.related_pages import RelatedPage
from core.models.terms import Term, known_terms
from core.visibility import STRANGER, Pages, closed_paths, shown_to
from users.models import User

AnyPage = TypeVar("AnyPage", bound=Page)


class Related(NamedTuple):
    """Pages that belong to a page in one way: newer versions, webinars about it."""

    label: str | Promise
    pages: list[Page]
    kind: str = ""


class Reader(NamedTuple):
    """Who reads, in which language: what lists of pages depend on."""

    user: User | AnonymousUser
    locale: Locale

    @classmethod
    def of(cls, request: HttpRequest, page: Page | None = None) -> "Reader":
        locale = getattr(request, "reading_locale", None) or (page.locale if page else tree.locales().get(current()))
        return cls(getattr(request, "user", None) or STRANGER, locale or Locale.get_default())

    @property
    def key(self) -> tuple[int, tuple[str, ...]]:
        """What two readers have in common who are shown the same."""
        return self.locale.pk, tuple(closed_paths(self.user))

    def shown(self, pages: Pages) -> Pages:
        """Those of `pages` that this reader may open, each once, in the reader's language where there is one."""
        return shown_to(pages, self.user, self.locale)


def attach_terms(pages: Iterable[AnyPage]) -> list[AnyPage]:
    """Read the terms of many pages at once; `page.terms` then asks nothing."""
    found = list(pages)
    known = known_terms()
    by_page: dict[int, list[Term]] = {page.pk: [] for page in found}
    rows = PageTerm.objects.filter(page__in=by_page).order_by("sort_order", "pk").values_list("page_id", "term_id")
    for page_id, term_id in rows if by_page else ():
        if term_id in known:
            by_page[page_id].append(known[term_id])
    for page in found:
        page._terms = by_page[page.pk]
    return found


def attach_pictures(pages: list[AnyPage]) -> list[AnyPage]:
    """Read the pictures of many pages at once, with the sizes made so far."""
    pictured = [page for page in pages if getattr(page, "image_id", None)]
    if pictured:
        prefetch_related_objects(pictured, "image__renditions")
    return pages


# How the page that is named sees the page that names it.
SEEN_FROM_THERE = {
    RelatedPage.Kind.NEWER: RelatedPage.Kind.OLDER,
    RelatedPage.Kind.OLDER: RelatedPage.Kind.NEWER,
    RelatedPage.Kind.WEBINAR: RelatedPage.Kind.ABOUT,
    RelatedPage.Kind.ABOUT: RelatedPage.Kind.WEBINAR,
}


def related_to(page: Page, reader: Reader) -> list[Related]:
    """Pages that this page names, and pages that name it, grouped by how they belong together."""
    pairs = [(row.kind, row.related_id) for row in page.related_pages.all()]
    if page.pk:
        pairs += _naming(page.translation_key)
    if not pairs:
        return []
    known = version_cache()
    key = ("related", page.translation_key, tuple(pairs), reader.key)
    if key not in known:
        known[key] = _groups(page, pairs, reader)
    return known[key]


def _groups(page: Page, pairs: list[tuple[str, int]], reader: Reader) -> list[Related]:
    keys = dict(Page.objects.filter(pk__in={pk for __, pk in pairs}).values_list("pk", "translation_key"))
    shown = reader.shown(Page.objects.filter(translation_key__in=set(keys.values()) - {page.translation_key}))
    by_key = {found.translation_key: found for found in attach_pictures(attach_terms(shown.specific()))}
    groups: dict[str, list[Page]] = {}
    for kind, pk in pairs:
        found = by_key.pop(keys.get(pk), None)
        if found is not None:
            groups.setdefault(kind, []).append(found)
    return [Related(RelatedPage.Kind(kind).label, pages, kind) for kind, pages in groups.items()]


@cached_until_change
def _naming(translation_key: uuid.UUID) -> Sequence[tuple[str, int]]:
    rows = RelatedPage.objects.filter(related__translation_key=translation_key, page__live=True)
    return [
        (str(SEEN_FROM_THERE.get(RelatedPage.Kind(kind), kind)), pk) for kind, pk in rows.values_list("kind", "page_id")
    ]
