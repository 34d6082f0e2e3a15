"""Whether one can sign up at the moment: computed, never stored."""

import datetime
from enum import StrEnum

from django.utils import timezone

from events.models import EventPage
from signup.event_of_list import ends_at, list_of, live_event
from signup.models import PlaceList, SignUp


class Opening(StrEnum):
    NONE = "none"  # one does not sign up here
    CHOOSE_DATE = "choose-date"  # the event repeats, and each of its dates has a list
    OPEN = "open"
    WAITING = "waiting"  # full, with a waiting list
    FULL = "full"
    CLOSED = "closed"  # the day until which one signs up is over
    OFF = "off"  # cancelled, or postponed without a new day
    OVER = "over"


TAKES_NAMES = {Opening.OPEN, Opening.WAITING}


def opening_of(event: EventPage, now: datetime.datetime | None = None) -> Opening:
    """The state of signing up to an event, or to the date at which it is seen."""
    by_time = opening_by_time(event, now or timezone.now())
    if by_time != Opening.OPEN:
        return by_time
    return opening_by_places(event, list_of(event))


def opening_by_time(event: EventPage, now: datetime.datetime) -> Opening:
    """As far as the clock and the condition of the event say."""
    if not event.sign_up_here:
        return Opening.NONE
    if event.is_repeating:
        return Opening.CHOOSE_DATE
    end, closes = ends_at(event), closes_at(event)
    if end and end <= now:
        return Opening.OVER
    if not event.takes_place:
        return Opening.OFF
    return Opening.CLOSED if closes and closes <= now else Opening.OPEN


def closes_at(event: EventPage) -> datetime.datetime | None:
    """The end of the last day on which one signs up, on the clocks of the event."""
    day = event.registration_deadline
    if day is None:
        return None
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, event.zone)


def opening_by_places(event: EventPage, places: PlaceList | None) -> Opening:
    """As far as the places say. Who comes now never passes those who wait."""
    if places is None or not is_full(places, capacity_of(event)):
        return Opening.OPEN
    return Opening.WAITING if event.has_waiting_list else Opening.FULL


def is_full(places: PlaceList, capacity: int | None) -> bool:
    if capacity is None:
        return False
    rows = SignUp.objects.filter(places=places)
    return rows.taken().count() >= capacity or rows.waiting().exists()


def capacity_of(event: EventPage) -> int | None:
    """How many places there are; None where nobody counts. The page in the first language says it for all."""
    first = live_event(event.translation_key, event.seen_on)
    return (first or event).capacity
