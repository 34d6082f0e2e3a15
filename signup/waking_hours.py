"""How long somebody has to answer: counted in the hours in which people are awake, on the clocks where they are."""

import datetime
from zoneinfo import ZoneInfo

WAKES, SLEEPS = datetime.time(9), datetime.time(21)
# A day to answer: from ten in the morning until ten the next.
WHOLE = datetime.timedelta(hours=12)
# Also where the event is near.
LEAST = datetime.timedelta(hours=1)


def after_waking_hours(now: datetime.datetime, zone: ZoneInfo, hours: datetime.timedelta) -> datetime.datetime:
    """The instant at which so much time has passed in which one is awake there. Nights are not counted."""
    day, left = now.astimezone(zone).date(), hours
    while True:
        # In UTC, so that a day on which the clocks change is as long as it is.
        wakes, sleeps = (
            datetime.datetime.combine(day, time, zone).astimezone(datetime.UTC) for time in (WAKES, SLEEPS)
        )
        begins = max(now, wakes)
        if begins < sleeps:
            if left <= sleeps - begins:
                return (begins + left).astimezone(datetime.UTC)
            left -= sleeps - begins
        day += datetime.timedelta(days=1)


def offer_ends(now: datetime.datetime, zone: ZoneInfo, begins: datetime.datetime | None) -> datetime.datetime:
    """Until when an offered place is kept: a waking day; less where the event is so near that others must be asked.

    Never less than one waking hour, unless the event begins before.
    """
    whole = after_waking_hours(now, zone, WHOLE)
    if begins is None or begins <= now:
        return whole
    half = now + (begins - now) / 2
    return min(whole, max(half, after_waking_hours(now, zone, LEAST)), begins)
