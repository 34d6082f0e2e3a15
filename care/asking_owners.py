"""Owners are asked about the pages that come up: one mail for each owner and day, each page once."""

import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from care import care_mails
from care.caring_people import rows_for, working_people
from care.models import PageCare
from jobs.heartbeat import still_working
from users.models import User


def ask_owners(now: datetime.datetime) -> None:
    rows = PageCare.objects.filter(page__live=True)
    owners = _not_asked(rows, timezone.localdate(now)).values("page__owner")
    for person in working_people().filter(pk__in=owners):
        _ask(person.pk, now)
        still_working()


def _not_asked(rows: QuerySet[PageCare], today: datetime.date) -> QuerySet[PageCare]:
    return rows.filter(review_on__lte=today).filter(Q(asked_for=None) | ~Q(asked_for=F("review_on")))


@transaction.atomic
def _ask(pk: int, now: datetime.datetime) -> None:
    """The note and the mail together, so that a second worker finds the note."""
    person = User.objects.select_for_update().get(pk=pk)
    theirs = rows_for(person).filter(page__owner=person)
    today = timezone.localdate(now)
    last = theirs.exclude(asked_at=None).order_by("-asked_at").values_list("asked_at", flat=True).first()
    if last and timezone.localdate(last) >= today:
        return
    rows = list(_not_asked(theirs, today).order_by("review_on", "pk"))
    for row in rows:
        PageCare.objects.filter(pk=row.pk).update(asked_for=row.review_on, asked_at=now)
    if rows:
        care_mails.asked(person, [row.page for row in rows])
