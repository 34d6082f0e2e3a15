"""People and organisations among search results, and pages that must be indexed anew when a name changes."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from core.visibility import visible_to
from networks.models import Committee, Organisation, Participation, Person
from networks.models.committees import CommitteeText
from networks.models.organisations import OrganisationText
from search import engine
from search.named_things import Named, finder
from search.query_parser import Words
from search.reindexing import watch

MOST = 5


def seen_by(rows: QuerySet, field: str, user: Any) -> QuerySet:
    """Those who took part in something that this visitor may see."""
    parts = Participation.objects.filter(**{field: OuterRef("pk")}, page__in=visible_to(Page.objects.all(), user))
    return rows.annotate(is_seen=Exists(parts))


@finder
def people(words: Words, user: Any) -> list[Named]:
    rows = seen_by(Person.objects.filter(is_listed=True), "person", user).filter(is_seen=True)
    keys = engine.ranked(words, rows, 0, MOST)
    found = Person.objects.in_bulk(keys)
    return [Named("person", found[key].name, found[key].get_absolute_url()) for key in keys if key in found]


@finder
def organisations(words: Words, user: Any) -> list[Named]:
    rows = seen_by(Organisation.objects.all(), "organisation", user).filter(Q(is_seen=True) | Q(is_member=True))
    keys = engine.ranked(words, rows, 0, MOST)
    found = {row.pk: row for row in Organisation.objects.filter(pk__in=keys).with_texts()}
    return [Named("organisation", found[key].name, found[key].get_absolute_url()) for key in keys if key in found]


# A page that names a person holds the name of the person's organisation too.
watch(Person)
watch(Organisation, carried=lambda row: [row, *row.people.all()] if row.pk else [])
watch(OrganisationText, carried=lambda row: [row.organisation, *row.organisation.people.all()])
watch(Committee)
watch(CommitteeText, carried=lambda row: [row.committee])
