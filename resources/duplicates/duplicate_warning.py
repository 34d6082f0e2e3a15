"""Tells an editor, while a resource is being written, which one may be the same."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.permissions import page_permission_policy

from core.addresses import address_of
from core.visibility import outside_bin, visible_to
from resources.duplicates.duplicate_index import MOST_NAMED, DuplicateIndex, Match, present
from resources.models import ResourcePage
from users.models import AnyUser

# What is read of a question; a form holds less.
LONGEST, MOST_ADDRESSES, MOST_MATCHES = 2_000, 20, 50


@require_GET
def same_resources(request: HttpRequest) -> JsonResponse:
    """Resources that this person may know of and that may be the one being written."""
    if not page_permission_policy.user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    asked: dict[str, Any] = {
        "doi": request.GET.get("doi", "")[:LONGEST],
        "addresses": [address[:LONGEST] for address in request.GET.getlist("url")[:MOST_ADDRESSES]],
        "title": request.GET.get("title", "")[:LONGEST],
    }
    page = request.GET.get("page", "")
    known = present()
    matches = known.same_as(**asked, but=int(page) if page.isdecimal() and len(page) < 19 else None)
    addresses = dict(_for_person(matches[:MOST_MATCHES], asked, request.user))
    shown = known.one_each(addresses)[:MOST_NAMED]
    answer = JsonResponse({"found": [_told(match, addresses[match]) for match in shown]})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _for_person(matches: list[Match], asked: dict[str, Any], user: AnyUser) -> Iterator[tuple[Match, str]]:
    """With addresses. Drafts only of pages that this person may edit; of others what is live, and like this one."""
    pages = outside_bin(ResourcePage.objects.filter(pk__in=[match.page_pk for match in matches]))
    editable = page_permission_policy.instances_user_has_permission_for(user, "change").filter(pk__in=pages)
    mine = set(editable.values_list("pk", flat=True))
    seen = {page.pk: page for page in visible_to(pages, user)}
    for match in matches:
        if match.page_pk in mine:
            yield match, reverse("wagtailadmin_pages:edit", args=[match.page_pk])
        elif match.page_pk in seen:
            page = seen[match.page_pk]
            yield from ((one, address_of(page)) for one in _as_live(page, asked))


def _as_live(page: ResourcePage, asked: dict[str, Any]) -> list[Match]:
    """The same question to the live page alone: what its draft says is not for everybody."""
    alone = DuplicateIndex()
    alone.add(page.pk, page.title, page.doi, [block.value.get("url") or "" for block in page.links])
    return alone.same_as(**asked)


def _told(match: Match, url: str) -> dict[str, str]:
    words = {
        "doi": _("There is already a resource with this DOI:"),
        "address": _("There is already a resource with this address:"),
        "title": _("There is already a resource with almost this title:"),
    }
    return {"words": words[match.why], "title": match.title, "url": url, "note": _("(opens in a new tab)")}


def admin_urls() -> list[Any]:
    return [path("resources/same/", same_resources, name="same_resources")]


def editor_script() -> str:
    """The script, and where it asks."""
    asks_at = json_script({"address": reverse("same_resources")}, "same-resources")
    return format_html('{}<script type="module" src="{}"></script>', asks_at, static("js/admin-duplicates.js"))
