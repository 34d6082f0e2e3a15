"""Who may see which page: the one rule behind lists, counts, search, menus, feeds, sitemap, API and files."""

from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from caching.site_version import remembered

STRANGER = AnonymousUser()


class Restriction(NamedTuple):
    """Who may see what lies below some tree paths."""

    paths: tuple[str, ...]
    kind: str
    groups: frozenset[int]

    def is_open_to(self, user: Any) -> bool:
        if self.kind == PageViewRestriction.LOGIN:
            return user.is_authenticated
        if self.kind == PageViewRestriction.GROUPS:
            return user.is_authenticated and not self.groups.isdisjoint(_groups_of(user.pk))
        return False


@remembered
def restrictions() -> list[Restriction]:
    """All privacy settings. One that is set on a page holds for the page in every language."""
    rows = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    paths: dict[Any, list[str]] = {}
    keys = [row.page.translation_key for row in rows]
    if keys:
        for key, path in Page.objects.filter(translation_key__in=keys).values_list("translation_key", "path"):
            paths.setdefault(key, []).append(path)
    return [
        Restriction(
            tuple(paths[row.page.translation_key]),
            row.restriction_type,
            frozenset(group.pk for group in row.groups.all()),
        )
        for row in rows
    ]


@remembered
def _groups_of(user_pk: int) -> frozenset[int]:
    return frozenset(Group.objects.filter(user=user_pk).values_list("pk", flat=True))


def closed_paths(user: Any) -> list[str]:
    """Tree paths below which this person may see nothing."""
    if user.is_active and user.is_superuser:
        return []
    return [path for one in restrictions() if not one.is_open_to(user) for path in one.paths]


def visible_to(pages: QuerySet, user: Any) -> QuerySet:
    """Those of `pages` that are live and that this person may open."""
    pages = pages.filter(live=True)
    for path in closed_paths(user):
        pages = pages.exclude(path__startswith=path)
    return pages


def may_see(page: Any, user: Any) -> bool:
    """Whether this person may open this page (or node of the tree in memory)."""
    return page.live and not any(page.path.startswith(path) for path in closed_paths(user))


def is_more_closed(path: str, than: str) -> bool:
    """Whether what lies at a tree path is kept from somebody who may see what lies at another."""
    return any(path.startswith(one.paths) and not than.startswith(one.paths) for one in restrictions())
