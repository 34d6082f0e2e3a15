"""Reminders before and after an event: who gets which, and when. Each person gets each of them once."""

import datetime

from django.db import IntegrityError, transaction
from wagtail.blocks import StreamValue, StructValue

from events.models import EventPage
from events.sign_up_blocks import Recipients, Side, Unit
from signup.event_of_list import begins_at, ends_at, event_of
from signup.mailing import mails
from signup.models import PlaceList, SentReminder, SignUp, SignUpQuerySet

# A reminder that could not go out for longer than this is left out: it would come at the wrong time.
GRACE = datetime.timedelta(hours=24)
# The longest that a block can say, and the grace.
LONGEST_AFTER = datetime.timedelta(days=91)


def due_at(reminder: StructValue, begins: datetime.datetime, ends: datetime.datetime) -> datetime.datetime:
    """When a reminder is to be sent, by the value of its block."""
    ahead = datetime.timedelta(**{Unit(reminder["unit"]).value: reminder["number"]})
    return begins - ahead if reminder["side"] == Side.BEFORE else ends + ahead


def recipients(reminder: StructValue, places: PlaceList) -> SignUpQuerySet:
    rows = SignUp.objects.filter(places=places)
    if reminder["to"] == Recipients.WAITING:
        return rows.waiting()
    with_place = rows.with_place()
    return with_place.filter(came=True) if reminder["to"] == Recipients.CAME else with_place


def send_due(places: PlaceList, now: datetime.datetime) -> None:
    """Write what is due of one list. Who signed up after a reminder was due has just been written to."""
    event = event_of(places)
    begins, ends = (begins_at(event), ends_at(event)) if event else (None, None)
    if event is None or begins is None or ends is None or not event.takes_place:
        return
    for block in event.reminders:
        due = due_at(block.value, begins, ends)
        if _is_due(block.value, due, begins, now):
            done = SentReminder.objects.filter(sign_up__places=places, reminder=block.id, due_at=due).values("sign_up")
            for sign_up in recipients(block.value, places).filter(signed_up_at__lte=due).exclude(pk__in=done):
                _write(sign_up, event, block, due)


def _is_due(reminder: StructValue, due: datetime.datetime, begins: datetime.datetime, now: datetime.datetime) -> bool:
    is_late = reminder["side"] == Side.BEFORE and now >= begins
    return not is_late and due <= now < due + GRACE


def _write(sign_up: SignUp, event: EventPage, block: StreamValue.StreamChild, due: datetime.datetime) -> None:
    """The note and the mail together. A second worker that has the same list finds the note and writes nothing."""
    try:
        with transaction.atomic():
            SentReminder.objects.create(sign_up=sign_up, reminder=block.id, due_at=due)
            mails.write_reminder(sign_up, event, block)
    except IntegrityError:
        return
