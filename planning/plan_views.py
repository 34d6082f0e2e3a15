"""Planning a day for a page: one form, opened from the page."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.i18n.dates import full_day
from core.text.sentences import one_stop
from core.typed_fields import DayField
from planning.models import PlannedDay, site_today
from planning.planned_days import is_unpublished, may_plan, plan, take_back
from users.models import AnyUser

# Nobody plans further; a typed 20027 is a slip.
FURTHEST = datetime.timedelta(days=3 * 366)


class PlanForm(forms.Form):
    day = DayField(label=gettext_lazy("Planned for"))
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For whoever reads the calendar, for example “after the board has met”."),
    )

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day < site_today():
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        if day > site_today() + FURTHEST:
            raise forms.ValidationError(_("This is more than three years away."))
        return day


def admin_urls() -> list[URLPattern]:
    return [path("planning/<int:page_id>/", plan_page, name="plan_page")]


def buttons(page: Page, user: AnyUser) -> list[Button]:
    if not is_unpublished(page) or not may_plan(user, page):
        return []
    return [Button(_("Plan a day"), reverse("plan_page", args=[page.pk]), icon_name="date", priority=74)]


@require_http_methods(["GET", "HEAD", "POST"])
def plan_page(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id)
    if not may_plan(request.user, page):
        raise PermissionDenied
    planned = PlannedDay.objects.filter(page=page).first()
    if request.method != "POST":
        return _show(request, page, planned, PlanForm(initial=_as_it_is(planned)))
    if request.POST.get("action") == "take-back":
        take_back(page.pk, request.user)
        messages.success(request, _("Nothing is planned for this page now."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    form = PlanForm(request.POST)
    return _plan(request, page, form) if form.is_valid() else _show(request, page, planned, form)


def _plan(request: HttpRequest, page: Page, form: PlanForm) -> HttpResponse:
    day = form.cleaned_data["day"]
    if plan(page.pk, request.user, day, form.cleaned_data["note"]):
        words = _("Planned for %(day)s. Nothing happens by itself on that day.")
        messages.success(request, one_stop(words % {"day": full_day(day)}))
    else:
        messages.error(request, _("The page is live: there is nothing to plan."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _as_it_is(planned: PlannedDay | None) -> dict[str, Any]:
    return {"day": planned.day, "note": planned.note} if planned else {}


def _show(request: HttpRequest, page: Page, planned: PlannedDay | None, form: PlanForm) -> HttpResponse:
    context = {
        "page_title": _("Plan a day"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "date",
        "page": page,
        "planned": planned,
        "form": form,
        "is_live": not is_unpublished(page),
    }
    return TemplateResponse(request, "planning/plan.html", context)
