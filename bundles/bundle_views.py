"""Bundles in the admin: the list, one of them with what still blocks it, and what is done with it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from bundles import hours, publishing
from bundles.models import Bundle
from bundles.preview import preview_views
from bundles.putting_views import put_page
from bundles.seen_by import bundle_for, bundles_for, may_look, may_publish_all, shown_items, standings_for
from bundles.standing import Refused, hold_bundle, may_put, take_out
from core.i18n.instants import in_words
from core.text.cleaning import cleaned
from core.typed_fields import MomentField

ON_A_PAGE = 50


class TitleForm(forms.ModelForm):
    class Meta:
        model = Bundle
        fields = ["title"]

    def clean_title(self) -> str:
        title = cleaned(self.cleaned_data["title"]).strip()
        if not title:
            raise forms.ValidationError(_("Write a name."))
        return title


class HourForm(forms.Form):
    go_live_at = MomentField(label=gettext_lazy("Day and time"))

    def clean_go_live_at(self) -> Any:
        at = self.cleaned_data["go_live_at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("This time is over. Choose a later one, or publish the bundle now."))
        return at


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def the_list(request: HttpRequest) -> HttpResponse:
    if not may_look(request.user):
        raise PermissionDenied
    form = TitleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.instance.made_by_id = request.user.pk
        bundle = form.save()
        messages.success(request, _("“%(title)s” is there. Put pages into it.") % {"title": bundle.title})
        return redirect("bundle", bundle.pk)
    found = bundles_for(request.user).annotate(count=Count("items"))
    done = Paginator(found.exclude(published_at=None).order_by("-published_at", "-pk"), ON_A_PAGE)
    context = {
        "page_title": _("Bundles"),
        "header_icon": "folder-open-inverse",
        "form": form,
        "open": [_line(one, request) for one in found.filter(published_at=None)],
        "done": done.get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "bundles/list.html", context)


def _line(bundle: Bundle, request: HttpRequest) -> dict[str, Any]:
    return {"bundle": bundle, "when": in_words(bundle.go_live_at, request.user) if bundle.go_live_at else ""}


@never_cache
@require_safe
def the_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, bundle_for(request.user, pk))


def _show(request: HttpRequest, bundle: Bundle, form: forms.Form | None = None, status: int = 200) -> HttpResponse:
    pages = standings_for(request.user, bundle)
    form = form or HourForm(initial={"go_live_at": bundle.go_live_at} if bundle.go_live_at else {})
    context = {
        "page_title": _("Bundle"),
        "page_subtitle": bundle.title,
        "header_icon": "folder-open-inverse",
        "bundle": bundle,
        "pages": pages.shown,
        "hidden": pages.hidden,
        "done": [] if bundle.is_open else shown_items(request.user, bundle),
        "blocked": sum(not one.is_ready for one in pages.shown),
        "may_publish": may_publish_all(request.user, bundle),
        "when": in_words(bundle.go_live_at, request.user) if bundle.go_live_at else "",
        "missed": in_words(bundle.missed_at, request.user) if bundle.missed_at else "",
        "form": form,
    }
    return TemplateResponse(request, "bundles/bundle.html", context, status=status)


@require_POST
def publish_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    bundle = bundle_for(request.user, pk)
    try:
        done = publishing.publish(bundle.pk, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("All pages of “%(title)s” are live.") % {"title": done.title})
    return redirect("bundle", bundle.pk)


@require_POST
def schedule_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    bundle = bundle_for(request.user, pk)
    if request.POST.get("action") == "take-back":
        return _try(request, bundle, lambda: hours.take_back(bundle.pk, request.user), _("It waits for somebody now."))
    form = HourForm(request.POST)
    if not form.is_valid():
        return _show(request, bundle, form)
    at = form.cleaned_data["go_live_at"]
    words = _("The bundle goes live on %(when)s, if everything is ready then.") % {"when": in_words(at, request.user)}
    return _try(request, bundle, lambda: hours.schedule(bundle.pk, request.user, at), words)


def _try(request: HttpRequest, bundle: Bundle, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("bundle", bundle.pk)


@require_POST
def take_page_out(request: HttpRequest, pk: int, page_id: int) -> HttpResponse:
    bundle = bundle_for(request.user, pk)
    page = Page.objects.filter(pk=page_id, bundle_items__bundle=bundle).first()
    if page is None or not may_put(request.user, page):
        raise PermissionDenied
    if take_out(page.pk, request.user, bundle.pk):
        words = _("“%(title)s” stands in no bundle now. Send it for review to let it go live.")
        messages.success(request, words % {"title": page.get_admin_display_title()})
    return redirect("bundle", bundle.pk)


@require_POST
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """An open bundle alone: one that is live is history. Its pages stay what they are."""
    bundle = bundle_for(request.user, pk)
    with transaction.atomic():
        held = hold_bundle(bundle.pk)
        may = held is not None and held.is_open and not held.items.exists()
        if may and held is not None:
            held.delete()
    if not may:
        messages.error(request, _("Take its pages out first."))
        return redirect("bundle", bundle.pk)
    messages.success(request, _("“%(title)s” is gone.") % {"title": bundle.title})
    return redirect("bundles")


class BundlesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


def menu_item() -> MenuItem:
    label = gettext_lazy("Bundles")
    return BundlesMenuItem(label, reverse("bundles"), name="bundles", icon_name="folder-open-inverse", order=310)


def admin_urls() -> list[URLPattern]:
    return [
        path("bundles/", the_list, name="bundles"),
        path("bundles/put/<int:page_id>/", put_page, name="bundle_put"),
        path("bundles/<int:pk>/", the_bundle, name="bundle"),
        path("bundles/<int:pk>/publish/", publish_bundle, name="bundle_publish"),
        path("bundles/<int:pk>/schedule/", schedule_bundle, name="bundle_schedule"),
        path("bundles/<int:pk>/take-out/<int:page_id>/", take_page_out, name="bundle_take_out"),
        path("bundles/<int:pk>/dissolve/", dissolve, name="bundle_dissolve"),
        path("bundles/<int:pk>/preview/", preview_views.preview, name="bundle_preview"),
        path("bundles/<int:pk>/preview/shown/", preview_views.shown, name="bundle_shown"),
    ]
