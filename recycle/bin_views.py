"""The bin in the admin: what is in it, how it comes back, and how one thing of it goes for good at once."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.text.sentences import one_stop
from core.visibility import in_bin, outside_bin
from recycle.emptying import empty, mark_as_leaving
from recycle.models import Binned, KeptRow
from recycle.restoring import Restored, act_of, restore
from recycle.rows_back import bring_row_back, forget_row, may_restore, rows_for
from recycle.sending_again import say_that_reviews_ended, send_again
from recycle.the_bin import Refused
from recycle.who_restores import entries_for
from users.models import AnyUser

ON_A_PAGE = 50
# So many pages of an entry are named.
NAMED = 200
EMPTY = "recycle.delete_binned"


def _may_look(user: AnyUser) -> bool:
    return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])


def _entry(request: HttpRequest, pk: int) -> Binned:
    return get_object_or_404(entries_for(request.user), pk=pk)


def _shown(request: HttpRequest, name: str, title: str, **more: Any) -> HttpResponse:
    context = {"page_title": title, "header_icon": "bin", "may_empty": request.user.has_perm(EMPTY), **more}
    return TemplateResponse(request, f"recycle/{name}.html", context)


@require_GET
def the_list(request: HttpRequest) -> HttpResponse:
    if not _may_look(request.user):
        raise PermissionDenied
    entries = entries_for(request.user).order_by("-deleted_at", "-pk")
    found = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("p"))
    return _shown(request, "list", _("Recycle bin"), entries=found, rows=rows_for(request.user))


@require_GET
def contents(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    rows = entry.pages.select_related("page__content_type", "page__locale").order_by("page__path")
    subtitle = entry.page.get_admin_display_title()
    return _shown(
        request,
        "entry",
        _("In the recycle bin"),
        page_subtitle=subtitle,
        entry=entry,
        rows=rows[:NAMED],
        more=max(0, entry.count - NAMED),
        twins=act_of(entry, request.user)[1:],
    )


class RestoreForm(forms.Form):
    translations = forms.BooleanField(label=gettext_lazy("Its translations too"), required=False, initial=True)

    def __init__(self, *args: Any, entry: Binned, twins: list[Binned], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_place = _has_place(entry)
        # A name whose keys the admin checks: website/admin_requests.py.
        self.fields["new_parent_page"] = forms.ModelChoiceField(
            outside_bin(Page.objects.all()),
            label=_("Another place"),
            required=not has_place,
            help_text=_("Empty: where it was.") if has_place else "",
            widget=AdminPageChooser(target_models=entry.page.specific.allowed_parent_page_models()),
        )
        if not twins:
            del self.fields["translations"]


def _has_place(entry: Binned) -> bool:
    return entry.parent is not None and not in_bin(entry.parent)


@require_http_methods(["GET", "POST"])
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    twins = act_of(entry, request.user)[1:]
    form = RestoreForm(request.POST if request.method == "POST" else None, entry=entry, twins=twins)
    if request.method == "POST" and form.is_valid():
        with_them = twins if form.cleaned_data.get("translations") else []
        if done := _bring_back(request, entry, form.cleaned_data["new_parent_page"], with_them):
            return redirect("wagtailadmin_explore", done.parent.pk)
        return redirect("recycle_bin")
    above = entries_for(request.user).filter(pages__page=entry.parent).first() if entry.parent else None
    return _shown(
        request,
        "restore",
        _("Restore"),
        page_subtitle=entry.page.get_admin_display_title(),
        entry=entry,
        form=form,
        has_place=_has_place(entry),
        above=above,
    )


def _bring_back(request: HttpRequest, entry: Binned, parent: Page | None, twins: list[Binned]) -> Restored | None:
    try:
        done = restore(entry, request.user, parent)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    _say(request, done)
    for twin in twins:
        try:
            _say(request, restore(twin, request.user))
        except Refused as refusal:
            words = _("“%(title)s” is still in the recycle bin. %(reason)s")
            messages.warning(request, words % {"title": twin.page.get_admin_display_title(), "reason": refusal})
    return done


def _say(request: HttpRequest, done: Restored) -> None:
    title = done.page.get_admin_display_title()
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[done.page.pk]), _("Edit"))
    words = _("“%(title)s” is back, under “%(parent)s”.")
    words = one_stop(words % {"title": title, "parent": done.parent.get_admin_display_title()})
    messages.success(request, words, buttons=[edit])
    if done.other_slug:
        words = _("Another page has its address by now, so that of “%(title)s” ends in “%(slug)s”.")
        messages.warning(request, one_stop(words % {"title": title, "slug": done.other_slug}))
    for name, reasons in done.drafts:
        words = _("“%(title)s” was live, and is a draft now. %(reasons)s")
        messages.warning(request, words % {"title": name, "reasons": " ".join(reasons)})
    if done.reviews:
        say_that_reviews_ended(request, done.reviews)


@require_http_methods(["GET", "POST"])
def for_good(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    if not request.user.has_perm(EMPTY):
        raise PermissionDenied
    title = entry.page.get_admin_display_title()
    if request.method == "POST":
        if mark_as_leaving(entry):
            empty(entry, request.user)
        messages.success(request, _("“%(title)s” is deleted for good.") % {"title": title})
        return redirect("recycle_bin")
    return _shown(request, "for_good", _("Delete for good"), page_subtitle=title, entry=entry)


# What is no page


def _row(request: HttpRequest, pk: int) -> KeptRow:
    kept = get_object_or_404(KeptRow, pk=pk)
    if not may_restore(request.user, kept):
        raise Http404
    return kept


@require_POST
def bring_back_row(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _row(request, pk)
    try:
        row = bring_row_back(kept, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is back.") % {"title": row})
    return redirect("recycle_bin")


@require_http_methods(["GET", "POST"])
def for_good_row(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _row(request, pk)
    if not request.user.has_perm(EMPTY):
        raise PermissionDenied
    if request.method == "POST":
        forget_row(kept)
        messages.success(request, _("“%(title)s” is deleted for good.") % {"title": kept.title})
        return redirect("recycle_bin")
    return _shown(request, "row_for_good", _("Delete for good"), page_subtitle=kept.title)


class BinMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _may_look(request.user)


def menu_item() -> MenuItem:
    return BinMenuItem(gettext_lazy("Recycle bin"), reverse("recycle_bin"), name="recycle", icon_name="bin", order=9500)


def admin_urls() -> list[URLPattern]:
    return [
        path("recycle/", the_list, name="recycle_bin"),
        path("recycle/rows/<int:pk>/restore/", bring_back_row, name="recycle_row_restore"),
        path("recycle/rows/<int:pk>/for-good/", for_good_row, name="recycle_row_for_good"),
        path("recycle/send-again/<int:page_id>/", send_again, name="recycle_send_again"),
        path("recycle/<int:pk>/", contents, name="recycle_entry"),
        path("recycle/<int:pk>/restore/", bring_back, name="recycle_restore"),
        path("recycle/<int:pk>/for-good/", for_good, name="recycle_for_good"),
    ]
