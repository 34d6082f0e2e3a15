"""Sittings of an event: those with days or hours of their own are entries of their own in calendars."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from wagtail.blocks import StructValue

from events.days_and_hours import DaysAndHours, Precision
from events.models import EventPage
from events.models.spans import Spanned


class Sitting(NamedTuple):
    """One sitting on a known day. `is_off`: it does not take place, as the event does not, or not on that day."""

    block_id: str
    value: StructValue
    times: DaysAndHours
    is_off: bool


def day_of(sitting: StructValue, event: Spanned) -> datetime.date | None:
    """The day of a sitting; none where the event was postponed and the day was not."""
    day, days = sitting.get("date"), event.known_days
    keeps_day = not event.is_postponed or (day and days and days[0] <= day <= days[1])
    return day if keeps_day else None


def sittings_apart(event: EventPage) -> Iterator[Sitting]:
    """Those that differ from the event in their day or hours; none of an event on many dates."""
    if event.is_repeating or event.seen_on:
        return
    for block in event.sessions:
        times, is_off = _times(block.value, event)
        known = event.times if event.takes_place else event.planned_times
        if times and times.spans() != known.spans():
            yield Sitting(str(block.id), block.value, times, is_off)


def _times(sitting: StructValue, event: EventPage) -> tuple[DaysAndHours | None, bool]:
    """When the entry stands: what is off keeps the day at which people have it in their calendars."""
    own_day = sitting.get("date")
    still = day_of(sitting, event)
    is_off = not event.takes_place or bool(own_day and still is None)
    usual = event.planned_times if is_off else event.times
    day = own_day or (usual.known_days[0] if usual.known_days else None)
    if day is None or (own_day is None and not sitting.get("start")):
        return None, is_off
    alone = replace(usual, first=day, last=None, same_hours_daily=False)
    if start := sitting.get("start"):
        # The end of the whole is not the end of this sitting.
        alone = replace(alone, precision=Precision.EXACT, all_day=False, start=start, end=sitting.get("end"))
    return alone, is_off
