"""Names of people and organisations for a page, in few queries: texts, organisations, pictures."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue
from wagtail.models import Page

from caching.site_version import version_cache
from networks.blocks import OrganisationRole
from networks.models.committees import Committee
from networks.models.organisations import Organisation
from networks.models.people import Person
from networks.organisation_cache import known_organisations


def attach_directory(page: Page, *fields: str) -> None:
    """Make the people and organisations in these streams of a page complete: names, roles, pictures."""
    values = [child.value for field in fields for child in getattr(page, field)]
    people = [value["person"] for value in values if value.get("person")]
    page.directory_names = {person.pk: person.name for person in people}
    complete_people(people)


def organisation_groups(page: Page) -> list[tuple[str, list[StructValue]]]:
    """The organisations of a page by the part they play: hosts first, as the roles are ordered."""
    groups: dict[str, list[StructValue]] = {role: [] for role in OrganisationRole.values}
    for child in page.organisations:
        groups.setdefault(child.value.get("role") or "", []).append(child.value)
    return [(_label(role), values) for role, values in groups.items() if values]


def _label(role: str | None) -> str:
    """A draft may not say yet which part an organisation plays."""
    return str(OrganisationRole(role).label) if role in OrganisationRole.values else str(_("Organisation"))


def complete_people(people: Iterable[Person]) -> None:
    """Roles, biographies, pictures and organisations of people, in two queries at most."""
    people = list(people)
    organisations = known_organisations()
    for person in people:
        if person.organisation_id in organisations:
            person.organisation = organisations[person.organisation_id]
    prefetch_related_objects(people, "texts")
    _attach_portraits([person for person in people if person.picture_id])


def _attach_portraits(people: list[Person]) -> None:
    """Pictures with the sizes made so far, remembered until public content changes."""
    kept = version_cache()
    new = [person for person in people if ("portrait", person.picture_id) not in kept]
    if new:
        prefetch_related_objects(new, "picture__renditions")
        kept.update({("portrait", person.picture_id): person.picture for person in new})
    for person in people:
        person.picture = kept[("portrait", person.picture_id)]


def complete_committees(committees: list[Committee]) -> None:
    """Names, seats, and who sits on them."""
    prefetch_related_objects(committees, "texts", "seats__texts", "seats__person")
    organisations = known_organisations()
    seats = [seat for committee in committees for seat in committee.seats.all()]
    for seat in seats:
        if seat.organisation_id in organisations:
            seat.organisation = organisations[seat.organisation_id]
    complete_people(seat.person for seat in seats if seat.person)


def attach_names(pages: Iterable[Page], *fields: str) -> None:
    """For lists: names of the people in these streams of many pages, in one query; `names_of_people` then asks nothing.

    Reads the streams as stored, so that no block is made for it.
    """
    pages = list(pages)
    keys = {value["person"] for page in pages for field in fields for value in _stored(page, field) if _person(value)}
    names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
    for page in pages:
        page.directory_names = names


def names_of_people(page: Page, field: str) -> list[str]:
    """Names in the order of the stream: as written down, else as in the directory."""
    return [name for name, _value in stored_people(page, field)]


def stored_people(page: Page, field: str) -> list[tuple[str, dict[str, Any]]]:
    """Those names, each with the block as it is stored."""
    if not hasattr(page, "directory_names"):
        attach_names([page], field)
    named = [
        (value.get("name") or page.directory_names.get(_person(value), ""), value) for value in _stored(page, field)
    ]
    return [(name, value) for name, value in named if name]


def names_of_organisations(page: Page, role: str) -> list[str]:
    """Names of the organisations that play a role on the page."""
    organisations = known_organisations()
    chosen = [value for value in _stored(page, "organisations") if value.get("role") == role]
    names = [value.get("name") or _name(organisations.get(value.get("organisation") or 0)) for value in chosen]
    return [name for name in names if name]


def _stored(page: Page, field: str) -> list[dict[str, Any]]:
    return [block.get("value") or {} for block in getattr(page, field).raw_data]


def _person(value: dict[str, Any]) -> int | None:
    return value.get("person")


def _name(organisation: Organisation | None) -> str:
    return organisation.name if organisation else ""
