"""Who may see which page: the one rule behind lists, counts, search, menus, feeds, sitemap, API and files.

Privacy settings and memberships are read from the database in each request that asks for them, and are remembered no
longer: whatever else is remembered, the guard is not.
"""

from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction

from caching.site_version import cached_for_request
from core.i18n.languages import DEFAULT
from users.models import AnyUser

STRANGER = AnonymousUser()

# A set of pages of one kind, given back as what it was.
Pages = TypeVar("Pages", bound=QuerySet)
Rows = TypeVar("Rows", bound=QuerySet)


class Restriction(NamedTuple):
    """Who may see what lies below some tree paths."""

    paths: tuple[str, ...]
    kind: str
    groups: frozenset[int]

    def is_open_to(self, user: AnyUser) -> bool:
        if self.kind == PageViewRestriction.LOGIN:
            return user.is_authenticated
        if self.kind == PageViewRestriction.GROUPS:
            return user.is_authenticated and not self.groups.isdisjoint(_groups_of(user.pk))
        return False


@cached_for_request
def restrictions() -> list[Restriction]:
    """All privacy settings, as the database has them in this request.

    One that is set on a page holds for the page in every language.
    """
    return restrictions_now()


def restrictions_now() -> list[Restriction]:
    """The same, asked of the database each time; one query where nothing is private, two elsewhere."""
    rows = PageViewRestriction.objects.values_list("pk", "restriction_type", "page__translation_key", "groups")
    groups: dict[tuple[int, str, Any], set[int]] = {}
    for pk, kind, key, group in rows:
        groups.setdefault((pk, kind, key), set()).update([group] if group else [])
    paths: dict[Any, list[str]] = {}
    if groups:
        twins = Page.objects.filter(translation_key__in={key for _pk, _kind, key in groups})
        for key, path in twins.values_list("translation_key", "path"):
            paths.setdefault(key, []).append(path)
    return [
        Restriction(tuple(paths.get(key, ())), kind, frozenset(members)) for (_pk, kind, key), members in groups.items()
    ]


@cached_for_request
def _groups_of(user_pk: int) -> frozenset[int]:
    return frozenset(Group.objects.filter(user=user_pk).values_list("pk", flat=True))


def closed_paths(user: AnyUser) -> list[str]:
    """Tree paths below which this person may see nothing."""
    if user.is_active and user.is_superuser:
        return []
    return [path for one in restrictions() if not one.is_open_to(user) for path in one.paths]


def visible_to(pages: Pages, user: AnyUser) -> Pages:
    """Those of `pages` that are live and that this person may open."""
    pages = pages.filter(live=True)
    for path in closed_paths(user):
        pages = pages.exclude(path__startswith=path)
    return pages


def shown_to(pages: Pages, user: AnyUser, locale: Locale) -> Pages:
    """Those of `pages` that a reader of `locale` is shown: each piece of content once, and only what they may open.

    Of its translations that this person may open, the one in their language; else the one in the site's first
    language; else the oldest. A translation behind a closed door hides nothing.
    """
    twins = visible_to(Page.objects.filter(translation_key=OuterRef("translation_key")), user)
    own = Exists(twins.filter(locale=locale))
    first = Exists(twins.filter(locale__language_code=DEFAULT))
    earlier = Exists(twins.filter(locale_id__lt=OuterRef("locale_id")))
    stand_in = ~own & (Q(locale__language_code=DEFAULT) | (~first & ~earlier))
    return visible_to(pages, user).filter(Q(locale=locale) | stand_in)


def approved(rows: Rows) -> Rows:
    """Those rows of the directory that somebody approved: the others are seen by staff alone."""
    return rows.filter(live=True)


def may_see(page: Page, user: AnyUser) -> bool:
    """Whether this person may open this page (or node of the tree in memory)."""
    return page.live and not any(page.path.startswith(path) for path in closed_paths(user))


def private_areas(user: AnyUser, locale: Locale) -> QuerySet:
    """The topmost private pages, in menus or with pages below, that this person may open: the doors of a member."""
    if not user.is_authenticated:
        return Page.objects.none()
    may_open_all = user.is_active and user.is_superuser
    paths = {path for one in restrictions() if may_open_all or one.is_open_to(user) for path in one.paths}
    tops = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    below = Page.objects.filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
    areas = Page.objects.filter(Exists(without_copies(below)) | Q(show_in_menus=True), path__in=tops)
    return shown_to(areas, user, locale).order_by("path")


def only_for_members(pages: Pages, user: AnyUser) -> Pages:
    """Those of `pages` that this person may open and a stranger may not."""
    inside = [path for one in restrictions() for path in one.paths]
    if not inside or not user.is_authenticated:
        return pages.none()
    kept = Q()
    for path in inside:
        kept |= Q(path__startswith=path)
    return visible_to(pages, user).filter(kept)


def is_private(path: str) -> bool:
    """Whether what lies at a tree path is kept from strangers."""
    return any(path.startswith(one.paths) for one in restrictions())


def is_more_closed(path: str, than: str) -> bool:
    """Whether what lies at a tree path is kept from somebody who may see what lies at another."""
    return any(path.startswith(one.paths) and not than.startswith(one.paths) for one in restrictions())


# What was deleted stands below one page outside of every site (recycle/, decision 77).

BIN_SLUG = "recycle-bin"
IN_BIN = Q(url_path__startswith=f"/{BIN_SLUG}/")


def outside_bin(pages: Pages) -> Pages:
    """Those of `pages` that nobody deleted. By their keys: searches ask for no addresses."""
    return pages.exclude(pk__in=Page.objects.filter(IN_BIN).values("pk"))


def without_copies(pages: Pages) -> Pages:
    """Those of `pages` that are no working copy of another (copies/, decision 82)."""
    return pages.filter(working_copy=None)


def in_bin(page: Page) -> bool:
    return page.url_path.startswith(f"/{BIN_SLUG}/")


def pages_in_bin(user: AnyUser) -> int:
    """How many there are where Wagtail counts them too: for those who work in the whole site."""
    return Page.objects.filter(IN_BIN).count() if own_sections(user) is None else 0


# In the admin: who works in some sections only is shown of the others what a visitor may see.


def own_sections(user: AnyUser) -> list[str] | None:
    """The tree paths of the sections in which this person works; None for those who work in the whole site."""
    if user.is_active and user.is_superuser:
        return None
    paths = _paths_of(user.pk) if user.pk is not None else ()
    return None if any(len(path) == Page.steplen for path in paths) else list(paths)


@cached_for_request
def _paths_of(user_pk: int) -> tuple[str, ...]:
    groups = Group.objects.filter(user=user_pk)
    held = GroupPagePermission.objects.filter(group__in=groups).values_list("page__path", flat=True)
    return tuple(sorted(set(held)))


def shown_in_admin(pages: QuerySet, user: AnyUser) -> QuerySet:
    """Those of `pages` that this person may be shown there: their own, the way to them, and what they may open.

    What is in the bin has a list of its own.
    """
    pages = outside_bin(pages)
    sections = own_sections(user)
    if sections is None:
        return pages
    above = {path[:length] for path in sections for length in range(Page.steplen, len(path), Page.steplen)}
    own = Q(path__in=above)
    for path in sections:
        own |= Q(path__startswith=path)
    open_to_them = visible_to(Page.objects.all(), user).values("pk")
    return pages.filter(own | Q(pk__in=open_to_them))
