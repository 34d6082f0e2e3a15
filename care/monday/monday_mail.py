"""The Monday page as one mail, to those who asked for it: once a week, whatever number of workers."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from care import care_mails
from care.caring_people import working_people
from care.models import MondayLetter
from care.monday.monday_lists import lists_for, with_something
from jobs.heartbeat import still_working
from users.models import User

# Written from this hour of the site on; after a time without a worker, until the end of Tuesday.
HOUR, DAYS = 6, 2


def write_letters(now: datetime.datetime) -> None:
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    if local.weekday() >= DAYS or (local.weekday() == 0 and local.hour < HOUR):
        return
    monday = local.date() - datetime.timedelta(days=local.weekday())
    done = MondayLetter.objects.filter(monday=monday).values("person")
    for person in working_people().filter(monday_mail=True).exclude(pk__in=done):
        _write(person, monday)
        still_working()


@transaction.atomic
def _write(person: User, monday: datetime.date) -> None:
    """The note and the mail together; a second worker waits here, and finds the note."""
    _note, is_first = MondayLetter.objects.get_or_create(person=person, monday=monday)
    if not is_first or not person.email:
        return
    with translation.override(person.language), timezone.override(ZoneInfo(settings.TIME_ZONE)):
        lists = with_something(lists_for(person))
        if lists:
            link = settings.WAGTAILADMIN_BASE_URL + reverse("monday_page")
            care_mails.write("monday", person, {"lists": lists, "link": link})
