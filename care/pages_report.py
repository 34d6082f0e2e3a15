"""Reports › Pages to look at: which pages come up, by owner and by age, each with its answers."""

import datetime
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from care import answer_views
from care.caring_people import due, owned_by_nobody, rows_for, with_notes, working_people
from care.models import PageCare
from core.admin.template_cells import TemplateColumn
from users.models import AnyUser

RIGHTS = ["add", "change", "publish"]
# What is “soon”.
SOON = datetime.timedelta(days=90)
# Years since somebody looked.
AGES = {"1": 365, "2": 730, "3": 1095}


class ShowFilter(django_filters.ChoiceFilter):
    """Without a choice: what is due."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if value == "all":
            return qs
        return qs.filter(review_on__lte=timezone.localdate() + SOON) if value == "soon" else due(qs)


class OwnerFilter(django_filters.ChoiceFilter):
    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if value == "nobody":
            return owned_by_nobody(qs)
        return qs.filter(page__owner_id=int(value)) if value else qs


class AgeFilter(django_filters.ChoiceFilter):
    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        before = timezone.localdate() - datetime.timedelta(days=AGES[value]) if value else None
        return qs.filter(looked_at__lt=before) if before else qs


def _owners() -> list[tuple[str, Any]]:
    return [("nobody", _("Nobody")), *((str(person.pk), str(person)) for person in working_people())]


class PagesFilterSet(WagtailFilterSet):
    show = ShowFilter(
        label=_("Show"),
        choices=[("soon", _("Due in the next three months")), ("all", _("All live pages"))],
        empty_label=_("What is due"),
        widget=forms.RadioSelect,
    )
    owner = OwnerFilter(label=_("Looked after by"), choices=_owners, empty_label=_("Anybody"))
    age = AgeFilter(
        label=_("Not looked at"),
        choices=[("1", _("for a year")), ("2", _("for two years")), ("3", _("for three years"))],
        empty_label=_("Any time"),
        widget=forms.RadioSelect,
    )
    title = django_filters.CharFilter(label=_("Title"), field_name="page__title", lookup_expr="icontains")

    class Meta:
        model = PageCare
        fields: list[str] = []


class Cell(TemplateColumn):
    template = "care/{}.html"


class PagesReport(ReportView):
    model = PageCare
    page_title = _("Pages to look at")
    header_icon = "history"
    index_url_name = "care_report"
    index_results_url_name = "care_report_results"
    permission_policy = page_permission_policy
    any_permission_required = RIGHTS
    filterset_class = PagesFilterSet
    default_ordering = "review_on"
    no_results_message = _("Nothing has to be looked at now.")
    list_export = ["page.title", "page.owner", "looked_at", "review_on"]
    columns = [
        Cell("page", label=_("Page"), sort_key="page__title"),
        Cell("owner", label=_("Looked after by"), sort_key="page__owner__last_name"),
        Column("looked_at", label=_("Last looked at"), sort_key="looked_at"),
        Column("review_on", label=_("Comes up on"), sort_key="review_on"),
        Cell("answers", label=_("What is your answer?")),
    ]

    def get_queryset(self) -> QuerySet[PageCare]:
        self.queryset = rows_for(self.request.user).order_by("review_on", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Iterable[PageCare]) -> list[PageCare]:
        return with_notes(object_list, self.request.user)


def may_see_report(user: AnyUser) -> bool:
    return page_permission_policy.user_has_any_permission(user, RIGHTS)


class PagesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_report(request.user)


def menu_item() -> MenuItem:
    return PagesItem(_("Pages to look at"), reverse("care_report"), name="care", icon_name="history", order=50)


def admin_urls() -> list[URLPattern]:
    return [
        path("care/", PagesReport.as_view(), name="care_report"),
        path("care/results/", PagesReport.as_view(results_only=True), name="care_report_results"),
        path("care/<int:page_id>/answer/", answer_views.answer, name="care_answer"),
        path("care/<int:page_id>/hand-over/", answer_views.hand_over, name="care_hand_over"),
        path("care/<int:page_id>/archive/", answer_views.archive, name="care_archive"),
        path("care/people/<int:user_id>/hand-over/", answer_views.hand_over_all, name="care_hand_over_all"),
    ]
