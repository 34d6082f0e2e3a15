"""When an event is, as those who signed up are told: with its zone, and on their own clocks where these differ."""

import datetime
from zoneinfo import ZoneInfo

from core.i18n import dates
from core.i18n.time_zones import is_zone, zone_name
from events import event_times
from events.calendars.ical import times_of
from events.models import EventPage


def when_words(event: EventPage) -> str:
    """As it takes place; for what is off, as it was planned."""
    return event_times.when_words(times_of(event))


def when_there(event: EventPage, zone: str) -> str:
    """Begin and end on the clocks of another zone; empty where they show the same, and while no hour is known."""
    times = times_of(event)
    start, end = event_times.first_start(times), event_times.first_end(times)
    if start is None or not is_zone(zone):
        return ""
    there = start.astimezone(ZoneInfo(zone))
    if there.utcoffset() == start.utcoffset():
        return ""
    until = end.astimezone(ZoneInfo(zone)).time() if end else None
    return dates.with_zone(f"{dates.day_in_text(there.date())}, {dates.hours(there.time(), until)}", zone_name(zone))


def instant_words(instant: datetime.datetime, zone: str) -> str:
    """An instant on somebody's clocks: "Thursday, December 3, 2026, 10:00 am Pacific Time"."""
    there = instant.astimezone(ZoneInfo(zone if is_zone(zone) else "UTC"))
    words = f"{dates.day_in_text(there.date())}, {dates.hours(there.time().replace(second=0, microsecond=0))}"
    return dates.with_zone(words, zone_name(str(there.tzinfo)))
