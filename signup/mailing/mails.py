"""What is written to those who signed up. Each mail says day, hours and zone, and how to change or cancel.

In the language that the person chose; it goes into the outbox in the transaction that makes it true.
"""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.blocks import StreamValue

from core.addresses import address_of, full_address
from core.site_state import site_settings
from events.calendars import ical
from events.models import EventPage
from signup.event_of_list import in_language
from signup.joining import has_own_link
from signup.mailing.when_words import instant_words, when_there, when_words
from signup.models import SignUp
from signup.visitor_addresses import personal_address

TEMPLATES = {state: f"signup/mail/{state}" for state in SignUp.State.values}


def write_state(sign_up: SignUp, event: EventPage) -> None:
    """Say what somebody has: a place, a wish, an offer, or none of it any more."""
    with_file = sign_up.state in {SignUp.State.PLACE, SignUp.State.OFFERED}
    _write(TEMPLATES[sign_up.state], sign_up, event, with_file=with_file)


def write_change(sign_up: SignUp, event: EventPage) -> None:
    """Say that the event takes place at another time or place, or not at all."""
    _write("signup/mail/changed", sign_up, event, with_file=True)


def write_reminder(sign_up: SignUp, event: EventPage, reminder: StreamValue.StreamChild) -> None:
    """In the network's own words. The value of the block; that of the translation where there is one."""
    said = in_language(event, sign_up.language)
    own = next((block.value for block in said.reminders if block.id == reminder.id), reminder.value)
    has_link = own.get("with_joining_link") and sign_up.state == SignUp.State.PLACE
    more = {"subject": own["subject"], "text": own["text"], "joining_link": event.joining_link if has_link else ""}
    _write("signup/mail/reminder", sign_up, event, with_file=False, more=more)


def _write(
    template: str, sign_up: SignUp, event: EventPage, with_file: bool, more: dict[str, Any] | None = None
) -> None:
    with translation.override(sign_up.language):
        said = in_language(event, sign_up.language)
        context = {
            "sign_up": sign_up,
            "event": said,
            "when": when_words(said),
            "when_there": when_there(said, sign_up.time_zone),
            "place": ical.location_of(said),
            "reason": said.condition_reason,
            "answer_until": instant_words(sign_up.offer_ends_at, sign_up.time_zone) if sign_up.offer_ends_at else "",
            "link": full_address(personal_address(sign_up, said, sign_up.language)),
            "event_link": full_address(address_of(said, sign_up.language)),
            "has_own_link": has_own_link(sign_up, said),
            "deleted_after": said.sign_ups_kept,
        } | (more or {})
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        body = render_to_string(f"{template}.txt", context).strip() + "\n"
        mail = EmailMessage(subject, body, to=[sign_up.email], reply_to=_reply_to(said))
        if with_file and ical.times_of(said).known_days:
            calendar = ical.event_calendar(said).to_ical().decode()
            mail.attach(f"{said.slug}.ics", calendar, "text/calendar")
        mail.send()


def _reply_to(event: EventPage) -> list[str]:
    """A person who answers: the event's mailbox, or that of the network."""
    mailboxes = [block.value.get("mailbox") for block in event.contact if block.value.get("mailbox")]
    return [*mailboxes, *filter(None, [site_settings().contact_mailbox])][:1]
