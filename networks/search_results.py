"""People and organisations among search results, and pages that must be indexed anew when a name changes."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from core.visibility import visible_to
from networks.models import Committee, Organisation, Participation, Person
from networks.models.committees import CommitteeText
from networks.models.organisations import OrganisationText
from search import engine
from search.indexing.entries import index_names
from search.indexing.reindexing import watch
from search.named_things import NamedThing, finder
from search.words.query_parser import ParsedQuery
from users.models import User

MOST = 5


def seen_by(rows: QuerySet, field: str, user: User | AnonymousUser) -> QuerySet:
    """Those who took part in something that this visitor may see."""
    parts = Participation.objects.filter(**{field: OuterRef("pk")}, page__in=visible_to(Page.objects.all(), user))
    return rows.annotate(is_seen=Exists(parts))


@finder
def people(words: ParsedQuery, user: User | AnonymousUser) -> list[NamedThing]:
    rows = seen_by(Person.objects.approved().filter(is_listed=True), "person", user).filter(is_seen=True)
    keys = engine.ranked(words, rows, MOST)
    rows_by_key = Person.objects.in_bulk(keys)
    listed = [rows_by_key[key] for key in keys if key in rows_by_key]
    return [NamedThing("person", person.name, person.get_absolute_url()) for person in listed]


@finder
def organisations(words: ParsedQuery, user: User | AnonymousUser) -> list[NamedThing]:
    rows = seen_by(Organisation.objects.approved(), "organisation", user).filter(Q(is_seen=True) | Q(is_member=True))
    keys = engine.ranked(words, rows, MOST)
    rows_by_key = Organisation.objects.with_texts().in_bulk(keys)
    listed = [rows_by_key[key] for key in keys if key in rows_by_key]
    return [NamedThing("organisation", organisation.name, organisation.get_absolute_url()) for organisation in listed]


index_names(Person, lambda person: iter([person.name]))
index_names(Organisation, lambda row: (name for text in row.texts.all() for name in (text.name, row.short) if name))
# A page that names a person holds the name of the person's organisation too.
watch(Person)
watch(Organisation, carried=lambda row: [row, *row.people.all()] if row.pk else [])
watch(OrganisationText, carried=lambda row: [row.organisation, *row.organisation.people.all()])
watch(Committee)
watch(CommitteeText, carried=lambda row: [row.committee])
