"""The dates that the rules of a calendar file give, on the clock of the wall, as far as an event here reaches."""

import datetime
from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from dateutil import rrule
from icalendar import Calendar, vRecur

from events.outside_calendars.calendar_zones import Moment, moment_of

# As events/repeating/rule.py, which this process does not read: it knows nothing of the site.
LONGEST = datetime.timedelta(days=3 * 366)
MOST_DATES = 200
# A weekly meeting since the nineties has fewer.
MOST_COUNTED = 20_000


class Expanded(NamedTuple):
    moments: list[Moment]
    text: str
    remarks: list[str]


def instants_of(listed: Iterable[Any], start: Moment, calendar: Calendar) -> set[Moment]:
    """The days and hours of an EXDATE, on the clocks of the entry; a day alone means that day's date."""
    found = set()
    for one in listed:
        for value in one.dts:
            moment = moment_of(value, calendar, value.dt, one.params).on_clocks_of(start)
            found.add(moment._replace(hour=start.hour) if moment.hour is None else moment)
    return found


def days_of_rule(rules: list[vRecur], start: Moment, left_out: set[Moment]) -> Expanded:
    """The dates from the first on; of a rule that is older than an event may be long, those since January."""
    text = "; ".join(rule.to_ical().decode() for rule in rules)
    if any(rule.get("FREQ", [""])[0] not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"} for rule in rules):
        return Expanded([start], text, ["hourly"])
    january = datetime.datetime(datetime.datetime.now(datetime.UTC).year, 1, 1)
    until = max(start.naive, january) + LONGEST
    counted = {one for rule in rules for one in _counted(rule, start, until)} | {start.naive}
    found = sorted(start._replace(day=one.date(), hour=one.time() if start.hour else None) for one in counted)
    found = [one for one in found if one not in left_out]
    return _shortened(found, january.date(), text, any(_goes_on(rule, start, until) for rule in rules))


def _counted(rule: vRecur, start: Moment, until: datetime.datetime) -> Iterable[datetime.datetime]:
    parts = {name: value for name, value in rule.items() if name not in {"UNTIL"}}
    text = ";".join(f"{name}={','.join(_part(one) for one in _values(value))}" for name, value in parts.items())
    ends = [_until(rule, start), until]
    counted = rrule.rrulestr(text, dtstart=start.naive)
    last = min(one for one in ends if one)
    # The end is given apart: with it, a rule that never comes true would be counted for eight thousand years.
    return islice((one for one in counted.between(start.naive, last, inc=True)), MOST_COUNTED)


def _values(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _part(value: object) -> str:
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def _until(rule: vRecur, start: Moment) -> datetime.datetime | None:
    """On the clocks of the entry. A day alone counts to its end."""
    for one in rule.get("UNTIL", []):
        if not isinstance(one, datetime.datetime):
            return datetime.datetime.combine(one, datetime.time.max)
        if one.tzinfo is None or start.hour is None:
            return one.replace(tzinfo=None)
        there = one.astimezone(datetime.UTC)
        moment = Moment(there.date(), there.time(), "UTC")
        return moment.on_clocks_of(start).naive if start.zone else moment.naive
    return None


def _goes_on(rule: vRecur, start: Moment, until: datetime.datetime) -> bool:
    last = _until(rule, start)
    return "COUNT" not in rule and (last is None or last > until)


def _shortened(found: list[Moment], january: datetime.date, text: str, goes_on: bool) -> Expanded:
    remarks = ["goes_on"] if goes_on else []
    if found and (found[-1].day - found[0].day > LONGEST or len(found) > MOST_DATES):
        lately = [one for one in found if one.day >= january]
        if lately and found[0].day < january:
            found, remarks = lately, [*remarks, "begins_later"]
        kept = [one for one in found if one.day - found[0].day <= LONGEST][:MOST_DATES]
        remarks += ["cut"] if len(kept) < len(found) else []
        found = kept
    return Expanded(found, text, remarks)
