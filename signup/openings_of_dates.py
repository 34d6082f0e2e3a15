"""Whether one can sign up to each of the dates of an event that repeats: asked of the database at once."""

import datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from events.models import EventPage
from signup.models import TAKEN, PlaceList, SignUp
from signup.opening import TAKES_NAMES, Opening, capacity_of, opening_by_time


class DateWithOpening(NamedTuple):
    event: EventPage
    opening: Opening

    @property
    def is_open(self) -> bool:
        return self.opening in TAKES_NAMES


def dates_with_openings(event: EventPage, now: datetime.datetime | None = None) -> list[DateWithOpening]:
    """The dates to come, in the order in which they take place."""
    now = now or timezone.now()
    seen = [event.at(date) for date in event.dates_to_come(now)]
    openings = openings_of(event, seen, now)
    return [DateWithOpening(one, openings[one.seen_on]) for one in seen if one.seen_on]


def openings_of(
    event: EventPage, dates: list[EventPage], now: datetime.datetime
) -> dict[datetime.date | None, Opening]:
    """By the days of the dates."""
    full = full_days(event)
    when_full = Opening.WAITING if event.has_waiting_list else Opening.FULL
    found = {}
    for date in dates:
        opening = opening_by_time(date, now)
        found[date.seen_on] = when_full if opening == Opening.OPEN and date.seen_on in full else opening
    return found


def full_days(event: EventPage) -> set[datetime.date | None]:
    """The days of those dates that are full."""
    capacity = capacity_of(event)
    if capacity is None:
        return set()
    counted = PlaceList.objects.filter(event_key=event.translation_key).annotate(
        taken=Count("sign_ups", filter=Q(sign_ups__state__in=TAKEN)),
        waiting=Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.WAITING)),
    )
    return set(counted.filter(Q(taken__gte=capacity) | Q(waiting__gt=0)).values_list("day", flat=True))
