"""When an event takes place, in words and for machines."""

import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from core.i18n import dates
from core.i18n.time_zones import across_canada, zone_name


class Block(NamedTuple):
    """The date block beside an entry: weekday, day, month; none of them while the day is unknown."""

    weekday: str = ""
    day: str = ""
    month: str = ""


def knows_day(event: Any) -> bool:
    return bool(event.start_date) and event.precision in {event.Precision.EXACT, event.Precision.DAY}


def has_hours(event: Any) -> bool:
    """Whether a time of day can be printed."""
    return event.has_exact_time and not event.all_day and event.start_time is not None


def awaits_time(event: Any) -> bool:
    """The day is known, the hours are not; a whole day has none to wait for."""
    return event.precision == event.Precision.DAY and not event.all_day


def is_continuous(event: Any) -> bool:
    """Goes on over midnight: begins on one day and ends on another, without the same hours on each."""
    return event.is_multi_day and not event.same_hours_daily


def date_words(event: Any, in_text: bool = False) -> str:
    """The day or days; or what is known of them: "Spring 2027; the date will be announced"."""
    if knows_day(event):
        return (dates.days_in_text if in_text else dates.days)(event.start_date, event.last_date)
    known = ""
    if event.start_date and event.precision in {event.Precision.MONTH, event.Precision.SEASON}:
        known = (dates.month if event.precision == event.Precision.MONTH else dates.season)(event.start_date)
    if known:
        return _("%(month_or_season)s; the date will be announced") % {"month_or_season": known}
    return _("The date will be announced")


def time_words(event: Any) -> str:
    """The hours, without the zone; empty where the days say it all."""
    if not knows_day(event):
        return ""
    if awaits_time(event):
        return _("The time will be announced")
    if not has_hours(event):
        return "" if event.is_multi_day else _("All day")
    if is_continuous(event):
        return ""
    return _each_day(event, dates.hours(event.start_time, event.end_time))


def time_and_zone_words(event: Any) -> str:
    """The hours with their zone: "10:00 to 11:30 am Pacific Time each day"."""
    hours = dates.with_zone(dates.hours(event.start_time, event.end_time), zone_name(event.time_zone))
    return _each_day(event, hours)


def when_words(event: Any) -> str:
    """All of it in one line: "Thursday, December 3, 2026, 10:00 to 11:30 am Pacific Time"."""
    words = date_words(event, in_text=True)
    if not knows_day(event):
        return words
    if awaits_time(event):
        return _("%(day)s; the time will be announced") % {"day": words}
    if not has_hours(event):
        return words if event.is_multi_day else _("%(day)s, all day") % {"day": words}
    if is_continuous(event):
        return dates.with_zone(_from_to(event), zone_name(event.time_zone))
    return f"{words}, {time_and_zone_words(event)}"


def _each_day(event: Any, hours: str) -> str:
    return _("%(hours)s each day") % {"hours": hours} if event.is_multi_day else hours


def _from_to(event: Any) -> str:
    first = f"{dates.full_day(event.start_date)}, {dates.clock(event.start_time)}"
    last = dates.full_day(event.last_date)
    if event.end_time:
        last = f"{last}, {dates.clock(event.end_time)}"
    return dates.pattern("RANGE").format(first=first, last=last)


def session_words(page: Any) -> str:
    """When the session of a summary was held."""
    if not page.date:
        return ""
    words = dates.day_in_text(page.date)
    if not page.start_time:
        return words
    return dates.with_zone(f"{words}, {dates.hours(page.start_time, page.end_time)}", page.zone_label)


def machine_value(event: Any) -> str:
    """For `<time datetime>`: with the offset where the time is known; empty while not even the month is."""
    if not event.start_date or event.precision in {event.Precision.NONE, event.Precision.SEASON}:
        return ""
    if event.precision == event.Precision.MONTH:
        return f"{event.start_date:%Y-%m}"
    start = first_start(event)
    return start.isoformat(timespec="minutes") if start else event.start_date.isoformat()


def first_start(event: Any) -> datetime.datetime | None:
    """The instant at which it begins, in its own zone; None while the time is unknown or it is all day."""
    if not has_hours(event):
        return None
    return event.at(event.start_date, event.start_time).astimezone(event.zone)


def first_end(event: Any) -> datetime.datetime | None:
    """The instant at which its first (or only) sitting ends, where an end is given."""
    if not has_hours(event) or not event.end_time:
        return None
    last = event.last_date if is_continuous(event) else event.start_date
    return event.at(last, event.end_time).astimezone(event.zone)


def span_value(event: Any) -> str:
    """Start and end for the script that adds the reader's own zone."""
    start, end = first_start(event), first_end(event)
    if start is None:
        return ""
    return "/".join(moment.isoformat(timespec="minutes") for moment in (start, end) if moment)


def zone_rows(event: Any) -> list[tuple[str, str]]:
    """Zone and hours of the six Canadian zones; the day is added where it is another one there."""
    start = first_start(event)
    if start is None or is_continuous(event):
        return []
    return [
        (name, _zone_words(event.start_date, there, end)) for name, there, end in across_canada(start, first_end(event))
    ]


def _zone_words(day: datetime.date, start: datetime.datetime, end: datetime.datetime | None) -> str:
    words = dates.hours(start.time(), end.time() if end else None)
    return words if start.date() == day else f"{dates.full_day(start.date())}, {words}"


def block(event: Any) -> Block:
    return Block(*dates.block_parts(event.start_date, event.last_date)) if knows_day(event) else Block()
