"""The dates of an event that repeats: those of its rule, as its list of exceptions changes them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from events.days_and_hours import DaysAndHours, Precision, Span
from events.repeating.rule import Rule

Exceptions = Iterable[Any]


@dataclass(frozen=True)
class PlannedDate:
    """One date. `day` is its day in the rule, by which it is named also after it was moved."""

    day: datetime.date
    planned: DaysAndHours
    times: DaysAndHours
    is_cancelled: bool = False
    is_moved: bool = False
    is_added: bool = False
    reason: str = ""
    # A value of events/repeating/blocks.py: OwnDateBlock.
    own: Any = None

    @property
    def span(self) -> Span:
        """From its beginning to its end, in UTC."""
        return self.times.sorting_span()

    @property
    def stands_apart(self) -> bool:
        """Whether something is said of it that the rule does not say."""
        return self.is_cancelled or self.is_moved or self.own is not None


def dates_of(rule: Rule, usual: DaysAndHours, exceptions: Exceptions) -> list[PlannedDate]:
    """In the order in which they take place. Exceptions for days that are none of the dates say nothing."""
    found = {day: _planned(day, usual) for day in rule.days()}
    values = [(block.block_type, block.value) for block in exceptions if block.value.get("day")]
    for kind, value in values:
        if kind == "added" and value["day"] not in found:
            times = _at_hours(_on(value["day"], usual), value)
            found[value["day"]] = PlannedDate(value["day"], times, times, is_added=True)
    for kind, value in values:
        if kind == "left_out":
            found.pop(value["day"], None)
        elif value["day"] in found:
            found[value["day"]] = _changed(found[value["day"]], kind, value)
    return sorted(found.values(), key=lambda date: (date.span, date.day))


def _planned(day: datetime.date, usual: DaysAndHours) -> PlannedDate:
    times = usual if day == usual.first else _on(day, usual)
    return PlannedDate(day, times, times)


def _on(day: datetime.date, usual: DaysAndHours) -> DaysAndHours:
    """The same hours, as many days long."""
    length = usual.last - usual.first if usual.first and usual.last else None
    return replace(usual, first=day, last=day + length if length else None)


def _at_hours(times: DaysAndHours, value: Any) -> DaysAndHours:
    """At the hours that were given; the usual ones otherwise."""
    if not value.get("start"):
        return times
    return replace(times, precision=Precision.EXACT, all_day=False, start=value["start"], end=value.get("end"))


def _changed(date: PlannedDate, kind: str, value: Any) -> PlannedDate:
    match kind:
        case "cancelled":
            return replace(date, is_cancelled=True, reason=value.get("reason") or date.reason)
        case "moved":
            times = _at_hours(_on(value.get("new_day") or date.day, date.planned), value)
            return replace(date, is_moved=True, times=times, reason=value.get("reason") or date.reason)
        case "own":
            return replace(date, own=value)
    return date
