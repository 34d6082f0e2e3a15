"""What is personal goes some days after the event; how many there were remains."""

import datetime

from django.db import transaction

from jobs.models import OutgoingMail
from signup.models import PlaceList, SignUp


def forget_people(pk: int, now: datetime.datetime) -> None:
    """Delete the sign-ups of one list, and the mails to these people that the outbox still has."""
    with transaction.atomic():
        places = PlaceList.objects.select_for_update().filter(pk=pk, delete_at__lte=now).first()
        if places is None:
            return
        rows = SignUp.objects.filter(places=places)
        places.total = (places.total or 0) + rows.with_place().count()
        places.total_came = (places.total_came or 0) + rows.filter(came=True).count()
        places.delete_at = None
        places.save(update_fields=["total", "total_came", "delete_at"])
        for sign_up in rows:
            forget_mails(sign_up)
        rows.delete()


def forget_mails(sign_up: SignUp) -> None:
    # Each of them holds the key of the person's own page.
    OutgoingMail.objects.filter(recipient=sign_up.email, text__contains=sign_up.key).delete()
