"""Who signed up is told when the event changes: once for each change, whoever published it."""

import datetime

from django.utils import timezone

from events.models import EventPage
from signup.event_of_list import event_of
from signup.list_facts import facts_told, note_facts
from signup.mailing import mails
from signup.models import PlaceList, SignUp

State = SignUp.State
# A list whose page is gone and that never had a day is not kept for ever.
KEPT_WITHOUT_PAGE = datetime.timedelta(days=30)


def follow_event(places: PlaceList) -> None:
    """Compare what was told with what is so, and write where it differs. The list is held by the caller.

    An event that is off the site is not told of: it may be back in a minute. Who means to call it off cancels it.
    """
    event = event_of(places)
    if event is None:
        is_gone = not EventPage.objects.filter(translation_key=places.event_key).exists()
        if is_gone and places.delete_at is None:
            places.delete_at = timezone.now() + KEPT_WITHOUT_PAGE
            places.save(update_fields=["delete_at"])
        return
    facts = facts_told(event)
    was = places.told
    note_facts(places, event)
    if was in ({}, facts):
        return
    places.told = facts
    places.save(update_fields=["told"])
    concerned = SignUp.objects.filter(places=places, state__in=[State.PLACE, State.OFFERED, State.WAITING])
    for sign_up in concerned:
        mails.write_change(sign_up, event)
