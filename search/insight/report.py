"""Reports › Searches in the admin: what people look for, what they do not find, and what staff can do about it."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth.context_processors import PermWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.admin.template_cells import TemplateColumn
from search.insight.lines import DEFAULT_DAYS, NOTHING, UNOPENED, WANTED, Choice, Line, lines, sums
from search.models import AskedWords, SynonymGroup, WantedContent

# Who manages synonyms is shown for what there are none.
POLICY = ModelPermissionPolicy(SynonymGroup)
RIGHTS = ["add", "change"]


class AskedFilterSet(WagtailFilterSet):
    show = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[
            (NOTHING, gettext_lazy("Searches without a result")),
            (UNOPENED, gettext_lazy("Searches whose results nobody opened")),
            (WANTED, gettext_lazy("Content that was asked for")),
        ],
        empty_label=gettext_lazy("All searches"),
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    days = django_filters.ChoiceFilter(
        label=gettext_lazy("Period"),
        choices=[
            ("7", gettext_lazy("The last 7 days")),
            ("90", gettext_lazy("The last 90 days")),
            ("365", gettext_lazy("The last 365 days")),
        ],
        empty_label=gettext_lazy("The last 30 days"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = AskedWords
        fields: list[str] = []

    @property
    def choice(self) -> Choice:
        """Of what is chosen wrongly nothing is left."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        return Choice(chosen.get("show", ""), chosen.get("language", ""), int(chosen.get("days", "") or DEFAULT_DAYS))


class Cell(TemplateColumn):
    template = "search/admin/asked_{}.html"

    def get_cell_context_data(self, instance: Line, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"perms": PermWrapper(parent_context["request"].user)}


class SearchesReport(ReportView):
    model = AskedWords
    page_title = gettext_lazy("What people look for")
    header_icon = "search"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    template_name = "search/admin/searches_report.html"
    permission_policy = POLICY
    any_permission_required = RIGHTS
    filterset_class = AskedFilterSet
    no_results_message = gettext_lazy("No words were asked five times or more in this time.")
    columns = [
        Cell("words", label=gettext_lazy("Words")),
        Column("language_name", label=gettext_lazy("Language")),
        Column("times", label=gettext_lazy("Searches")),
        Cell("nothing", label=gettext_lazy("Without a result")),
        Column("opened", label=gettext_lazy("A result was opened")),
        Cell("actions", label=gettext_lazy("What to do")),
    ]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return sums(self.filters.choice)

    def get_table(self, object_list: Iterable[dict[str, Any]]) -> Table:
        return super().get_table(lines(object_list))


@require_POST
def ask_for_content(request: HttpRequest) -> HttpResponse:
    """Marks that content on these words is wanted, with who said so; or takes the mark away."""
    if not POLICY.user_has_any_permission(request.user, RIGHTS):
        raise PermissionDenied
    row = {name: request.POST.get(name, "") for name in ("language", "words")}
    if request.POST.get("no_longer"):
        WantedContent.objects.filter(**row).delete()
        messages.success(request, _("You no longer ask for content on these words."))
    elif AskedWords.objects.filter(**row).exists():
        WantedContent.objects.get_or_create(**row, defaults={"asked_by_id": request.user.pk})
        messages.success(request, _("Your request for content on these words is recorded here."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the list as it was: its filters and page are in the address."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return redirect(address if is_ours else reverse("searches_report"))


class SearchesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return POLICY.user_has_any_permission(request.user, RIGHTS)


def menu_item() -> MenuItem:
    return SearchesItem(
        gettext_lazy("Searches"), reverse("searches_report"), name="searches", icon_name="search", order=55
    )


def admin_urls() -> list[Any]:
    return [
        path("reports/searches/", SearchesReport.as_view(), name="searches_report"),
        path("reports/searches/results/", SearchesReport.as_view(results_only=True), name="searches_report_results"),
        path("reports/searches/content/", ask_for_content, name="ask_for_content"),
    ]
