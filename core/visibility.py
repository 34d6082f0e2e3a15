"""Who may see which page: the one rule behind lists, counts, search, menus, feeds, sitemap, API and files."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

STRANGER = AnonymousUser()


def closed_paths(user: Any) -> list[str]:
    """Tree paths below which this person may see nothing."""
    if user.is_active and user.is_superuser:
        return []
    groups = {group.pk for group in user.groups.all()} if user.is_authenticated else set()
    closed = []
    for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        is_open = (restriction.restriction_type == PageViewRestriction.LOGIN and user.is_authenticated) or (
            restriction.restriction_type == PageViewRestriction.GROUPS
            and not groups.isdisjoint(group.pk for group in restriction.groups.all())
        )
        if not is_open:
            closed.append(restriction.page.path)
    return closed


def visible_to(pages: QuerySet, user: Any) -> QuerySet:
    """Those of `pages` that are live and that this person may open."""
    pages = pages.filter(live=True)
    for path in closed_paths(user):
        pages = pages.exclude(path__startswith=path)
    return pages


def may_see(page: Page, user: Any) -> bool:
    """Whether this person may open this page."""
    return page.live and not any(page.path.startswith(path) for path in closed_paths(user))
