"""By what the directory of people can be narrowed: the committee they sit on, the organisation they belong to."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.text.collation import sort_key
from networks.directory import Choice
from networks.models import Committee, Person, Seat
from networks.models.committees import with_approved

COMMITTEE, ORGANISATION = "committee", "organisation"


def people_choices(people: Iterable[Person], request: HttpRequest) -> list[Choice]:
    """Committees and organisations that have any of these people, with what the address asks for."""
    people = list(people)
    found = [
        _choice(COMMITTEE, _("Committee"), _committees({person.pk for person in people}), request),
        _choice(ORGANISATION, _("Organisation"), _organisations(people), request),
    ]
    return [choice for choice in found if choice.values]


def fitting(people: Iterable[Person], choices: Iterable[Choice]) -> list[Person]:
    """The people of what was chosen."""
    chosen = {choice.name: choice.chosen for choice in choices}
    people = list(people)
    if slug := chosen.get(COMMITTEE):
        seated = set(_seats().filter(committee__slug=slug).values_list("person", flat=True))
        people = [person for person in people if person.pk in seated]
    if slug := chosen.get(ORGANISATION):
        people = [person for person in people if _organisation_slug(person) == slug]
    return people


def _choice(name: str, label: str, found: dict[str, str], request: HttpRequest) -> Choice:
    values = sorted(found.items(), key=lambda value: sort_key(value[1]))
    asked = request.GET.get(name, "")
    return Choice(name, label, values, asked if asked in found else "")


def _seats() -> QuerySet:
    """Seats that visitors see, on committees that still exist."""
    return with_approved(Seat.objects.exclude(person=None)).exclude(committee__status=Committee.Status.CLOSED)


def _committees(people: set[int]) -> dict[str, str]:
    seated = _seats().filter(person__in=people).values("committee")
    committees = Committee.objects.approved().filter(pk__in=seated).prefetch_related("texts")
    return {committee.slug: committee.name for committee in committees}


def _organisations(people: Iterable[Person]) -> dict[str, str]:
    seen = (person.seen_organisation for person in people)
    return {organisation.slug: organisation.name for organisation in seen if organisation}


def _organisation_slug(person: Person) -> str:
    organisation = person.seen_organisation
    return organisation.slug if organisation else ""
