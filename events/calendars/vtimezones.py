"""Time zones in calendar files as Outlook and Google write them: yearly rules, not lists of dates.

Some readers ignore what comes as a list of dates and show summer an hour off. The rules are read off the zone data in
force, for the years that a file is about: a rule that ends (British Columbia, 2026) ends there too.
"""

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
# Where an observance begins that was in force before the years of the file.
LONG_AGO = datetime.datetime(1970, 1, 1)


class Change(NamedTuple):
    """A moment at which the clocks of a zone are changed."""

    instant: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    is_summer: bool

    @property
    def local(self) -> datetime.datetime:
        """What the clocks say when they are changed."""
        return (self.instant + self.before).replace(tzinfo=None)

    @property
    def weeks(self) -> set[int]:
        """Which one of its weekday in the month it is: by number, and whether it is the last."""
        is_last = (self.local + 7 * DAY).month != self.local.month
        return {(self.local.day + 6) // 7} | ({LAST} if is_last else set())

    @property
    def rule(self) -> tuple[object, ...]:
        """What changes of the same rule have in common, besides the week."""
        local = self.local
        return self.before, self.after, self.name, local.month, local.weekday(), local.time()


def zone_components(instants: Iterable[datetime.datetime]) -> list[Timezone]:
    """For each zone of these times its definition, as far as they reach."""
    by_zone: dict[str, list[datetime.datetime]] = {}
    for instant in instants:
        if isinstance(instant.tzinfo, ZoneInfo) and instant.tzinfo.key != "UTC":
            by_zone.setdefault(instant.tzinfo.key, []).append(instant)
    return [zone_component(key, min(found), max(found)) for key, found in sorted(by_zone.items())]


def zone_component(key: str, first: datetime.datetime, last: datetime.datetime) -> Timezone:
    component = Timezone()
    component.add("tzid", key)
    # A year more on each side: what is in force at first, and whether a rule goes on.
    changes = changes_of(key, first.year - 1, last.year + 1)
    if not any(change.instant > first for change in changes):
        component.add_component(_observance(_in_force(key, first)._replace(is_summer=False), LONG_AGO))
        return component
    start = datetime.datetime(first.year - 1, 1, 1, tzinfo=datetime.UTC)
    component.add_component(_observance(_in_force(key, start), LONG_AGO))
    for same in _by_rule(changes):
        component.add_component(_yearly(same, last.year + 1))
    return component


def _in_force(key: str, instant: datetime.datetime) -> Change:
    there = instant.astimezone(ZoneInfo(key))
    offset = there.utcoffset() or datetime.timedelta()
    return Change(instant, offset, offset, there.tzname() or key, bool(there.dst()))


@lru_cache(maxsize=64)
def changes_of(key: str, first_year: int, last_year: int) -> tuple[Change, ...]:
    """The changes of the clocks in these years."""
    zone = ZoneInfo(key)
    day, end = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (first_year, last_year + 1))
    found = []
    while day < end:
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            found.append(_change(zone, day, day + DAY))
        day += DAY
    return tuple(found)


def _change(zone: ZoneInfo, early: datetime.datetime, late: datetime.datetime) -> Change:
    """The change between two instants, to the second."""
    before = early.astimezone(zone).utcoffset()
    while late - early > SECOND:
        middle = early + (late - early) // 2
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
    instant = late.replace(microsecond=0)
    there = instant.astimezone(zone)
    after = there.utcoffset()
    return Change(instant, before or DAY * 0, after or DAY * 0, there.tzname() or zone.key, bool(there.dst()))


def _by_rule(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes that follow one rule, year after year, together."""
    series: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        so_far = series.get(change.rule, [])
        is_next = so_far and so_far[-1].local.year + 1 == change.local.year
        if is_next and set.intersection(change.weeks, *(one.weeks for one in so_far)):
            so_far.append(change)
            continue
        if so_far:
            yield so_far
        series[change.rule] = [change]
    yield from series.values()


def _yearly(changes: list[Change], last_year: int) -> TimezoneStandard | TimezoneDaylight:
    first, last = changes[0], changes[-1]
    observance = _observance(first, first.local)
    weeks = set.intersection(*(change.weeks for change in changes))
    week = LAST if LAST in weeks else max(weeks)
    rule = {"FREQ": "YEARLY", "BYMONTH": first.local.month, "BYDAY": f"{week}{WEEKDAYS[first.local.weekday()]}"}
    goes_on = last.local.year == last_year
    if len(changes) > 1 or goes_on:
        observance.add("rrule", vRecur(rule if goes_on else rule | {"UNTIL": last.instant}))
    return observance


def _observance(change: Change, begins: datetime.datetime) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    observance.add("dtstart", begins)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    return observance
