"""People and organisations that are new go live with the public page that names them (decision 44)."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from core.visibility import is_private
from networks.models import Organisation, Person
from networks.models.approved import ApprovedModel
from networks.projections import named_in

REVIEWED = (Person, Organisation)


def new_rows(page: Page) -> list[ApprovedModel]:
    """The rows that this version names, directly or as somebody's organisation, and that nobody approved yet."""
    people = {person.pk for person, __, __ in named_in(page) if person}
    groups = {group.pk for __, group, __ in named_in(page) if group}
    groups |= set(Person.objects.filter(pk__in=people).values_list("organisation_id", flat=True))
    found: list[ApprovedModel] = []
    for model, keys in ((Person, people), (Organisation, groups)):
        rows = model.objects.filter(pk__in=keys - {None}, live=False, first_published_at=None)
        found += [revision_of(row).as_object() for row in rows.order_by("pk")]
    return found


def revision_of(row: ApprovedModel) -> Revision:
    """Its newest version; one is made of what code wrote without any."""
    return row.get_latest_revision() or row.save_revision()


def names_version(page: Page) -> str:
    """Names the versions of the new rows that a reader of this version of the page was shown."""
    revisions = [revision_of(row) for row in new_rows(page)]
    return " ".join(f"{one.pk}@{one.created_at.isoformat()}" for one in revisions)


def waiting(model: type[ApprovedModel]) -> QuerySet:
    """What is new, or was changed and not approved since."""
    return model._default_manager.filter(
        Q(live=False, first_published_at=None) | Q(live=True, has_unpublished_changes=True)
    )


def with_page(instance: Page, **kwargs: Any) -> None:
    """What a private page names is not made public by it: it waits in the list of the directory."""
    if is_private(instance.path):
        return
    for row in new_rows(instance):
        revision_of(row).publish()


def with_person(instance: Person, **kwargs: Any) -> None:
    """A person who is seen shows the name of the organisation."""
    organisation = Organisation.objects.filter(pk=instance.organisation_id).first()
    if organisation and organisation.is_new:
        revision_of(organisation).publish()


def connect() -> None:
    page_published.connect(with_page, dispatch_uid="new-rows-go-live-with-page")
    published.connect(with_person, sender=Person, dispatch_uid="organisation-goes-live-with-person")
