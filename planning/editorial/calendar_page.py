"""The editorial calendar in the admin: a month as a table or as a list of days."""

import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from events.by_days.calendar_listing import first_weekday
from planning.editorial.asking import entries_of
from planning.editorial.calendar_filters import (
    AS_LIST,
    AS_MONTH,
    VIEWS,
    CalendarForm,
    month_before,
    month_of,
    next_month,
)
from planning.editorial.dated_entries import ONE_DAY, Entry, zone_of_site
from planning.models import site_today


class EditorialDay(NamedTuple):
    day: datetime.date
    is_in_month: bool
    is_today: bool
    entries: list[Entry]

    @property
    def looks(self) -> str:
        """Words for the styles."""
        kind = "outside" if not self.is_in_month else "" if self.entries else "free"
        return f"{kind} today".strip() if self.is_today else kind


class WayToLook(NamedTuple):
    label: str | Promise
    query: str
    is_current: bool


def days_of(month: datetime.date, entries: list[Entry]) -> list[EditorialDay]:
    """Each day of the month, with what is on it; what lasts stands on each of its days."""
    last = next_month(month) - ONE_DAY
    by_day: dict[datetime.date, list[Entry]] = {}
    for entry in entries:
        day, until = max(entry.day, month), min(entry.until, last)
        while day <= until:
            by_day.setdefault(day, []).append(entry)
            day += ONE_DAY
    today = site_today()
    days = [month + number * ONE_DAY for number in range(last.day)]
    return [EditorialDay(day, True, day == today, by_day.get(day, [])) for day in days]


def weeks_of(days: list[EditorialDay]) -> list[list[EditorialDay]]:
    """Whole weeks, which begin as the reader's calendar does."""
    begins = first_weekday()
    before = (days[0].day.weekday() - begins) % 7
    after = -(before + len(days)) % 7
    start, end = days[0].day - before * ONE_DAY, days[-1].day + ONE_DAY
    cells = [_outside(start + number * ONE_DAY) for number in range(before)]
    cells += [*days, *(_outside(end + number * ONE_DAY) for number in range(after))]
    return [cells[number : number + 7] for number in range(0, len(cells), 7)]


def _outside(day: datetime.date) -> EditorialDay:
    return EditorialDay(day, False, False, [])


@never_cache
@require_safe
def editorial_calendar(request: HttpRequest) -> HttpResponse:
    """For everybody in the admin: each sees what they may."""
    form = CalendarForm(request.GET, request.user)
    month = month_of(request.GET.get("month", ""))
    view = AS_LIST if request.GET.get("view") == AS_LIST else AS_MONTH
    found = entries_of(form.asked(request.user, month, next_month(month) - ONE_DAY), form.kinds)
    days = days_of(month, found.entries)
    context = {
        "page_title": _("Editorial calendar"),
        "header_icon": "calendar-alt",
        "form": form,
        "month": month,
        "view": view,
        "views": [
            WayToLook(label, form.query(month=f"{month:%Y-%m}", view=name), name == view)
            for name, label in VIEWS.items()
        ],
        "days": [day for day in days if day.entries],
        "weeks": weeks_of(days),
        "more": found.more,
        "zone": zone_of_site(),
        **_other_months(form, month, view),
    }
    return TemplateResponse(request, "planning/calendar.html", context)


def _other_months(form: CalendarForm, month: datetime.date, view: str) -> dict[str, tuple[datetime.date, str]]:
    today = site_today().replace(day=1)
    months = {"before": month_before(month), "this_month": today, "after": next_month(month)}
    return {name: (first, form.query(month=f"{first:%Y-%m}", view=view)) for name, first in months.items()}


def menu_item() -> MenuItem:
    address = reverse("editorial_calendar")
    return MenuItem(gettext_lazy("Calendar"), address, name="editorial-calendar", icon_name="calendar-alt", order=250)


def admin_urls() -> list[URLPattern]:
    return [path("planning/calendar/", editorial_calendar, name="editorial_calendar")]
