"""The day, the month and the season of an event in words, by which people look for it."""

import datetime
from collections.abc import Iterator

from core.i18n.dates import full_day, month, season
from events.days_and_hours import DaysAndHours, Precision

# Of an event of many days, each day up to so many.
MOST_DAYS = 10


def day_words(times: DaysAndHours) -> Iterator[str]:
    """In the language that is spoken at the moment."""
    if times.known_days:
        first, last = times.known_days
        count = min((last - first).days + 1, MOST_DAYS)
        yield from (full_day(first + datetime.timedelta(days=number)) for number in range(count))
    elif times.listed_day and times.precision == Precision.MONTH:
        yield month(times.listed_day)
    elif times.listed_day and times.precision == Precision.SEASON:
        yield season(times.listed_day)
