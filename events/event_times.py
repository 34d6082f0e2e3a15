"""When an event takes place, in words and for machines."""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.i18n import dates
from core.i18n.time_zones import across_canada, zone_name
from events.models.spans import Spanned
from events.models.webinar_session import HeldSession


class Block(NamedTuple):
    """The date block beside an entry: weekday, day, month; none of them while the day is unknown."""

    weekday: str = ""
    day: str = ""
    month: str = ""


def knows_day(event: Spanned) -> bool:
    return event.known_days is not None


def has_hours(event: Spanned) -> bool:
    """Whether a time of day can be printed."""
    return event.known_hours is not None


def awaits_time(event: Spanned) -> bool:
    """The day is known, the hours are not; a whole day has none to wait for."""
    return event.precision == event.Precision.DAY and not event.all_day


def is_continuous(event: Spanned) -> bool:
    """Goes on over midnight: begins on one day and ends on another, without the same hours on each."""
    return event.is_multi_day and not event.same_hours_daily


def date_words(event: Spanned, in_text: bool = False) -> str:
    """The day or days; or what is known of them: "Spring 2027; the date will be announced"."""
    if event.known_days:
        return (dates.days_in_text if in_text else dates.days)(*event.known_days)
    month_or_season = ""
    if event.start_date and event.precision in {event.Precision.MONTH, event.Precision.SEASON}:
        month_or_season = (dates.month if event.precision == event.Precision.MONTH else dates.season)(event.start_date)
    if month_or_season:
        return _("%(month_or_season)s; the date will be announced") % {"month_or_season": month_or_season}
    return _("The date will be announced")


def time_words(event: Spanned) -> str:
    """The hours, without the zone; empty where the days say it all."""
    if not knows_day(event):
        return ""
    if awaits_time(event):
        return _("The time will be announced")
    if event.known_hours is None:
        return "" if event.is_multi_day else _("All day")
    if is_continuous(event):
        return ""
    return _each_day(event, dates.hours(*event.known_hours))


def time_and_zone_words(event: Spanned) -> str:
    """The hours with their zone: "10:00 to 11:30 am Pacific Time each day"."""
    if event.known_hours is None:
        return ""
    hours = dates.with_zone(dates.hours(*event.known_hours), zone_name(event.time_zone))
    return _each_day(event, hours)


def when_words(event: Spanned) -> str:
    """All of it in one line: "Thursday, December 3, 2026, 10:00 to 11:30 am Pacific Time"."""
    words = date_words(event, in_text=True)
    if event.known_days is None:
        return words
    if awaits_time(event):
        return _("%(day)s; the time will be announced") % {"day": words}
    if event.known_hours is None:
        return words if event.is_multi_day else _("%(day)s, all day") % {"day": words}
    if is_continuous(event):
        return dates.with_zone(_from_to(event.known_days, event.known_hours), zone_name(event.time_zone))
    return f"{words}, {time_and_zone_words(event)}"


def _each_day(event: Spanned, hours: str) -> str:
    return _("%(hours)s each day") % {"hours": hours} if event.is_multi_day else hours


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


def machine_value(event: Spanned) -> str:
    """For `<time datetime>`: with the offset where the time is known; empty while not even the month is."""
    if not event.start_date or event.precision in {event.Precision.NONE, event.Precision.SEASON}:
        return ""
    if event.precision == event.Precision.MONTH:
        return f"{event.start_date:%Y-%m}"
    start = first_start(event)
    return start.isoformat(timespec="minutes") if start else event.start_date.isoformat()


def first_start(event: Spanned) -> datetime.datetime | None:
    """The instant at which it begins, in its own zone; None while the time is unknown or it is all day."""
    if event.known_days is None or event.known_hours is None:
        return None
    return event.at(event.known_days[0], event.known_hours[0]).astimezone(event.zone)


def first_end(event: Spanned) -> datetime.datetime | None:
    """The instant at which its first (or only) sitting ends, where an end is given."""
    if event.known_days is None or event.known_hours is None or not event.end_time:
        return None
    first, last = event.known_days
    return event.at(last if is_continuous(event) else first, event.end_time).astimezone(event.zone)


def span_value(event: Spanned) -> str:
    """Start and end for the script that adds the reader's own zone."""
    start, end = first_start(event), first_end(event)
    if start is None:
        return ""
    return "/".join(moment.isoformat(timespec="minutes") for moment in (start, end) if moment)


def zone_rows(event: Spanned) -> list[tuple[str, str]]:
    """Zone and hours of the six Canadian zones; the day is added where it is another one there."""
    start = first_start(event)
    if start is None or is_continuous(event):
        return []
    return [
        (name, _zone_words(start.date(), there, end)) for name, there, end in across_canada(start, first_end(event))
    ]


def _zone_words(day: datetime.date, start: datetime.datetime, end: datetime.datetime | None) -> str:
    words = dates.hours(start.time(), end.time() if end else None)
    return words if start.date() == day else f"{dates.full_day(start.date())}, {words}"


def block(event: Spanned) -> Block:
    return Block(*dates.block_parts(*event.known_days)) if event.known_days else Block()
