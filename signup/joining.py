"""The joining link for those who signed up: on their own page, also where the public page never shows it."""

import datetime

from events.models import EventPage
from signup.models import SignUp

# Where the editor chose no time for the page of the event.
BEFORE = datetime.timedelta(hours=1)


def has_own_link(sign_up: SignUp, event: EventPage) -> bool:
    return bool(sign_up.is_in and event.joining_link and event.takes_place and event.times.known_hours)


def own_joining_link(sign_up: SignUp, event: EventPage, now: datetime.datetime) -> str:
    """From the time that the editor chose, or an hour before, until the end; empty otherwise, and without a place."""
    if not has_own_link(sign_up, event):
        return ""
    chosen = event.joining_opens
    ahead = BEFORE if chosen is None else datetime.timedelta(minutes=chosen)
    is_open = any(start - ahead <= now < end for start, end in event.times.spans())
    return event.joining_link if is_open else ""
