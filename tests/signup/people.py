"""People who sign up in tests."""

import datetime
from typing import Any

from events.models import EventPage
from signup import places
from signup.models import SignUp
from signup.places import Given
from tests import factories

ZONE = "America/Vancouver"


def open_event(**fields: Any) -> EventPage:
    """An event with sign-up on this site, a week from now."""
    return factories.event(**{"sign_up_here": True, "registration_needed": True} | fields)


def given(name: str = "Kit", **fields: Any) -> Given:
    facts = {"email": f"{name.lower()}@example.org", "language": "en", "time_zone": ZONE}
    return Given(**{"name": name} | facts | fields)


def signed_up(event: EventPage, *names: str, now: datetime.datetime | None = None) -> list[SignUp]:
    """One after the other."""
    return [places.sign_up(event, given(name), now) for name in names]


def states(event: EventPage) -> dict[str, str]:
    return dict(SignUp.objects.filter(places__event_key=event.translation_key).values_list("name", "state"))
