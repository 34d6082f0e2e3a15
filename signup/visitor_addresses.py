"""Where one signs up, and where a person finds their own sign-up: below the address of the event, or of its date."""

from core.addresses import address_of
from events.models import EventPage
from events.models.sign_up_here import SIGN_UP
from signup.models import SignUp


def sign_up_address(event: EventPage, language: str | None = None) -> str:
    """The path at which a reader of that language (the present one by default) signs up."""
    return f"{address_of(event, language)}{SIGN_UP}"


def personal_address(sign_up: SignUp, event: EventPage, language: str | None = None) -> str:
    """The path that only the person knows: whoever has it can change and cancel."""
    return f"{sign_up_address(event, language)}{sign_up.key}/"
