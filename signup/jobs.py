"""What happens to sign-ups by itself: offers pass, changes are told, reminders go out, personal data are deleted.

Each piece is a transaction of its own and asks the database whether it is still to be done.
"""

import datetime
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs.heartbeat import still_working
from jobs.registry import due_job
from signup import forgetting_people, places
from signup.mailing import reminders
from signup.mailing.change_notices import follow_event
from signup.models import PlaceList, SignUp

logger = logging.getLogger(__name__)
State = SignUp.State


def _not_over(now: datetime.datetime) -> Q:
    return Q(ends_at__isnull=True) | Q(ends_at__gt=now)


@due_job(every=60)
def keep_places() -> None:
    """Places that nobody took in time, or that were added, are offered to the next who waits."""
    now = timezone.now()
    waits = Q(sign_ups__state=State.WAITING) | Q(sign_ups__state=State.OFFERED, sign_ups__offer_ends_at__lte=now)
    for found in PlaceList.objects.filter(_not_over(now) & waits).distinct():
        places.bring_up_to_date(found, now)
        still_working()


@due_job(every=60)
def tell_changes() -> None:
    """Who signed up is told when the event takes place at another time or place, or not at all."""
    for pk in list(PlaceList.objects.filter(_not_over(timezone.now())).values_list("pk", flat=True)):
        with transaction.atomic():
            found = PlaceList.objects.select_for_update().filter(pk=pk).first()
            if found:
                follow_event(found)
        still_working()


@due_job(every=60)
def send_reminders() -> None:
    now = timezone.now()
    recent = Q(ends_at__gt=now - reminders.LONGEST_AFTER) & ~Q(ends_at=None)
    for found in PlaceList.objects.filter(recent).filter(sign_ups__isnull=False).distinct():
        reminders.send_due(found, now)
        still_working()


@due_job(every=3600)
def delete_personal_data() -> None:
    now = timezone.now()
    for pk in list(PlaceList.objects.filter(delete_at__lte=now).values_list("pk", flat=True)):
        forgetting_people.forget_people(pk, now)
        still_working()
