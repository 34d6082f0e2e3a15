"""Putting a page into a bundle: one form, opened from the page."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from bundles.models import Bundle
from bundles.seen_by import bundles_for
from bundles.standing import Refused, item_of, may_put, put, put_in_new
from core.drafts.live_as import is_listed_as_one
from core.text.cleaning import cleaned
from users.models import AnyUser


class PutForm(forms.Form):
    bundle = forms.ModelChoiceField(
        Bundle.objects.none(), label=gettext_lazy("Bundle"), required=False, empty_label=gettext_lazy("A new one")
    )
    title = forms.CharField(label=gettext_lazy("Name of the new bundle"), max_length=200, required=False)

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["bundle"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = bundles_for(user).filter(published_at=None)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["title"] = cleaned(self.cleaned_data.get("title") or "").strip()
        if "bundle" not in self.errors and not self.cleaned_data.get("bundle") and not self.cleaned_data["title"]:
            self.add_error("title", _("Choose a bundle, or write the name of a new one."))
        return self.cleaned_data


def buttons(page: Page, user: AnyUser) -> list[Button]:
    """Asks nothing of the database for a row of a list; the form says where the page stands already."""
    if page.is_root() or is_listed_as_one(page) or not page.permissions_for_user(user).can_edit():
        return []
    address = reverse("bundle_put", args=[page.pk])
    return [Button(_("Put in a bundle"), address, icon_name="folder-open-inverse", priority=76)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def put_page(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id)
    if not may_put(request.user, page):
        raise PermissionDenied
    form = PutForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            bundle = _put(page, form, request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("“%(title)s” stands in the bundle “%(bundle)s” now, and goes live with it.")
            messages.success(request, words % {"title": page.get_admin_display_title(), "bundle": bundle})
            return redirect("bundle", bundle.pk)
    context = {
        "page_title": _("Put in a bundle"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "folder-open-inverse",
        "page": page,
        "item": item_of(page.pk),
        "form": form,
    }
    return TemplateResponse(request, "bundles/put.html", context)


def _put(page: Page, form: PutForm, user: AnyUser) -> Bundle:
    chosen = form.cleaned_data["bundle"]
    if chosen:
        return put(page.pk, chosen.pk, user).bundle
    return put_in_new(page.pk, form.cleaned_data["title"], user).bundle
