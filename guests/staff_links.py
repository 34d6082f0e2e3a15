"""For staff: the links to one page, making them, taking them back, and what was said by them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.i18n.instants import in_words
from core.i18n.languages import current
from core.text.sentences import one_stop
from guests.drafts import heard
from guests.forms import LinkForm
from guests.guest_mail import address_of_link
from guests.inviting import is_closed, may_invite, nobody_behind
from guests.models import GuestLink
from guests.saying import make_link, take_back
from users.models import AnyUser


def admin_urls() -> list[URLPattern]:
    return [
        path("guest-links/<int:page_id>/", links, name="guest_links"),
        path("guest-links/<int:page_id>/revoke/", revoke, name="guest_links_revoke"),
    ]


def buttons(page: Page, user: AnyUser) -> list[Button]:
    if not may_invite(user, page):
        return []
    address = reverse("guest_links", args=[page.pk])
    return [Button(_("People without an account"), address, icon_name="group", priority=75)]


def _page(request: HttpRequest, pk: int) -> Any:
    page = get_object_or_404(Page, pk=pk)
    if not may_invite(request.user, page):
        raise PermissionDenied
    return page.specific


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    form = LinkForm(request.POST if request.method == "POST" else None, initial={"language": current()})
    if request.method == "POST" and not is_closed(page) and form.is_valid():
        return _made(request, page, form)
    return TemplateResponse(
        request,
        "guests/admin/links.html",
        _context(page, form, request.user),
        status=409 if request.method == "POST" else 200,
    )


def _made(request: HttpRequest, page: Page, form: LinkForm) -> HttpResponse:
    given = {name: form.cleaned_data[name] for name in ("name", "email", "language", "may_decide")}
    made = make_link(page.pk, request.user, form.lasts(), **given)
    if made.email:
        messages.success(request, one_stop(_("The link goes to %(email)s.") % {"email": made.email}))
    else:
        messages.success(request, _("The link is made. Copy it from the list, and send it to that person only."))
    return redirect("guest_links", page.pk)


def _context(page: Page, form: LinkForm, user: AnyUser) -> dict[str, Any]:
    rows = GuestLink.objects.filter(page_id=page.pk).select_related("made_by").prefetch_related("words")
    gone = {maker: nobody_behind(maker, page) for maker in {link.made_by for link in rows}}
    return {
        "page_title": _("People without an account"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "group",
        "page": page,
        "form": form,
        "is_closed": is_closed(page),
        "links": [
            {
                "link": link,
                "until": in_words(link.expires_at, user),
                "closed": gone[link.made_by] if link.is_open else "",
                "address": address_of_link(link) if link.is_open and not gone[link.made_by] else "",
                "words": heard(link.words.all(), page),
            }
            for link in rows
        ],
    }


@require_POST
def revoke(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    key = request.POST.get("link", "")
    link = GuestLink.objects.filter(page_id=page.pk, pk=key).first() if key.isascii() and key.isdigit() else None
    if link is None:
        messages.error(request, _("There is no such link."))
    else:
        take_back(link, request.user)
        messages.success(request, one_stop(_("The link opens nothing any more for %(name)s.") % {"name": link.name}))
    return redirect("guest_links", page.pk)
