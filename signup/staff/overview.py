"""The events with sign-up on this site, as the menu shows them."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from core.visibility import outside_bin
from events.models import EventPage
from signup.models import PlaceList, SignUp
from signup.staff.rights import may_check_in, may_see_list
from users.models import AnyUser

# So long a list stays there after the event; the data are deleted by then, or soon.
RECENT = datetime.timedelta(days=60)
State = SignUp.State


class EventLine(NamedTuple):
    event: EventPage
    when: datetime.datetime | None
    taken: int
    waiting: int
    sees_all: bool


def overview_for(user: AnyUser, now: datetime.datetime) -> list[EventLine]:
    """To come first, then the latest; one line for an event in all its languages."""
    events = outside_bin(EventPage.objects.filter(sign_up_here=True, sort_end_utc__gt=now - RECENT)).order_by("pk")
    first = {event.translation_key: event for event in reversed(events)}
    open_to_them = [event for event in first.values() if may_check_in(user, event)]
    counts = _counts([event.translation_key for event in open_to_them])
    lines = [
        EventLine(
            event,
            event.sort_start_utc,
            *counts.get(event.translation_key, (0, 0)),
            may_see_list(user, event),
        )
        for event in open_to_them
    ]
    return sorted(lines, key=lambda line: _order(line, now))


def _order(line: EventLine, now: datetime.datetime) -> tuple[bool, float]:
    end, start = line.event.sort_end_utc, line.when
    is_over = bool(end and end < now)
    at = start.timestamp() if start else 0.0
    return is_over, -at if is_over else at


def _counts(keys: list[UUID]) -> dict[UUID, tuple[int, int]]:
    rows = (
        PlaceList.objects.filter(event_key__in=keys)
        .values("event_key")
        .annotate(
            taken=Count("sign_ups", filter=Q(sign_ups__state=State.PLACE)),
            waiting=Count("sign_ups", filter=Q(sign_ups__state=State.WAITING)),
        )
        .order_by()
    )
    return {row["event_key"]: (row["taken"], row["waiting"]) for row in rows}
