"""People, organisations, committees and terms among search results; pages are indexed anew when a name changes."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from core import tree
from core.addresses import address_of
from core.i18n.languages import best
from core.models import Term
from core.models.terms import known_terms
from core.visibility import shown_to, visible_to
from networks.models import Committee, NetworkPage, Organisation, Participation, Person
from networks.models.committees import CommitteeText
from networks.models.organisations import OrganisationText
from search import engine
from search.indexing import reindexing
from search.indexing.entries import index_names
from search.indexing.reindexing import watch
from search.named_things import NamedThing, finder
from search.words.analysis import analysed, languages
from search.words.query_parser import ParsedQuery, Phrase
from users.models import AnyUser

# Of each kind; and letters of the line about one.
MOST, LONGEST_NOTE = 5, 120
# What is called by none of the words is shown for what is said of it (“treasurer”) where they are so few.
MOST_DESCRIBED = 3
Texts = Callable[[Any], Iterable[str]]


def seen_by(rows: QuerySet, field: str, user: AnyUser) -> QuerySet:
    """Those who took part in something that this visitor may see."""
    parts = Participation.objects.filter(**{field: OuterRef("pk")}, page__in=visible_to(Page.objects.all(), user))
    return rows.annotate(is_seen=Exists(parts))


def _in_order(keys: list[int], rows: QuerySet) -> list[Any]:
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _kind(model: type[Model]) -> str:
    return capfirst(str(model._meta.verbose_name))


@finder
def people(words: ParsedQuery, user: AnyUser) -> list[NamedThing]:
    rows = seen_by(Person.objects.approved().filter(is_listed=True), "person", user).filter(is_seen=True)
    found = _in_order(engine.ranked(words, rows, MOST), Person.objects.with_texts())
    return [_person(person) for person in _meant(found, words, _names_of_person, _roles)]


def _names_of_person(row: Person) -> list[str]:
    return [row.name]


def _roles(row: Person) -> list[str]:
    return [text.role for text in row.texts.all()]


def _meant(found: list[Any], words: ParsedQuery, names: Texts, about: Texts) -> list[Any]:
    """Those whose name holds one of the words, and others where they are few.

    What they are is said by the words that were typed, and not by others for them.
    """
    called = [one for one in found if _holds_any(_row(names(one)), words)]
    described = [one for one in found if one not in called and _holds_all(_row([*names(one), *about(one)]), words)]
    shown = called if len(described) > MOST_DESCRIBED else [*called, *described]
    return [one for one in found if one in shown]


def _holds_any(row: str, words: ParsedQuery) -> bool:
    return any(_stands_in(row, term.all_phrases) for term in words.terms)


def _holds_all(row: str, words: ParsedQuery) -> bool:
    return all(_stands_in(row, term.phrases) for term in words.terms)


def _row(texts: Iterable[str]) -> str:
    text = "\n".join(texts)
    return f" {' '.join(word for language in languages() for word in analysed(text, language))} "


def _stands_in(row: str, phrases: Iterable[Phrase]) -> bool:
    return any(f" {' '.join(phrase)} " in row for phrase in phrases)


def _person(person: Person) -> NamedThing:
    organisation = person.seen_organisation.name if person.seen_organisation else ""
    note = ", ".join(word for word in (person.role, organisation) if word)
    language = person.language if person.role else ""
    return NamedThing(
        "person", _kind(Person), person.name, person.get_absolute_url(), note=note, note_language=language
    )


@finder
def organisations(words: ParsedQuery, user: AnyUser) -> list[NamedThing]:
    rows = seen_by(Organisation.objects.approved(), "organisation", user).filter(Q(is_seen=True) | Q(is_member=True))
    found = _in_order(engine.ranked(words, rows, MOST), Organisation.objects.with_texts())
    return [_organisation(row) for row in _meant(found, words, _names_of_organisation, _descriptions)]


def _names_of_organisation(row: Organisation) -> list[str]:
    return row.all_names


def _descriptions(row: Organisation) -> list[str]:
    return [get_text_for_indexing(text.description) for text in row.texts.all()]


def _organisation(row: Organisation) -> NamedThing:
    note = gettext("Member of the network") if row.is_member else ""
    return NamedThing("organisation", _kind(Organisation), row.name, row.get_absolute_url(), note, row.language)


@finder
def committees(words: ParsedQuery, user: AnyUser) -> list[NamedThing]:
    """Committees have no page of their own: they stand on pages of the network."""
    rows = Committee.objects.approved().exclude(status=Committee.Status.CLOSED)
    found = _in_order(engine.ranked(words, rows), Committee.objects.prefetch_related("texts"))
    # What this visitor may not see is left out before anything is counted or cut off.
    seen = {row: thing for row in found if (thing := _committee(row, user))}
    return [seen[row] for row in _meant(list(seen), words, _names_of_committee, _purposes)[:MOST]]


def _names_of_committee(row: Committee) -> list[str]:
    return [text.name for text in row.texts.all()]


def _purposes(row: Committee) -> list[str]:
    return [get_text_for_indexing(text.purpose) for text in row.texts.all()]


def _committee(row: Committee, user: AnyUser) -> NamedThing | None:
    named = reindexing.pages_that_carry(row._meta.label_lower, row.pk)
    pages = shown_to(NetworkPage.objects.filter(pk__in=named), user, tree.current_locale()).order_by("path")
    page = next((page for page in pages if row in page.seen_committees()), None)
    if page is None:
        return None
    purpose = Truncator(get_text_for_indexing(row.text.purpose)).chars(LONGEST_NOTE) if row.text else ""
    language = row.text.language if row.text else ""
    url = f"{address_of(page)}#{row.slug}"
    return NamedThing("committee", _kind(Committee), row.name, url, purpose, language, language)


@finder
def terms(words: ParsedQuery, user: AnyUser) -> list[NamedThing]:
    """Those that a page which this visitor may see carries, or a term below."""
    known = known_terms()
    found = engine.ranked(words, Term.objects.approved().filter(merged_into=None))
    # Asked of those alone that have the words: all pages of a large site carry more rows than a search may read.
    carrying = visible_to(Page.objects.filter(page_terms__term=OuterRef("pk")), user)
    tried = [key for key in known if not _with_those_above({key}).isdisjoint(found)]
    carried = Term.objects.filter(Exists(carrying), pk__in=tried) if tried else Term.objects.none()
    seen = _with_those_above(set(carried.values_list("pk", flat=True)))
    return [_term(known[key]) for key in found if key in known and key in seen][:MOST]


def _with_those_above(keys: set[int]) -> set[int]:
    known, found = known_terms(), set[int]()
    for key in keys:
        above: int | None = key
        while above in known and above not in found:
            found.add(above)
            above = known[above].merged_into_id or known[above].parent_id
    return found


def _term(term: Term) -> NamedThing:
    label = best(term.labels.all())
    language = label.language if label else ""
    return NamedThing("term", term.get_vocabulary_display(), term.label, term.get_absolute_url(), "", language)


index_names(Person, _names_of_person, _roles)
index_names(Committee, _names_of_committee, _purposes)
index_names(Term, lambda term: term.all_words)
index_names(Organisation, _names_of_organisation, _descriptions)
# A page that names a person holds the name of the person's organisation too.
watch(Person)
watch(Organisation, carried=lambda row: [row, *row.people.all()] if row.pk else [])
watch(OrganisationText, carried=lambda row: [row.organisation, *row.organisation.people.all()])
watch(Committee)
watch(CommitteeText, carried=lambda row: [row.committee])
