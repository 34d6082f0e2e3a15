"""The private address: made, made anew, taken back, and whose it is."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from care.caring_people import working_people
from planning.models import CalendarSubscription, digest_of, new_token
from users.models import AnyUser, User


def make_address(person: AnyUser, query: str = "") -> str:
    """A new one; another that was there opens nothing any more. It is told here and never again."""
    token = new_token()
    given = {"digest": digest_of(token), "made_at": timezone.now()}
    with transaction.atomic():
        CalendarSubscription.objects.update_or_create(person_id=person.pk, defaults=given)
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("private_calendar", args=[token])
    return f"{settings.PUBLIC_URL}{path}{'?' if query else ''}{query}"


def take_back(person: AnyUser) -> bool:
    return bool(CalendarSubscription.objects.filter(person_id=person.pk).delete()[0])


def of_person(person: AnyUser) -> CalendarSubscription | None:
    return CalendarSubscription.objects.filter(person_id=person.pk).first()


def person_of(token: str) -> User | None:
    """Who reads at this address; nobody once they cannot sign in to the admin any more."""
    found = CalendarSubscription.objects.filter(digest=digest_of(token)).first()
    return working_people().filter(pk=found.person_id).first() if found else None
