"""The agenda of an event, day by day.

An item names the number of its day, and the items after it stand on the same day until one names another: so a moved
event keeps its agenda (decision 60).
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.going_live import Problem
from core.i18n.dates import full_day
from core.text.sentences import one_stop
from events.days_and_hours import DaysAndHours

Item = Any


@dataclass
class AgendaDay:
    """The items of one day. `number` is None before any day is named, `day` until it is known."""

    number: int | None = None
    day: datetime.date | None = None
    items: list[Item] = field(default_factory=list)

    @property
    def heading(self) -> str:
        if self.number is None:
            return ""
        return capfirst(full_day(self.day)) if self.day else _("Day %(number)s") % {"number": self.number}


def agenda_days(agenda: Iterable[Item], times: DaysAndHours) -> list[AgendaDay]:
    """The items by their days, with the dates as the event takes place now. An event of one day has no headings."""
    if times.known_days and not times.is_multi_day:
        return [AgendaDay(items=list(agenda))]
    days: list[AgendaDay] = []
    for item in agenda:
        number = item.value.get("day")
        if not days or number not in {None, days[-1].number}:
            days.append(AgendaDay(number, times.day_of_number(number)))
        days[-1].items.append(item)
    return days


def agenda_problems(agenda: Iterable[Item], times: DaysAndHours) -> Iterator[Problem]:
    """Days that the event does not have, and days that come after a later one."""
    numbers = [number for item in agenda if (number := item.value.get("day")) is not None]
    last = times.number_of_days
    if last and (outside := [number for number in numbers if number > last]):
        words = _("The agenda has an item on day %(number)s, but the last day of the event is day %(last)s.")
        yield Problem("agenda", one_stop(words % {"number": max(outside), "last": last}))
    if numbers != sorted(numbers):
        yield Problem("agenda", _("Put the items of the agenda in the order of their days."))
