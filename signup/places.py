"""Who has a place. Whatever gives one away or takes one back holds the row of the list until its transaction ends, so
that no two processes count the same free place (docs/decisions/0071).
"""

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from caching import site_version
from core.i18n.time_zones import is_zone
from events.models import EventPage
from signup.event_of_list import begins_at, event_of
from signup.list_facts import note_facts
from signup.mailing import mails
from signup.models import PlaceList, SignUp
from signup.opening import TAKES_NAMES, Opening, capacity_of, opening_by_places, opening_by_time
from signup.waking_hours import offer_ends

State = SignUp.State


class NotOpen(Exception):
    """Nobody can sign up any more; says why."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self.opening = opening


class AlreadySignedUp(Exception):
    """The mailbox has a sign-up already. It was written to, and whoever asks is not told."""


@dataclass(frozen=True)
class Given:
    """What somebody gave when signing up."""

    name: str
    email: str
    language: str
    time_zone: str
    access_needs: str = ""
    supports: list[str] = field(default_factory=list)
    wants_honorarium: bool = False
    answers: dict[str, Any] = field(default_factory=dict)


def held_list(event: EventPage) -> PlaceList:
    """The list of an event, made where there is none, and held until the transaction ends."""
    places, _made = PlaceList.objects.get_or_create(event_key=event.translation_key, day=event.seen_on)
    return PlaceList.objects.select_for_update().get(pk=places.pk)


def sign_up(event: EventPage, given: Given, now: datetime.datetime | None = None) -> SignUp:
    """Give a place, or put on the waiting list; the mail that says which goes into the outbox with it.

    Raises NotOpen, and AlreadySignedUp where the mailbox has a place or waits.
    """
    now = now or timezone.now()
    with transaction.atomic():
        places = held_list(event)
        opening = opening_by_time(event, now)
        if opening == Opening.OPEN:
            opening = opening_by_places(event, places)
        same = SignUp.objects.filter(places=places, email__iexact=given.email).exclude(state=State.CANCELLED).first()
        if opening not in TAKES_NAMES and same is None:
            raise NotOpen(opening)
        if same is None:
            note_facts(places, event)
            state = State.PLACE if opening == Opening.OPEN else State.WAITING
            made = SignUp.objects.create(places=places, state=state, signed_up_at=now, **asdict(given))
            mails.write_state(made, event)
            _tell_pages(event, places, was=opening)
            return made
        mails.write_state(same, event)
    raise AlreadySignedUp


def change(sign_up: SignUp, given: Given) -> SignUp:
    """Other words, needs and answers; the place and the mailbox stay."""
    kept = {name: value for name, value in asdict(given).items() if name != "email"}
    with transaction.atomic():
        held = SignUp.objects.select_for_update().get(pk=sign_up.pk)
        for name, value in kept.items():
            setattr(held, name, value)
        held.save(update_fields=list(kept))
    return held


def cancel(sign_up: SignUp, now: datetime.datetime | None = None, is_told: bool = True) -> None:
    """Give a place back, or stop waiting. The place is offered to the next."""
    now = now or timezone.now()
    with transaction.atomic():
        places = PlaceList.objects.select_for_update().get(pk=sign_up.places_id)
        held = SignUp.objects.get(pk=sign_up.pk)
        if held.state == State.CANCELLED:
            return
        event = event_of(places)
        opening = opening_by_places(event, places) if event else None
        held.state, held.cancelled_at, held.offer_ends_at = State.CANCELLED, now, None
        held.save(update_fields=["state", "cancelled_at", "offer_ends_at"])
        if event:
            if is_told:
                mails.write_state(held, event)
            offer_free_places(places, event, now)
            _tell_pages(event, places, was=opening)


def accept(sign_up: SignUp, now: datetime.datetime | None = None) -> bool:
    """Take the place that is offered. False where it is not offered any more."""
    now = now or timezone.now()
    with transaction.atomic():
        places = PlaceList.objects.select_for_update().get(pk=sign_up.places_id)
        held = SignUp.objects.get(pk=sign_up.pk)
        event = event_of(places)
        if held.state == State.PLACE:
            return True
        if event is None or held.state != State.OFFERED or held.offer_ends_at is None or held.offer_ends_at <= now:
            return False
        held.state, held.offer_ends_at = State.PLACE, None
        held.save(update_fields=["state", "offer_ends_at"])
        mails.write_state(held, event)
    return True


def wait_again(sign_up: SignUp, now: datetime.datetime | None = None) -> bool:
    """Stand at the end of the waiting list once more, after an offer that passed."""
    now = now or timezone.now()
    with transaction.atomic():
        places = PlaceList.objects.select_for_update().get(pk=sign_up.places_id)
        held = SignUp.objects.get(pk=sign_up.pk)
        event = event_of(places)
        if event is None or held.state != State.LAPSED or opening_by_time(event, now) != Opening.OPEN:
            return False
        held.state, held.signed_up_at = State.WAITING, now
        held.save(update_fields=["state", "signed_up_at"])
        offer_free_places(places, event, now)
    return True


def bring_up_to_date(places: PlaceList, now: datetime.datetime) -> None:
    """Let offers pass that nobody answered, and offer what is free, also when there are more places than before."""
    with transaction.atomic():
        places = PlaceList.objects.select_for_update().get(pk=places.pk)
        event = event_of(places)
        for late in SignUp.objects.filter(places=places).lapsed(now):
            late.state, late.offer_ends_at = State.LAPSED, None
            late.save(update_fields=["state", "offer_ends_at"])
            if event:
                mails.write_state(late, event)
        if event:
            opening = opening_by_places(event, places)
            offer_free_places(places, event, now)
            _tell_pages(event, places, was=opening)


def offer_free_places(places: PlaceList, event: EventPage, now: datetime.datetime) -> None:
    """Each free place to one person, in the order of the waiting list. The list is held by the caller."""
    begins = begins_at(event)
    if not event.takes_place or (begins and begins <= now):
        return
    rows, capacity = SignUp.objects.filter(places=places), capacity_of(event)
    waiting = rows.waiting()
    if capacity is not None:
        waiting = waiting[: max(0, capacity - rows.taken().count())]
    for one in waiting:
        one.state, one.offered_at = State.OFFERED, now
        one.offer_ends_at = offer_ends(now, zone_of(one, event), begins)
        one.save(update_fields=["state", "offered_at", "offer_ends_at"])
        mails.write_state(one, event)


def zone_of(sign_up: SignUp, event: EventPage) -> ZoneInfo:
    return ZoneInfo(sign_up.time_zone) if is_zone(sign_up.time_zone) else event.zone


def _tell_pages(event: EventPage, places: PlaceList, was: Opening | None) -> None:
    """Kept pages of the event say whether there are places: they are told when that is another answer."""
    if opening_by_places(event, places) != was:
        site_version.bump()
