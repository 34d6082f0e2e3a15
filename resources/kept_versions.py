"""What a resource said each time it went live: kept when it does, and read again."""

import copy
import datetime
import json
from typing import Any, NamedTuple

from wagtail.models import Page

from caching.site_version import version_cache
from core.addresses import address_of, full_address
from core.locking import lock_page
from core.models.terms import known_terms
from core.projections import projection
from core.text.revision_text import words
from core.visibility import STRANGER, may_see
from users.models import AnyUser

# Where a page stands and when it shows is no part of what it says.
PLACE = frozenset("slug show_in_menus go_live_at expire_at alias_of translation_key locale content_type".split())


class Version(NamedTuple):
    """A published version, without its content."""

    number: int
    published_at: datetime.datetime
    was_closed: bool


@projection
def published_versions(page: Page) -> None:
    """Keep what went live, if it says something else than before; or what only some could see, once all may."""
    if not page.live or page._meta.label_lower != "resources.resourcepage":
        return
    # The row is held, so that two do not take the same number.
    lock_page(page.pk)
    content = words(json.loads(page.to_json()))
    was_closed = not may_see(page, STRANGER)
    last = page.versions.order_by("-number").first()
    if last and said(last.content) == said(content) and (was_closed or not last.was_closed):
        return
    page.versions.create(
        number=last.number + 1 if last else 1,
        title=page.title,
        content=content,
        was_closed=was_closed,
        **({"published_at": page.last_published_at} if page.last_published_at else {}),
    )


def said(content: dict[str, Any]) -> dict[str, Any]:
    """What a version says, for comparison: rows that belong to the page are written anew now and then."""
    found = {}
    for key, value in words(content).items():
        if key not in PLACE:
            rows = isinstance(value, list) and all(isinstance(row, dict) for row in value)
            found[key] = [_without_key(row) for row in value] if rows else value
    return found


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "pk"}


def _versions(page: Page) -> list[Version]:
    if not page.pk:
        # The preview of a page that was never saved.
        return []
    cache, key = version_cache(), ("versions", page.pk)
    if key not in cache:
        rows = page.versions.order_by("-number").values_list("number", "published_at", "was_closed")
        cache[key] = [Version(*row) for row in rows]
    return cache[key]


def versions_for(page: Page, user: AnyUser) -> list[Version]:
    """The versions that this person may read, the newest first: what went live behind a door is for editors."""
    found = _versions(page)
    if any(version.was_closed for version in found) and not _may_edit(page, user):
        return [version for version in found if not version.was_closed]
    return found


def _may_edit(page: Page, user: AnyUser) -> bool:
    return user.is_authenticated and page.permissions_for_user(user).can_edit()


def version_address(page: Page, number: int) -> str:
    return full_address(f"{address_of(page)}version/{number}/")


def page_as_of(page: Page, number: int, user: AnyUser) -> Any:
    """The page as it was, or None; terms, pages and pictures that are gone since are left out."""
    if number not in {version.number for version in versions_for(page, user)}:
        return None
    version = page.versions.get(number=number)
    old = page.with_content_json(_readable(version.content, page))
    old.last_published_at = version.published_at
    old.version = version
    old.is_draft_version = False
    return old


def _readable(content: dict[str, Any], page: Page) -> dict[str, Any]:
    """The content with what it takes to make a page of it today."""
    found = copy.deepcopy(content)
    found |= {"pk": page.pk, "slug": page.slug}
    known = known_terms()
    found["page_terms"] = [row for row in found.get("page_terms", []) if row.get("term") in known]
    for name in ("locale", "content_type", "alias_of"):
        found.pop(name, None)
    return found
