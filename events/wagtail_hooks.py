"""Events and webinars in the admin's menu."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, F, QuerySet, When
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from core.admin.page_listings import AFTER, BEFORE, KindFilterSet, KindIndexView, KindListing, TermFilter, term_column
from core.i18n.languages import current
from core.visibility import outside_bin
from events.days_and_hours import Precision
from events.models import EventPage, WebinarIndexPage, WebinarSeriesPage, WebinarSummaryPage
from events.outside_calendars import calendar_views
from events.repeating import preview
from events.repeating.next_date import next_start

NEXT = "next"


def years(model: type[Page], field: str) -> list[tuple[str, str]]:
    first_days = model.objects.exclude(**{field: None}).dates(field, "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in first_days]


class EventFilterSet(KindFilterSet):
    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="sort_day", lookup_expr="year", choices=lambda: years(EventPage, "sort_day")
    )
    condition = django_filters.MultipleChoiceFilter(
        label=_("Condition"), choices=EventPage.Condition.choices, widget=forms.CheckboxSelectMultiple
    )
    mode = django_filters.MultipleChoiceFilter(
        label=_("Mode"), choices=EventPage._meta.get_field("mode").choices, widget=forms.CheckboxSelectMultiple
    )
    kind = TermFilter("event-type", _("Kind of event"))


class EventIndexView(KindIndexView):
    # No column is sorted by it: what comes next stands first, then what is over, the latest first.
    default_ordering = NEXT

    @cached_property
    def header_buttons(self):
        may_import = bool(calendar_views.lists_for(self.request.user))
        address = reverse("calendar_imports:start")
        imports = [HeaderButton(_("Import a calendar"), url=address, icon_name="upload")] if may_import else []
        return [*super().header_buttons, *imports]

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.ordering != NEXT:
            return super().order_queryset(queryset)
        # A search is ordered by plain fields alone.
        return queryset.order_by("-sort_start_utc") if self.is_searching else next_first(queryset)


def next_first(events: QuerySet) -> QuerySet:
    now = timezone.now()
    is_over = Case(When(sort_end_utc__lt=now, then=1), default=0)
    start_to_come = Case(When(sort_end_utc__gte=now, then=next_start(now)))
    return events.order_by(is_over, start_to_come.asc(nulls_last=True), F("sort_start_utc").desc(nulls_last=True), "pk")


def day_of(event: EventPage) -> Any:
    """The first day; for an event without one, how much of the date is known."""
    times = event.times
    if times.known_days:
        return times.first
    return date_format(times.first, "F Y") if times.first else Precision(times.precision).label


class EventListing(KindListing):
    name = "event_list"
    model = EventPage
    icon = "calendar-alt"
    menu_label = _("Events")
    menu_order = 110
    index_view_class = EventIndexView
    filterset_class = EventFilterSet
    columns = [
        *BEFORE,
        Column("sort_start_utc", label=_("Date"), accessor=day_of, sort_key="sort_start_utc", width="11%"),
        Column("condition", label=_("Condition"), accessor="get_condition_display", sort_key="condition", width="8%"),
        term_column("region", _("Region")),
        *AFTER,
    ]


class SeriesFilter(django_filters.ModelChoiceFilter):
    def filter(self, qs: QuerySet, value: WebinarSeriesPage | None) -> QuerySet:
        return qs.filter(path__startswith=value.path) if value else qs


def _series(request: HttpRequest) -> QuerySet:
    return outside_bin(WebinarSeriesPage.objects.order_by("title"))


class WebinarFilterSet(KindFilterSet):
    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="date", lookup_expr="year", choices=lambda: years(WebinarSummaryPage, "date")
    )
    series = SeriesFilter(label=_("Series"), queryset=_series)


class WebinarIndexView(KindIndexView):
    default_ordering = "-date"

    @cached_property
    def header_buttons(self):
        """A series comes before its summaries; it is made here too, in the list of the writer's language."""
        lists = outside_bin(WebinarIndexPage.objects.filter(locale__language_code=current()))
        addresses = [
            reverse("wagtailadmin_pages:add", args=["events", "webinarseriespage", page.pk])
            for page in lists
            if page.permissions_for_user(self.request.user).can_add_subpage()
        ]
        series = [HeaderButton(_("Add series"), url=url, icon_name="plus") for url in addresses[:1]]
        return [*super().header_buttons, *series]


def day_of_session(summary: WebinarSummaryPage) -> datetime.date | str:
    return summary.date or ""


class WebinarListing(KindListing):
    name = "webinar_list"
    model = WebinarSummaryPage
    icon = "openquote"
    menu_label = _("Webinars")
    menu_order = 120
    index_view_class = WebinarIndexView
    filterset_class = WebinarFilterSet
    columns = [
        *BEFORE,
        ParentPageColumn("parent", label=_("Series"), width="11%"),
        Column("number", label=_("Number"), sort_key="number", width="5%"),
        Column("date", label=_("Date"), accessor=day_of_session, sort_key="date", width="11%"),
        term_column("region", _("Region")),
        *AFTER,
    ]


hooks.register("register_admin_urls", preview.admin_urls)
hooks.register("register_admin_urls", calendar_views.admin_urls)


@hooks.register("insert_editor_js")
def scripts_of_dates_and_places() -> str:
    scripts = ((static(f"js/admin-{name}.js"),) for name in ("dates", "past-places"))
    return format_html_join("\n", '<script type="module" src="{}"></script>', scripts)


@hooks.register("insert_global_admin_css")
def styles_of_the_form() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-reminders.css"))


@hooks.register("register_admin_viewset")
def lists_of_events_and_webinars() -> list[Any]:
    return [EventListing(), WebinarListing(), EventListing.explorer(), WebinarListing.explorer()]
