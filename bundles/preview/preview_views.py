"""The preview of a bundle in the admin: a choice of places, and the chosen one in a frame."""

from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from wagtail.models import Page

from bundles.models import Bundle
from bundles.preview.as_if_live import NotShown, answer_at, check, publish_as_if, taken_back
from bundles.preview.inert_page import inert
from bundles.preview.shown_places import groups_of
from bundles.seen_by import editable_bundle, shown_items, standings_for

LONGEST = 2000


@never_cache
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    bundle = editable_bundle(request.user, pk)
    pages = standings_for(request.user, bundle)
    groups = groups_of(pages.shown)
    keys = [place.key for group in groups for place in group.places]
    asked = request.GET.get("show", "")
    chosen = asked if asked in keys else next(iter(keys), "")
    context = {
        "page_title": _("Preview of the bundle"),
        "page_subtitle": bundle.title,
        "header_icon": "view",
        "bundle": bundle,
        "groups": groups,
        "chosen": chosen,
        "frame": f"{reverse('bundle_shown', args=[bundle.pk])}?{urlencode({'show': chosen})}",
        "hidden": pages.hidden,
    }
    return TemplateResponse(request, "bundles/preview.html", context)


@xframe_options_sameorigin
@never_cache
@require_safe
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    bundle = editable_bundle(request.user, pk)
    asked = request.GET.get("show", "")[:LONGEST]
    response = HttpResponse(_rendered(request, bundle, asked))
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _rendered(request: HttpRequest, bundle: Bundle, asked: str) -> str:
    items = shown_items(request.user, bundle)
    with taken_back():
        publish_as_if(items)
        try:
            answer = answer_at(_address(asked))
        except NotShown:
            return _said(request, _("Visitors see nothing at this address, or have to sign in for it."))
        if "text/html" not in answer.headers.get("Content-Type", ""):
            return _said(request, _("This is no page."))
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _said(request, _("This page cannot be shown yet: an error is in the site’s log."))
        return inert(answer.content.decode(answer.charset or "utf-8", "replace"), partial(_way_to, bundle))


def _address(asked: str) -> str:
    """Of a page: as it will be then."""
    kind, _separator, rest = asked.partition(":")
    if kind == "at" and rest.startswith("/"):
        return rest
    page = Page.objects.filter(pk=int(rest)).first() if kind == "page" and rest.isascii() and rest.isdecimal() else None
    parts = page.specific.get_url_parts() if page else None
    if not parts or not parts[2]:
        raise NotShown
    return str(parts[2])


def _way_to(bundle: Bundle, address: str) -> str:
    try:
        check(address)
    except NotShown:
        return ""
    return f"{reverse('bundle_shown', args=[bundle.pk])}?{urlencode({'show': f'at:{address}'})}"


def _said(request: HttpRequest, words: str) -> str:
    return str(TemplateResponse(request, "bundles/nothing_shown.html", {"words": words}).render().content.decode())
