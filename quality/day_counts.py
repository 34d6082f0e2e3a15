"""How many live pages each check found something on, day by day."""

import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from quality.checking import all_checks
from quality.models import CheckedPage, DayOfChecks, PageFinding

# So many days are kept: a year, and somewhat more.
KEPT = datetime.timedelta(days=400)
# The days that stand beside today in numbers.
BEFORE = (30, 90, 365)
# The drawing: its size, and the days that it shows.
WIDTH, HEIGHT, DRAWN = 160, 32, 90


def count_today(now: datetime.datetime) -> None:
    """Called again and again: the last count of a day stays."""
    today = timezone.localdate(now)
    counted = PageFinding.objects.filter(page__live=True).values("check_code").order_by()
    by_check = {
        row["check_code"]: (row["pages"], row["findings"])
        for row in counted.annotate(pages=Count("page", distinct=True), findings=Count("pk"))
    }
    by_check = {one.code: by_check.get(one.code, (0, 0)) for one in all_checks()}
    by_check[""] = (CheckedPage.objects.filter(page__live=True).count(), 0)
    rows = [
        DayOfChecks(day=today, check_code=code, pages=pages, findings=findings)
        for code, (pages, findings) in by_check.items()
    ]
    with transaction.atomic():
        DayOfChecks.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["day", "check_code"], update_fields=["pages", "findings"]
        )
        DayOfChecks.objects.filter(day__lt=today - KEPT).delete()


class Trend(NamedTuple):
    """The pages of one check: on a few days before today (None: not known), and a line of the last three months."""

    before: tuple[int | None, ...]
    line: str
    first: int
    last: int


def trends(today: datetime.date) -> dict[str, Trend]:
    rows = DayOfChecks.objects.order_by("day").values_list("check_code", "day", "pages")
    by_check: dict[str, dict[datetime.date, int]] = {}
    for code, day, pages in rows:
        by_check.setdefault(code, {})[day] = pages
    return {code: _trend(days, today) for code, days in by_check.items()}


def _trend(days: dict[datetime.date, int], today: datetime.date) -> Trend:
    before = tuple(_nearest(days, today - datetime.timedelta(days=number)) for number in BEFORE)
    since = today - datetime.timedelta(days=DRAWN)
    drawn = [(day, pages) for day, pages in days.items() if day >= since]
    counts = [pages for _day, pages in drawn] or [0]
    return Trend(before, _line(drawn, since), counts[0], counts[-1])


def _nearest(days: dict[datetime.date, int], day: datetime.date) -> int | None:
    """That of the day, or of the last week before it: a site may have been off."""
    near = (days.get(day - datetime.timedelta(days=number)) for number in range(7))
    return next((pages for pages in near if pages is not None), None)


def _line(drawn: list[tuple[datetime.date, int]], since: datetime.date) -> str:
    """The points of a polyline, zero at the bottom."""
    if len(drawn) < 2:
        return ""
    most = max(max(pages for _day, pages in drawn), 1)
    across, up = WIDTH - 4, HEIGHT - 4
    points = ((2 + across * (day - since).days / DRAWN, 2 + up * (1 - pages / most)) for day, pages in drawn)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
