"""When an event takes place, in words and for machines."""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.i18n import dates
from core.i18n.time_zones import across_canada, zone_name
from events.days_and_hours import DaysAndHours, Precision
from events.models.spans import Spanned
from events.models.webinar_session import HeldSession


class Block(NamedTuple):
    """The date block beside an entry: weekday, day, month; none of them while the day is unknown."""

    weekday: str = ""
    day: str = ""
    month: str = ""
    year: str = ""


def knows_day(times: DaysAndHours) -> bool:
    return times.known_days is not None


def has_hours(times: DaysAndHours) -> bool:
    """Whether a time of day can be printed."""
    return times.known_hours is not None


def date_words(times: DaysAndHours, in_text: bool = False) -> str:
    """The day or days; or what is known of them: "Spring 2027; the date will be announced"."""
    if times.known_days:
        return (dates.days_in_text if in_text else dates.days)(*times.known_days)
    month_or_season = ""
    if times.first and times.precision in {Precision.MONTH, Precision.SEASON}:
        month_or_season = (dates.month if times.precision == Precision.MONTH else dates.season)(times.first)
    if month_or_season:
        return _("%(month_or_season)s; the date will be announced") % {"month_or_season": month_or_season}
    return _("The date will be announced")


def time_words(times: DaysAndHours) -> str:
    """The hours, without the zone; empty where the days say it all."""
    if not knows_day(times):
        return ""
    if times.awaits_time:
        return _("The time will be announced")
    if times.known_hours is None:
        return "" if times.is_multi_day else _("All day")
    if times.is_continuous:
        return ""
    return _each_day(times, dates.hours(*times.known_hours))


def time_and_zone_words(times: DaysAndHours) -> str:
    """The hours with their zone: "10:00 to 11:30 am Pacific Time each day"."""
    if times.known_hours is None:
        return ""
    hours = dates.with_zone(dates.hours(*times.known_hours), zone_name(times.zone.key))
    return _each_day(times, hours)


def hours_words(times: DaysAndHours) -> str:
    """The hours with their zone where there are any; else what is known of them: "All day"."""
    return time_and_zone_words(times) or time_words(times)


def when_words(times: DaysAndHours) -> str:
    """All of it in one line: "Thursday, December 3, 2026, 10:00 to 11:30 am Pacific Time"."""
    words = date_words(times, in_text=True)
    if times.known_days is None:
        return words
    if times.awaits_time:
        return _("%(day)s; the time will be announced") % {"day": words}
    if times.known_hours is None:
        return words if times.is_multi_day else _("%(day)s, all day") % {"day": words}
    if times.is_continuous:
        return dates.with_zone(_from_to(times.known_days, times.known_hours), zone_name(times.zone.key))
    return f"{words}, {time_and_zone_words(times)}"


def hours_on(event: Spanned, day: datetime.date | None, in_full: bool = False) -> str:
    """Of one day of an event the hours with their zone, in a month of days; without a day what is known of the date.

    Short, only when it begins; of what goes on over midnight also when it ends on its last day.
    """
    times = event.times
    if day is None or not times.known_days:
        return date_words(times)
    if not times.known_hours:
        return time_words(times)
    start, end = times.known_hours
    zone = zone_name(times.zone.key)
    if times.is_continuous:
        if day == times.known_days[0]:
            return dates.with_zone(_("from %(time)s") % {"time": dates.clock(start)}, zone)
        until = _("until %(time)s") % {"time": dates.clock(end)} if end else ""
        return dates.with_zone(until, zone) if until and day == times.known_days[1] else ""
    return dates.with_zone(dates.hours(start, end) if in_full else dates.clock(start), zone)


def _each_day(times: DaysAndHours, hours: str) -> str:
    return _("%(hours)s each day") % {"hours": hours} if times.is_multi_day else hours


def _from_to(days: tuple[datetime.date, datetime.date], hours: tuple[datetime.time, datetime.time | None]) -> str:
    (first_day, last_day), (start, end) = days, hours
    first, last = f"{dates.full_day(first_day)}, {dates.clock(start)}", dates.full_day(last_day)
    if end:
        last = f"{last}, {dates.clock(end)}"
    return dates.pattern("RANGE").format(first=first, last=last)


def session_words(session: HeldSession) -> str:
    """When the session of a summary was held."""
    if not session.date:
        return ""
    words = dates.day_in_text(session.date)
    if not session.start_time:
        return words
    return dates.with_zone(f"{words}, {dates.hours(session.start_time, session.end_time)}", session.zone_label)


def machine_value(times: DaysAndHours) -> str:
    """For `<time datetime>`: with the offset where the time is known; empty while not even the month is."""
    if not times.first or times.precision in {Precision.NONE, Precision.SEASON}:
        return ""
    if times.precision == Precision.MONTH:
        return f"{times.first:%Y-%m}"
    start = first_start(times)
    return start.isoformat(timespec="minutes") if start else times.first.isoformat()


def first_start(times: DaysAndHours) -> datetime.datetime | None:
    """The instant at which it begins, in its own zone; None while the time is unknown or it is all day."""
    return times.spans()[0][0].astimezone(times.zone) if times.known_hours else None


def first_end(times: DaysAndHours) -> datetime.datetime | None:
    """The instant at which its first (or only) sitting ends, where an end is given."""
    return times.spans()[0][1].astimezone(times.zone) if times.known_hours and times.end else None


def end_value(times: DaysAndHours) -> str:
    """The last day, or the instant at which all is over where that is given; empty where the start says it all."""
    if times.known_hours and times.end:
        return times.spans()[-1][1].astimezone(times.zone).isoformat(timespec="minutes")
    return times.last.isoformat() if times.known_days and times.last and times.is_multi_day else ""


def machine_values(times: DaysAndHours) -> dict[str, str]:
    """All that is known, for programs: a month as 2027-03, hours with their offset."""
    return {"precision": str(times.precision), "start": machine_value(times), "end": end_value(times)}


def span_value(times: DaysAndHours) -> str:
    """Start and end for the script that adds the reader's own zone."""
    start, end = first_start(times), first_end(times)
    if start is None:
        return ""
    return "/".join(moment.isoformat(timespec="minutes") for moment in (start, end) if moment)


def zone_rows(times: DaysAndHours) -> list[tuple[str, str]]:
    """Zone and hours of the six Canadian zones; the day is added where it is another one there."""
    start = first_start(times)
    if start is None or times.is_continuous:
        return []
    return [
        (name, _zone_words(start.date(), there, end)) for name, there, end in across_canada(start, first_end(times))
    ]


def _zone_words(day: datetime.date, start: datetime.datetime, end: datetime.datetime | None) -> str:
    words = dates.hours(start.time(), end.time() if end else None)
    return words if start.date() == day else f"{dates.full_day(start.date())}, {words}"


def block(times: DaysAndHours) -> Block:
    if not times.known_days:
        return Block()
    return Block(*dates.block_parts(*times.known_days), year=str(times.known_days[1].year))
