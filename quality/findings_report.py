"""Reports › Quality of pages: how the live pages stand, by check and section, and each finding with the way to it."""

from typing import Any, NamedTuple

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from care.caring_people import pages_to_edit
from core.admin.page_places import address_of_place
from core.admin.template_cells import TemplateColumn
from core.visibility import own_sections
from quality import section_screen
from quality.checking import Check, Level, all_checks
from quality.day_counts import Trend, trends
from quality.models import CheckedPage, PageFinding
from users.models import AnyUser

RIGHTS = ["add", "change", "publish"]


def findings_for(user: AnyUser) -> QuerySet[PageFinding]:
    """On live pages that this person may edit."""
    return PageFinding.objects.filter(page__live=True, page__in=pages_to_edit(user))


def sections_for(user: AnyUser) -> list[Page]:
    """What lies just below the front pages, as far as this person may edit something there."""
    pages = pages_to_edit(user).filter(live=True, depth__gt=2).values_list("path", flat=True)
    paths = {one[: 3 * Page.steplen] for one in pages}
    return list(Page.objects.filter(path__in=paths).select_related("locale").order_by("path"))


# How they stand


class CheckLine(NamedTuple):
    check: Check
    pages: int
    findings: int
    address: str
    trend: Trend | None


class SectionLine(NamedTuple):
    section: Page
    checked: int
    pages: int
    findings: int
    address: str


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    if not may_see_report(request.user):
        raise PermissionDenied
    rows = findings_for(request.user)
    checked = CheckedPage.objects.filter(page__live=True, page__in=pages_to_edit(request.user))
    # The trend is of the whole site: it is shown to those who work in the whole site.
    known = trends(timezone.localdate()) if own_sections(request.user) is None else {}
    context = {
        "page_title": gettext("Quality of pages"),
        "header_icon": "check",
        "checked": checked.count(),
        "with_findings": rows.values("page").distinct().count(),
        "lines": _by_check(rows, known),
        "sections": _by_section(rows, checked, request.user),
        "may_set": section_screen.known_sections(request.user),
        "has_trend": bool(known),
        "oldest": checked.order_by("checked_at").values_list("checked_at", flat=True).first(),
    }
    return TemplateResponse(request, "quality/overview.html", context)


def _by_check(rows: QuerySet[PageFinding], known: dict[str, Trend]) -> list[CheckLine]:
    """Those first that found most."""
    counted = rows.order_by().values("check_code").annotate(pages=Count("page", distinct=True), findings=Count("pk"))
    by_code = {row["check_code"]: (row["pages"], row["findings"]) for row in counted}
    lines = [
        CheckLine(one, *by_code.get(one.code, (0, 0)), _listed(check=one.code), known.get(one.code))
        for one in all_checks()
    ]
    return sorted(lines, key=lambda line: -line.pages)


def _by_section(rows: QuerySet[PageFinding], checked: QuerySet[CheckedPage], user: AnyUser) -> list[SectionLine]:
    found = []
    for section in sections_for(user):
        here = rows.filter(page__path__startswith=section.path)
        count = here.aggregate(pages=Count("page", distinct=True), findings=Count("pk"))
        inside = checked.filter(page__path__startswith=section.path).count()
        address = _listed(section=section.pk)
        found.append(SectionLine(section, inside, count["pages"], count["findings"], address))
    return found


def _listed(**query: Any) -> str:
    return reverse("quality_findings", query={name: str(value) for name, value in query.items()})


# Each finding


class SectionFilter(django_filters.ModelChoiceFilter):
    def filter(self, qs: QuerySet, value: Page | None) -> QuerySet:
        return qs.filter(page__path__startswith=value.path) if value else qs


def _sections(request: HttpRequest) -> QuerySet[Page]:
    return Page.objects.filter(pk__in=[page.pk for page in sections_for(request.user)]).order_by("path")


class FindingFilterSet(WagtailFilterSet):
    check = django_filters.ChoiceFilter(
        label=_("Check"),
        field_name="check_code",
        choices=lambda: [(one.code, one.name) for one in all_checks()],
        empty_label=_("All checks"),
    )
    section = SectionFilter(label=_("Section"), queryset=_sections, empty_label=_("All sections"))
    level = django_filters.ChoiceFilter(
        label=_("Level"),
        choices=[(Level.BLOCK.value, Level.BLOCK.label), (Level.WARN.value, Level.WARN.label)],
        empty_label=_("All levels"),
    )
    language = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=Locale.objects.all(), empty_label=_("All languages")
    )
    title = django_filters.CharFilter(label=_("Title"), field_name="page__title", lookup_expr="icontains")

    class Meta:
        model = PageFinding
        fields: list[str] = []


class Cell(TemplateColumn):
    template = "quality/{}.html"

    def get_cell_context_data(self, instance: PageFinding, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["address"] = address_of_place(instance.page, instance.place or instance.field)
        return context


class FindingsReport(ReportView):
    model = PageFinding
    page_title = _("What the checks found")
    header_icon = "check"
    index_url_name = "quality_findings"
    index_results_url_name = "quality_findings_results"
    permission_policy = page_permission_policy
    any_permission_required = RIGHTS
    filterset_class = FindingFilterSet
    default_ordering = "page__title"
    no_results_message = _("The checks found nothing here.")
    list_export = ["page.title", "page.locale.language_code", "check_name", "get_level_display", "in_words"]
    export_headings = {
        "page.title": _("Page"),
        "page.locale.language_code": _("Language"),
        "check_name": _("Check"),
        "get_level_display": _("Level"),
        "in_words": _("What is wrong"),
    }
    columns = [
        Cell("finding_page", label=_("Page"), sort_key="page__title"),
        Cell("finding", label=_("What is wrong")),
        Column("get_level_display", label=_("Level"), sort_key="level"),
    ]

    def get_queryset(self) -> QuerySet[PageFinding]:
        rows = findings_for(self.request.user).select_related("page__locale", "page__content_type")
        self.queryset = rows.order_by("page__title", "pk")
        return super().get_queryset()


def may_see_report(user: AnyUser) -> bool:
    return page_permission_policy.user_has_any_permission(user, RIGHTS)


class QualityItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_report(request.user)


def menu_item() -> MenuItem:
    address = reverse("quality_overview")
    return QualityItem(gettext_lazy("Quality of pages"), address, name="quality", icon_name="check", order=55)


def admin_urls() -> list[URLPattern]:
    return [
        path("quality/", overview, name="quality_overview"),
        path("quality/findings/", FindingsReport.as_view(), name="quality_findings"),
        path("quality/findings/results/", FindingsReport.as_view(results_only=True), name="quality_findings_results"),
        path("quality/sections/", section_screen.sections, name="quality_sections"),
        path("quality/sections/<int:page_id>/", section_screen.section, name="quality_section"),
    ]
