"""Programs are kept from signing up without a third party: a field that only they see, the time that a form was open,
and how often a sender knocks. Whoever is stopped by mistake presses the button once more and loses nothing.
"""

import datetime
import secrets
from typing import cast
from uuid import UUID

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from users.throttle import count

# Nobody fills in a form in less time.
QUICKEST = datetime.timedelta(seconds=2)
SALT = "sign-up form"
# Many people of one clinic share an address.
MOST_FROM_A_SENDER, WINDOW = 40, 10 * 60
# One mailbox gets no more letters than that, whoever asks for them.
MOST_FOR_A_MAILBOX, HOUR = 5, 60 * 60
MOST_LETTERS, DAY = 30, 24 * 60 * 60


def opened_now() -> str:
    """Goes along with an empty form: when it was opened, and a number by which a form sent twice is known."""
    return signing.dumps(secrets.token_urlsafe(9), salt=SALT)


def is_ours(opened: str) -> bool:
    try:
        signing.loads(opened, salt=SALT)
    except signing.BadSignature:
        return False
    return True


def was_open_long_enough(opened: str) -> bool:
    """However long ago is fine: people look things up."""
    try:
        signing.loads(opened, salt=SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return True
    except signing.BadSignature:
        return False
    return False


class AgainstRobots(forms.Form):
    """Two fields that no person sees."""

    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": -1}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, object] | None:
        given = super().clean()
        is_robot = bool(self.cleaned_data.get("website")) or not was_open_long_enough(self.data.get("opened", ""))
        if is_robot and not self.errors:
            self.add_error(None, _("That was very quick. Please press the button once more."))
        self._forget_what_only_programs_fill_in()
        return given

    def _forget_what_only_programs_fill_in(self) -> None:
        """The next press of the button is to go through."""
        sent = cast("QueryDict", self.data).copy()
        sent["website"] = ""
        sent["opened"] = sent.get("opened", "") if is_ours(sent.get("opened", "")) else opened_now()
        self.data = sent


def too_many_from(sender: str, event_key: UUID) -> bool:
    return count("sign-up", f"{event_key} {sender}", WINDOW) > MOST_FROM_A_SENDER


def too_many_for(mailbox: str, event_key: UUID) -> bool:
    """Also when it has no sign-up: the answer tells nothing of that."""
    here = count("sign-up-for", f"{event_key} {mailbox.lower()}", HOUR) > MOST_FOR_A_MAILBOX
    return count("letters-to", mailbox.lower(), DAY) > MOST_LETTERS or here
