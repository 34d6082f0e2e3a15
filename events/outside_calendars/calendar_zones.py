"""Moments of a calendar file on the clocks of a zone, whatever the program that wrote it calls that zone."""

import datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Parameters, vDDDTypes
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

UTC = "UTC"


class Moment(NamedTuple):
    """A day, and the hour where there is one. `zone` is empty where none is said; `said` is what a file calls it."""

    day: datetime.date
    hour: datetime.time | None = None
    zone: str = ""
    said: str = ""

    @property
    def order(self) -> tuple[datetime.date, datetime.time]:
        return self.day, self.hour or datetime.time.min

    @property
    def naive(self) -> datetime.datetime:
        return datetime.datetime.combine(self.day, self.hour or datetime.time.min)

    @property
    def instant(self) -> datetime.datetime:
        return self.naive.replace(tzinfo=ZoneInfo(self.zone or UTC))

    def on_clocks_of(self, other: "Moment") -> "Moment":
        """The same instant in the zone of another; what has no hour or no zone stays as it is."""
        if self.hour is None or other.hour is None or self.zone == other.zone or not self.zone or not other.zone:
            return self._replace(zone=other.zone, said=other.said)
        local = self.instant.astimezone(ZoneInfo(other.zone))
        return Moment(local.date(), local.time(), other.zone, other.said)

    def later(self, by: datetime.timedelta) -> "Moment":
        """Whole days by the calendar, hours by the clock on the wall of the instant."""
        if self.hour is None:
            return self._replace(day=self.day + max(by - datetime.timedelta(days=1), datetime.timedelta()))
        local = (self.instant.astimezone(datetime.UTC) + by).astimezone(ZoneInfo(self.zone or UTC))
        return self._replace(day=local.date(), hour=local.time())


def moment_of(
    prop: vDDDTypes,
    calendar: Calendar,
    value: datetime.date | None = None,
    params: Parameters | None = None,
) -> Moment:
    """A date or time of a file; an hour in a zone that nobody knows as the file defines it, in UTC."""
    moment = prop.dt if value is None else value
    if not isinstance(moment, datetime.date):
        raise TypeError(f"{moment!r} is no day")
    if not isinstance(moment, datetime.datetime):
        return Moment(moment)
    hour = moment.time().replace(second=0, microsecond=0)
    said = str((params or prop.params).get("TZID") or "")
    if said and (zone := zone_of_name(said, calendar)):
        return Moment(moment.date(), hour, zone, said)
    if moment.tzinfo is None:
        return Moment(moment.date(), hour, "", said)
    there = moment.astimezone(datetime.UTC)
    return Moment(there.date(), there.time().replace(second=0, microsecond=0), UTC, said)


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_of_name(said: str, calendar: Calendar) -> str:
    """The zone's key: by that key, by a Windows name, at the end of a path, or by where the file says it is."""
    said = said.strip().strip('"')
    if found := _known(said):
        return found
    for zone in calendar.walk("VTIMEZONE"):
        if str(zone.get("TZID") or "") == said and (found := _known(str(zone.get("X-LIC-LOCATION") or ""))):
            return found
    return ""


def _known(said: str) -> str:
    if said in _names() and said not in {"Factory", "localtime"}:
        return said
    if said in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[said]
    parts = said.split("/")
    ends = ("/".join(parts[-count:]) for count in (3, 2) if len(parts) > count)
    return next((end for end in ends if end in _names()), "")
