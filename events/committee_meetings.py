"""The next meeting of each committee, as far as a reader may see it.

All of it passes through `core.visibility`. What readers have in common is remembered until public content changes.
"""

import datetime

from caching.site_version import version_cache
from core.prefetch import Reader
from events.models import EventPage
from events.related_events import NO_DATE, is_to_come

# More than committees of one network plan ahead.
MOST = 500


def next_meetings(reader: Reader, now: datetime.datetime) -> dict[int, EventPage]:
    """By key of the committee. What is cancelled is no meeting; what has no date yet is none to come."""
    known, key = version_cache(), ("meetings", reader.key)
    if key not in known:
        planned = EventPage.objects.exclude(committee=None).exclude(condition=EventPage.Condition.CANCELLED)
        to_come = reader.shown(planned.filter(sort_end_utc__gte=now, sort_end_utc__lt=NO_DATE))
        known[key] = list(to_come.by_next_date(now).without_bodies()[:MOST])
    found: dict[int, EventPage] = {}
    for event in known[key]:
        if is_to_come(event, now):
            found.setdefault(event.committee_id, event)
    return found
