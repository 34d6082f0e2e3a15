"""What is written to those who signed up. Each mail says day, hours and zone, and how to change or cancel."""

from events.models import EventPage
from signup.models import SignUp


def write_state(sign_up: SignUp, event: EventPage) -> None:
    """Say what somebody has: a place, a wish, an offer, or none of it."""
