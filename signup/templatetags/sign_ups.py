"""Whether one can sign up to an event, for its page and wherever it is announced."""

import datetime
from typing import NamedTuple

from django import template
from django.utils import timezone

from events.models import EventPage
from signup.opening import TAKES_NAMES, Opening, closes_at, opening_of
from signup.openings_of_dates import DateWithOpening, openings_of
from signup.visitor_addresses import sign_up_address
from website.page_cache import valid_until

register = template.Library()


class SigningUp(NamedTuple):
    """The state of signing up, and where one does."""

    opening: Opening
    address: str

    @property
    def is_open(self) -> bool:
        return self.opening in TAKES_NAMES or self.opening == Opening.CHOOSE_DATE


@register.simple_tag(takes_context=True)
def signing_up(context: template.Context, event: EventPage) -> SigningUp | None:
    """None where one does not sign up on this site. A kept page is asked again when it closes."""
    if not event.sign_up_here:
        return None
    now = timezone.now()
    closes, request = closes_at(event), context.get("request")
    if request is not None and closes and closes > now:
        valid_until(request, closes)
    return SigningUp(opening_of(event, now), sign_up_address(event))


@register.simple_tag
def with_openings(dates: list[EventPage]) -> list[DateWithOpening]:
    """Dates of one event, each with the state of signing up to it."""
    if not dates or not dates[0].sign_up_here or dates[0].whole is None:
        return [DateWithOpening(one, Opening.NONE) for one in dates]
    openings = openings_of(_whole(dates[0]), dates, timezone.now())
    return [DateWithOpening(one, openings[one.seen_on]) for one in dates]


def _whole(seen: EventPage) -> EventPage:
    return seen.whole if isinstance(seen.whole, EventPage) else seen


@register.filter
def full_state(opening: Opening | str) -> bool:
    """Whether all places are given away, with or without a waiting list."""
    return opening in {Opening.WAITING, Opening.FULL}


@register.filter
def day_before(instant: datetime.datetime) -> datetime.date:
    """The last day on which something was open that closed at midnight."""
    return (instant - datetime.timedelta(seconds=1)).date()
