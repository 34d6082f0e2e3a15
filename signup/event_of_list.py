"""The event that a list of places belongs to, and the list that an event has."""

import datetime
from uuid import UUID

from events.models import EventPage
from signup.models import PlaceList


def live_event(event_key: UUID, day: datetime.date | None) -> EventPage | None:
    """The event as it stands on the site, seen at that date; in the language in which it was written first.

    None where it is not on the site, has no such date any more, or nobody signs up here.
    """
    event = EventPage.objects.filter(translation_key=event_key, live=True).order_by("pk").first()
    if event is None or not event.sign_up_here:
        return None
    if day is None:
        return None if event.is_repeating else event
    return event.on(day)


def first_page(event_key: UUID) -> EventPage | None:
    """The page in the language in which it was written first, live or not."""
    return EventPage.objects.filter(translation_key=event_key).order_by("pk").first()


def event_of(places: PlaceList) -> EventPage | None:
    return live_event(places.event_key, places.day)


def in_language(event: EventPage, language: str) -> EventPage:
    """The live translation of an event, seen at the same date; the event itself where there is none."""
    found = EventPage.objects.filter(
        translation_key=event.translation_key, live=True, locale__language_code=language
    ).first()
    seen = found.on(event.seen_on) if found and event.seen_on else found
    return seen or event


def list_of(event: EventPage) -> PlaceList | None:
    """None while nobody signed up."""
    return PlaceList.objects.filter(event_key=event.translation_key, day=event.seen_on).first()


def begins_at(event: EventPage) -> datetime.datetime | None:
    """When it begins as far as it is known to the day; all-day events with the day."""
    spans = event.times.spans() if event.times.known_days else []
    return spans[0][0] if spans else None


def ends_at(event: EventPage) -> datetime.datetime | None:
    spans = event.times.spans() if event.times.known_days else []
    return spans[-1][1] if spans else None
