"""The days and hours of an event as far as they are known, and the instants that follow from them.

An event has two of these: as it was planned, and as it takes place now (`Spanned.times`). Whoever shows, lists, counts,
sorts or exports an event asks the second.
"""

import datetime
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

Span = tuple[datetime.datetime, datetime.datetime]
# An event with an open end counts as going on for so long.
OPEN_END = datetime.timedelta(hours=2)
# Where an event without any date is sorted.
FAR = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)


class Precision(models.TextChoices):
    EXACT = "exact", _("The day and the time are known")
    DAY = "day", _("The day is known, the time will be announced")
    MONTH = "month", _("Only the month is known")
    SEASON = "season", _("Only the season is known")
    NONE = "none", _("The date will be announced")


# From the first month of one to the first after it.
MONTHS = {Precision.MONTH: 1, Precision.SEASON: 3}


def months_after(day: datetime.date, count: int) -> datetime.date:
    """The first of the month that many months later."""
    number = day.year * 12 + day.month - 1 + count
    return datetime.date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True)
class DaysAndHours:
    """Days and hours on the clocks of a zone."""

    zone: ZoneInfo
    precision: str = Precision.NONE
    first: datetime.date | None = None
    last: datetime.date | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    all_day: bool = False
    same_hours_daily: bool = False

    # What is known

    @property
    def known_days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day; none while they are not known to the day."""
        if not self.first or self.precision not in {Precision.EXACT, Precision.DAY}:
            return None
        return self.first, self.last or self.first

    @property
    def known_hours(self) -> tuple[datetime.time, datetime.time | None] | None:
        """From when to when; none where no time of day can be printed."""
        if not self.has_exact_time or self.all_day or self.start is None:
            return None
        return self.start, self.end

    @property
    def has_exact_time(self) -> bool:
        return self.precision == Precision.EXACT and bool(self.first)

    @property
    def awaits_time(self) -> bool:
        """The day is known, the hours are not; a whole day has none to wait for."""
        return self.precision == Precision.DAY and not self.all_day

    @property
    def is_multi_day(self) -> bool:
        return bool(self.first and self.last and self.last > self.first)

    @property
    def number_of_days(self) -> int | None:
        """How many days it lasts; none while they are not known to the day."""
        return (self.known_days[1] - self.known_days[0]).days + 1 if self.known_days else None

    def day_of_number(self, number: int | None) -> datetime.date | None:
        """The first, second, third day; none while it is not known, or where there is none of this number."""
        if not number or not self.known_days or number > (self.number_of_days or 0):
            return None
        return self.known_days[0] + datetime.timedelta(days=number - 1)

    @property
    def is_continuous(self) -> bool:
        """Goes on over midnight: begins on one day and ends on another, without the same hours on each."""
        return self.is_multi_day and not self.same_hours_daily

    @property
    def listed_day(self) -> datetime.date | None:
        """The day in whose month lists show and count it: of a season the last month, none without a date."""
        if self.first is None or self.precision == Precision.NONE:
            return None
        return (
            months_after(self.first, MONTHS[Precision.SEASON] - 1) if self.precision == Precision.SEASON else self.first
        )

    # Moved

    def moved_to(self, day: datetime.date | None, time: datetime.time | None = None) -> "DaysAndHours":
        """To another first day, as many days long; to a day that is not known yet.

        Another time leaves the end of the day open, as nobody has said when it will be over.
        """
        if day is None:
            return replace(self, precision=Precision.NONE, first=None, last=None)
        moved = replace(self, first=day, last=self._last_after(day))
        if time is None:
            return moved if self.known_days else replace(moved, precision=Precision.DAY)
        keeps_end = time == self.start or moved.is_continuous
        end = self.end if keeps_end else None
        return replace(moved, precision=Precision.EXACT, start=time, end=end, all_day=False)

    def _last_after(self, day: datetime.date) -> datetime.date | None:
        if self.known_days is None:
            return None
        first, last = self.known_days
        return day + (last - first) if last > first else None

    # Instants

    def at(self, day: datetime.date, time: datetime.time) -> datetime.datetime:
        """The instant, in UTC, of a time on the clocks of the zone."""
        return datetime.datetime.combine(day, time, tzinfo=self.zone).astimezone(datetime.UTC)

    def spans(self) -> list[Span]:
        """Start and end, in UTC, of each time the event takes place; none while the day is unknown."""
        if self.known_days is None:
            return []
        first, last = self.known_days
        if self.known_hours is None:
            after = last + datetime.timedelta(days=1)
            return [(self.at(first, datetime.time.min), self.at(after, datetime.time.min))]
        start, end = self.known_hours
        if self.same_hours_daily and self.is_multi_day:
            days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
            return [self._span(day, day, start, end) for day in days]
        return [self._span(first, last, start, end)]

    def _span(
        self, first: datetime.date, last: datetime.date, start_time: datetime.time, end_time: datetime.time | None
    ) -> Span:
        start, after = self.at(first, start_time), self.at(last + datetime.timedelta(days=1), datetime.time.min)
        if end_time:
            # From 8 pm to midnight: the midnight that ends the day.
            return start, after if first == last and end_time == datetime.time.min else self.at(last, end_time)
        # It leaves "to come" in good time.
        return start, start + OPEN_END if first == last else max(start + OPEN_END, after)

    def sorting_span(self) -> Span:
        """What lists sort by. A month or season counts until its last day; without any date the end is far off."""
        if spans := self.spans():
            return spans[0][0], spans[-1][1]
        if self.first and self.precision in MONTHS:
            end = self.at(months_after(self.first, MONTHS[Precision(self.precision)]), datetime.time.min)
            return end, end
        return FAR, FAR
