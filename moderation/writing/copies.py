"""A new page that begins like another: “New like this”, and the next part of a series. Always a draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.page_slugs import free_page_slug
from core.visibility import shown_in_admin
from moderation.page_actions import ask
from users.models import AnyUser

# What every page has that belongs to it alone: dates of going live, and what search engines are told.
OF_ANY_PAGE = {"go_live_at", "expire_at", "seo_title", "search_description"}


def admin_urls() -> list[URLPattern]:
    return [
        path("new-like/<int:page_id>/", new_like, name="new_like"),
        path("next-in-series/<int:page_id>/", next_in_series, name="next_in_series"),
    ]


def buttons(page: Page, user: AnyUser) -> list[Button]:
    """Of a page that has something of one time; the buttons post, and lead to the form."""
    page = page.specific
    if not _may_copy(page, user):
        return []
    found = [_button(page, "new_like", _("New like this"), "copy")]
    if getattr(page, "next_in_series", None):
        found.append(_button(page, "next_in_series", _("Next in this series"), "arrow-right"))
    return found


def next_part_button(page: Page, user: AnyUser) -> Button | None:
    """For a place where the page is only named: small, and in the name of the page."""
    if not getattr(page, "next_in_series", None) or not _may_copy(page, user):
        return None
    button = _button(page, "next_in_series", _("Next in this series"), "arrow-right", "button button-small")
    button.attrs["aria-describedby"] = f"desk-page-{page.pk}"
    return button


def _button(page: Page, name: str, label: str, icon: str, classname: str = "") -> Button:
    address = reverse(name, args=[page.pk])
    attributes = {"data-controller": "w-action", "data-action": "w-action#post", "data-w-action-url-value": address}
    return Button(label, address, classname=classname, icon_name=icon, attrs=attributes, priority=5)


def new_like(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    if request.method != "POST":
        return ask(request, page, _("New like this"), _("Begin a draft"))
    return _opened(request, like(page, request.user))


def next_in_series(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    coming = getattr(page, "next_in_series", None)
    if coming is None:
        raise Http404
    if request.method != "POST":
        return ask(request, page, _("Next in this series"), _("Begin a draft"))
    title = coming.title_after(page.title)
    return _opened(request, like(page, request.user, **{"title": title, coming.field: coming.next_number}))


def _page(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(Page, pk=page_id).specific
    if not _may_copy(page, request.user):
        raise PermissionDenied
    return page


def _may_copy(page: Any, user: AnyUser) -> bool:
    """Who may see it in the admin and add one like it."""
    if page.is_root() or not getattr(page, "of_one_time", None):
        return False
    may_add = page.permissions_for_user(user).can_copy_to(page.get_parent())
    return bool(may_add) and shown_in_admin(Page.objects.filter(pk=page.pk), user).exists()


@transaction.atomic
def like(page: Any, user: AnyUser, **changes: Any) -> Any:
    """A draft with what pages of the kind have in common, and with these values."""
    parent = page.get_parent()
    changes = {"title": page.title} | changes
    slug = free_page_slug(parent, slugify(changes["title"], allow_unicode=True) or page.slug)
    changes |= {"draft_title": changes["title"], "slug": slug}
    action = CopyPageAction(
        page,
        to=parent,
        update_attrs=changes,
        exclude_fields=sorted((page.of_one_time | OF_ANY_PAGE) - changes.keys()),
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    return action.execute()


def _opened(request: HttpRequest, page: Page) -> HttpResponse:
    messages.success(request, _("This is a new draft. What belongs to one date alone is empty."))
    return redirect("wagtailadmin_pages:edit", page.pk)
