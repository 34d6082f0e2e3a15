"""What there is to look at in the preview of a bundle: its pages, front pages, lists, search, in each language."""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from bundles.readiness.blockers import Standing
from core.tree import fronts, locales
from core.visibility import STRANGER, visible_to
from search.listing import ListingPage


class Place(NamedTuple):
    """`key` names it in the address of the preview."""

    key: str
    title: str


class Group(NamedTuple):
    label: str
    places: list[Place]


def groups_of(pages: Iterable[Standing]) -> list[Group]:
    own = [Place(f"page:{one.page.pk}", _with_language(one.draft, one.title)) for one in pages]
    front = [Place(f"page:{one.pk}", f"{one.title} ({_name(one.locale_id)})") for one in fronts() if one.live]
    lists = visible_to(Page.objects.type(ListingPage), STRANGER).select_related("locale").order_by("locale_id", "path")
    found = [
        Group(_("Pages of the bundle"), own),
        Group(_("Home page"), front),
        Group(_("Lists"), [Place(f"page:{one.pk}", _with_language(one, one.title)) for one in lists]),
        Group(_("Search"), _search_pages()),
    ]
    return [group for group in found if group.places]


def _name(locale_id: int) -> str:
    return next((str(one.get_display_name()) for one in locales().values() if one.pk == locale_id), "")


def _with_language(page: Page, title: str) -> str:
    return f"{title} ({page.locale.get_display_name()})"


def _search_pages() -> list[Place]:
    found = []
    for code, name in settings.LANGUAGES:
        with override(code):
            found.append(Place(f"at:{reverse('search')}", str(name)))
    return found
