"""The address that one person knows. It is no part of the page: who has it gets in also where the event is closed, or
its page is gone.
"""

from django.urls import path, register_converter

from events.models.sign_up_here import SIGN_UP
from signup.models import KEY_BYTES
from signup.views.personal import personal_calendar, personal_page


class KeyConverter:
    """The secret of a sign-up (`signup.models.new_key`)."""

    regex = rf"[A-Za-z0-9_-]{{{KEY_BYTES * 4 // 3}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "sign_up_key")
BELOW = f"<path:event_path>/{SIGN_UP}<sign_up_key:key>/"

urlpatterns = [
    path(BELOW, personal_page, name="personal_sign_up"),
    path(f"{BELOW}event.ics", personal_calendar, name="personal_calendar"),
]
