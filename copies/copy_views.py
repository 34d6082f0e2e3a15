"""What people do with working copies in the admin: make one, bring the changes of the page into it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from copies.beginning import NoCopy, make, why_none
from copies.bringing import NotBrought, ThreeVersions, bring, merged, open_conflicts, versions_of, why_not_bring
from copies.conflict_words import name_of_place, shown
from copies.in_place import copy_of, has_moved_on, row_of
from copies.merging import Merged
from copies.models import WorkingCopy
from moderation.page_actions import ask
from users.models import AnyUser

# Answers to the choices; longer ones were not sent by the form.
SIDES = ("page", "copy")


def admin_urls() -> list[URLPattern]:
    return [
        path("working-copies/<int:page_id>/make/", make_one, name="copies_make"),
        path("working-copies/<int:page_id>/bring/", bring_in, name="copies_bring"),
    ]


def may_edit(user: AnyUser, page: Page) -> bool:
    return not page.is_root() and bool(page.permissions_for_user(user).can_edit())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make_one(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id)
    if not may_edit(request.user, page):
        raise PermissionDenied
    found, refusal = copy_of(page), why_none(page)
    if request.method == "POST" and not refusal:
        return _made(request, page, is_new=found is None)
    note = _(
        "A working copy says what the page says now, and nobody sees it. Rewrite it as long as you like while the page "
        "itself can still be corrected. When it is approved, its words take the place of those of the page."
    )
    if page.has_unpublished_changes:
        note += " " + _("The changes that wait at the page as a draft are not in it; they can be brought in later.")
    if found:
        note = _("This page has a working copy already.")
    button = _("Open the working copy") if found else _("Make a working copy")
    return ask(request, page, _("Working copy"), "" if refusal else button, note=refusal or note)


def _made(request: HttpRequest, page: Page, is_new: bool) -> HttpResponse:
    try:
        row = make(page, request.user)
    except NoCopy as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if is_new:
        messages.success(request, _("This is the working copy. The page itself stays as it is."))
    return redirect("wagtailadmin_pages:edit", row.copy_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, page_id: int) -> HttpResponse:
    copy = get_object_or_404(Page, pk=page_id)
    row = row_of(copy)
    if row is None:
        raise Http404
    if not may_edit(request.user, copy):
        raise PermissionDenied
    choices = {name: value for name, value in request.POST.items() if value in SIDES}
    refusal, status = why_not_bring(row, request.user), 200
    if request.method == "POST" and not refusal:
        try:
            bring(row, request.user, str(request.POST.get("versions", "")), choices)
        except NotBrought as reason:
            refusal, status = str(reason), 409
        else:
            messages.success(request, _("The changes of the page are in the working copy now. Look it through."))
            return redirect("wagtailadmin_pages:edit", copy.pk)
    return TemplateResponse(request, "copies/bring.html", _context(row, choices, refusal, request.user), status=status)


def _context(row: WorkingCopy, choices: dict[str, str], refusal: str, user: AnyUser) -> dict[str, Any]:
    versions, model = versions_of(row), row.page.specific_class
    found = merged(versions, choices)
    return {
        "page_title": _("Bring in the changes of the page"),
        "page_subtitle": row.page.get_admin_display_title(),
        "header_icon": "history",
        "row": row,
        "is_open": not why_not_bring(row, user),
        "has_moved_on": has_moved_on(row),
        "refusal": refusal,
        "versions": versions.token,
        "taken": _places(found, versions, model),
        "conflicts": [shown(one, versions, model, choices) for one in found.conflicts],
        "left": len(open_conflicts(found, choices)),
        "is_draft": row.page.has_unpublished_changes,
    }


def _places(found: Merged, versions: ThreeVersions, model: type[Page]) -> list[str]:
    return list(dict.fromkeys(name_of_place(way, versions, model) for way in found.taken))
