"""The rule by which an event repeats, counted in days: every second Thursday, the first Monday of the month.

Hours are put on the clocks of the zone afterwards, so the clock holds across daylight saving. `dateutil` counts.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateutil import rrule
from django.db import models
from django.utils.translation import gettext_lazy as _

# No event is planned further ahead, and none has more dates: who needs more means another event.
LONGEST = datetime.timedelta(days=3 * 366)
MOST_DATES = 200
# The weeks of a month that every month has.
WHOLE_WEEKS = 4
LAST = -1
WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


class Repeats(models.TextChoices):
    ONCE = "", _("No, it takes place once")
    WEEKLY = "weekly", _("By weeks")
    MONTHLY_WEEKDAY = "monthly-weekday", _("By months, on the same weekday, such as the first Monday")
    MONTHLY_LAST = "monthly-last", _("By months, on the last such weekday of the month")
    MONTHLY_DAY = "monthly-day", _("By months, on the same day of the month, such as the 15th")


@dataclass(frozen=True)
class Rule:
    """How an event repeats after its first day. `weekdays` (Monday is 0) are those of a weekly rule."""

    repeats: str
    first: datetime.date
    until: datetime.date
    every: int = 1
    weekdays: tuple[int, ...] = ()

    @property
    def week_of_month(self) -> int:
        """Which of its weekdays in the month the first day is, from 1."""
        return (self.first.day - 1) // 7 + 1

    @property
    def _terms(self) -> dict[str, Any]:
        """In the terms of dateutil."""
        weekday = WEEKDAYS[self.first.weekday()]
        match self.repeats:
            case Repeats.WEEKLY:
                days = sorted({*self.weekdays, self.first.weekday()})
                return {"freq": rrule.WEEKLY, "byweekday": [WEEKDAYS[day] for day in days]}
            case Repeats.MONTHLY_WEEKDAY:
                return {"freq": rrule.MONTHLY, "byweekday": weekday(self.week_of_month)}
            case Repeats.MONTHLY_LAST:
                return {"freq": rrule.MONTHLY, "byweekday": weekday(LAST)}
            case _:
                return {"freq": rrule.MONTHLY, "bymonthday": self.first.day}

    def _every_day(self) -> Iterator[datetime.date]:
        start, end = (datetime.datetime.combine(day, datetime.time.min) for day in (self.first, self.until))
        found = rrule.rrule(dtstart=start, until=end, interval=self.every, wkst=rrule.MO, **self._terms)
        return (moment.date() for moment in found)

    def days(self) -> list[datetime.date]:
        """The days of the rule, the first one always among them, in order; at most `MOST_DATES`."""
        days = list(islice(self._every_day(), MOST_DATES))
        return days if self.first in days else [self.first, *days][:MOST_DATES]

    @property
    def begins_with_itself(self) -> bool:
        """Whether the first day is one of those that the rule names."""
        return next(self._every_day(), None) == self.first

    @property
    def has_too_many(self) -> bool:
        return len(list(islice(self._every_day(), MOST_DATES + 1))) > MOST_DATES

    def as_ical(self, until: datetime.date | datetime.datetime) -> dict[str, Any]:
        """The parts of an RRULE. `until` is the last day, or the instant in UTC where entries have hours (RFC 5545)."""
        weekday = str(WEEKDAYS[self.first.weekday()])
        parts: dict[str, Any] = {"FREQ": "WEEKLY" if self.repeats == Repeats.WEEKLY else "MONTHLY"}
        if self.every > 1:
            parts["INTERVAL"] = self.every
        match self.repeats:
            case Repeats.WEEKLY:
                parts["BYDAY"] = [str(WEEKDAYS[day]) for day in sorted({*self.weekdays, self.first.weekday()})]
                parts["WKST"] = "MO"
            case Repeats.MONTHLY_WEEKDAY:
                parts["BYDAY"] = f"{self.week_of_month}{weekday}"
            case Repeats.MONTHLY_LAST:
                parts["BYDAY"] = f"{LAST}{weekday}"
            case _:
                parts["BYMONTHDAY"] = self.first.day
        return parts | {"UNTIL": until}
