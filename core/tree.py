"""The page tree in memory: the pages that have others below them or stand in menus. Few, and asked for all the time."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from wagtail.models import Locale, Page, Site

from caching.site_version import cached_until_change, version_cache
from core.i18n.languages import DEFAULT, current
from core.visibility import outside_bin

STEP = Page.steplen
FIELDS = (
    "pk",
    "path",
    "title",
    "slug",
    "url_path",
    "locale_id",
    "translation_key",
    "live",
    "show_in_menus",
    "content_type_id",
)


class Node(NamedTuple):
    """A page as menus, breadcrumbs and addresses need it."""

    pk: int
    path: str
    title: str
    slug: str
    url_path: str
    locale_id: int
    translation_key: object
    live: bool
    show_in_menus: bool
    content_type_id: int


@cached_until_change
def locales() -> dict[str, Locale]:
    """The languages that content is written in, by code."""
    codes = dict(settings.LANGUAGES)
    return {locale.language_code: locale for locale in Locale.objects.all() if locale.language_code in codes}


def current_locale() -> Locale:
    """Of the language in which the site is read; the first one where pages have none in it."""
    return locales().get(current()) or locales()[DEFAULT]


@cached_until_change
def code_of(locale_id: int) -> str:
    return next((code for code, locale in locales().items() if locale.pk == locale_id), DEFAULT)


@cached_until_change
def nodes() -> dict[str, Node]:
    """By tree path: front pages in each language, pages with pages below them, pages in menus."""
    fronts = Page.objects.filter(sites_rooted_here__isnull=False).values("translation_key")
    pages = Page.objects.filter(depth__gt=1).filter(
        Q(numchild__gt=0) | Q(show_in_menus=True) | Q(translation_key__in=fronts)
    )
    return {row[1]: Node(*row) for row in outside_bin(pages).order_by("path").values_list(*FIELDS)}


@cached_until_change
def children() -> dict[str, list[Node]]:
    """The nodes below each node, in the order of the tree."""
    found: dict[str, list[Node]] = {}
    for node in nodes().values():
        found.setdefault(node.path[:-STEP], []).append(node)
    return found


@cached_until_change
def fronts() -> list[Node]:
    """The front pages: the root of each site, and its translations. The default site comes first."""
    roots = Site.objects.order_by("-is_default_site", "pk").values_list("root_page__translation_key", flat=True)
    order = {key: place for place, key in reversed(list(enumerate(roots)))}
    found = [node for node in nodes().values() if node.translation_key in order]
    return sorted(found, key=lambda node: order[node.translation_key])


def front_of(path: str) -> Node | None:
    """The front page above a page, in the page's own tree."""
    return next((front for front in fronts() if path.startswith(front.path)), None)


def front(language: str) -> Node | None:
    """The live front page of the default site in a language, or else in the site's first language."""
    live = {code_of(node.locale_id): node for node in reversed(fronts()) if node.live}
    return live.get(language) or live.get(DEFAULT)


def above(path: str) -> list[Node]:
    """The pages above a page, the front page first."""
    front = front_of(path)
    if front is None:
        return []
    known = nodes()
    steps = range(len(front.path), len(path), STEP)
    return [known[path[:length]] for length in steps if path[:length] in known]


def descend(path: str, slugs: list[str]) -> tuple[str, list[str]]:
    """Follow slugs downwards from a page as far as the tree in memory goes: where one ends, and what is left."""
    for place, slug in enumerate(slugs):
        below = next((node for node in children().get(path, ()) if node.slug == slug), None)
        if below is None:
            return path, slugs[place:]
        path = below.path
    return path, []


def translations(keys: list[object]) -> dict[object, dict[int, Node]]:
    """The live pages that say the same in each language: by translation key, then by locale. One query at most."""
    known = version_cache()
    missing = {key for key in keys if ("translations", key) not in known}
    if missing:
        found: dict[object, dict[int, Node]] = {key: {} for key in missing}
        for row in Page.objects.filter(translation_key__in=missing, live=True).values_list(*FIELDS):
            node = Node(*row)
            found[node.translation_key][node.locale_id] = node
        known.update({("translations", key): rows for key, rows in found.items()})
    return {key: known[("translations", key)] for key in keys}
