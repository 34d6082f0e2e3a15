"""Pages made from the directory and the vocabularies: people, organisations, terms, with what they stand on."""

import datetime
from collections import Counter
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet, TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import Page

from core.addresses import address_of, prepare_addresses
from core.drawings.shown_map import ShownMap, nearest_place, shown_map
from core.models import PageTerm, Term, Vocabulary
from core.models.term_maps import known_map
from core.prefetch import Reader, attach_terms
from core.visibility import approved
from networks.blocks import OrganisationRole, Part
from networks.directory import narrowed
from networks.directory_counts import organisation_map, organisations_of
from networks.directory_prefetch import attach_names, complete_people
from networks.models import Organisation, Participation, Person, Seat
from networks.models.committees import with_approved
from networks.people_filters import COMMITTEE, ORGANISATION, fitting, people_choices
from search.kinds import label, models_by_kind
from search.listing import ListingPage
from search.lists.site_facets import lists
from search.lists.term_counts import index_for, opened_list
from search.term_table import term_table
from website.page_cache import cached_page

# Entries of each kind on the page of a term.
OF_A_KIND = 6
# What is shown of each kind before "all" is opened, and the most that a page of the directory lists.
FIRST_ROWS = 5
MOST_TAKEN_PART = 300


class Group(NamedTuple):
    """Pages of one kind that carry a term, the first few, and where all of them are."""

    label: str
    total: int
    pages: list[Page]
    url: str


class TakenPart(NamedTuple):
    """Pages of one kind with the parts that somebody played there: the first ones, and the rest."""

    label: str
    first: list[tuple[Page, list[str]]]
    rest: list[tuple[Page, list[str]]]

    @property
    def total(self) -> int:
        return len(self.first) + len(self.rest)


@cached_page("page", "q", "letter", COMMITTEE, ORGANISATION)
def people(request: HttpRequest) -> HttpResponse:
    """The directory; with ?committee= those with a seat there, with ?organisation= those who belong to it."""
    listed = list(Person.objects.approved().filter(is_listed=True))
    complete_people(listed)
    choices = people_choices(listed, request)
    chosen = {choice.name: choice.chosen for choice in choices if choice.chosen}
    directory = narrowed(fitting(listed, choices), request, lambda person: person.sort_name, _said_of_person, chosen)
    page_obj = Paginator(directory.rows, 100).get_page(request.GET.get("page"))
    context = {"people": page_obj, "directory": directory, "choices": choices}
    return render(request, "networks/people.html", context)


def _said_of_person(person: Person) -> str:
    organisation = person.seen_organisation
    return " ".join([person.name, person.role, *(organisation.all_names if organisation else [])])


def _said_of_organisation(organisation: Organisation) -> str:
    terms = [term.label for term in (organisation.sector, organisation.region) if term and term.live]
    return " ".join([*organisation.all_names, *terms])


@cached_page()
def person(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.approved().filter(is_listed=True), slug=slug)
    complete_people([person])
    parts = Participation.objects.filter(person=person)
    return render(
        request,
        "networks/person.html",
        {"person": person, "seats": _seats(person.seats.all())} | _taken_part(request, parts, Part),
    )


@cached_page("page", "region", "q", "letter")
def organisations(request: HttpRequest) -> HttpResponse:
    """The directory; with ?region= those of a region and of what lies in it."""
    rows = (
        Organisation.objects.approved()
        .select_related("sector", "region")
        .prefetch_related("texts", "sector__labels", "region__labels")
    )
    region = term_table(Vocabulary.REGION).term(Vocabulary.REGION, request.GET.get("region", "")[:100])
    if region:
        rows = rows.filter(organisations_of(Vocabulary.REGION, region.slug))
    chosen = {"region": region.slug} if region else {}
    directory = narrowed(rows, request, lambda organisation: organisation.name, _said_of_organisation, chosen)
    page_obj = Paginator(directory.rows, 100).get_page(request.GET.get("page"))
    drawn = organisation_map(Vocabulary.REGION, region.slug if region else "")
    context = {"organisations": page_obj, "directory": directory, "region": region, "map": drawn}
    return render(request, "networks/organisations.html", context)


@cached_page()
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Organisation.objects.approved().with_texts().select_related("logo", "sector", "region")
    organisation = get_object_or_404(rows, slug=slug)
    members = list(approved(organisation.people.filter(is_listed=True)))
    complete_people(members)
    parts = Participation.objects.filter(organisation=organisation)
    return render(
        request,
        "networks/organisation.html",
        {"organisation": organisation, "people": members, "seats": _seats(organisation.seats.all())}
        | _taken_part(request, parts, OrganisationRole),
    )


def _seats(seats: QuerySet) -> list[Seat]:
    """Seats on committees that still exist, with the names needed to show them."""
    rows = with_approved(seats).exclude(committee__status="closed").select_related("committee", "person")
    return list(rows.prefetch_related("texts", "committee__texts").order_by("committee__slug", "sort_order"))


def _taken_part(request: HttpRequest, parts: QuerySet, names: type[TextChoices]) -> dict[str, Any]:
    """What somebody took part in, as far as this visitor may see: by kind, the newest first, with the part played."""
    reader = Reader.of(request)
    newest = reader.shown(Page.objects.filter(pk__in=parts.values("page"))).order_by("-first_published_at", "pk")
    pages = attach_terms(newest.defer_streamfields().specific()[:MOST_TAKEN_PART])
    prepare_addresses(pages)
    played: dict[int, list[str]] = {}
    for page_id, part in parts.filter(page__in=pages).values_list("page_id", "part"):
        if part in names.values and (words := str(names(part).label)) not in played.setdefault(page_id, []):
            played[page_id].append(words)
    by_kind: dict[str, list[Any]] = {}
    for page in sorted(pages, key=lambda page: page.own_day or datetime.date.min, reverse=True):
        by_kind.setdefault(str(page.kinds_label), []).append((page, played.get(page.pk, [])))
    groups = [TakenPart(label, rows[:FIRST_ROWS], rows[FIRST_ROWS:]) for label, rows in by_kind.items()]
    return {"taken_part": groups}


def _with_cards(pages: QuerySet) -> list[Page]:
    """Pages with all that their cards show."""
    cards = attach_terms(pages)
    prepare_addresses(cards)
    attach_names([page for page in cards if hasattr(page, "authors")], "authors")
    return cards


@cached_page()
def term(request: HttpRequest, vocabulary: str, slug: str) -> HttpResponse:
    if vocabulary not in Vocabulary.values:
        raise Http404
    term = Term.objects.approved().named(vocabulary, [slug]).with_labels().first()
    if term is None:
        raise Http404
    if term.slug != slug:
        # Renamed, or merged into another one.
        return redirect(term, permanent=True)
    reader = Reader.of(request)
    context = {
        "term": term,
        "vocabulary": Vocabulary(vocabulary).label,
        "parts": Term.objects.approved().of(vocabulary).filter(parent=term).with_labels(),
        "groups": _groups(reader, term),
        "map": _map_of_terms(reader, term),
    }
    return render(request, "networks/term.html", context)


def _groups(reader: Reader, term: Term) -> list[Group]:
    """What carries the term or one below it, as the lists count it."""
    below = term_table(term.vocabulary).below(term.vocabulary, term.slug)
    carrying = reader.shown(Page.objects.filter(pk__in=PageTerm.objects.filter(term__in=below).values("page")))
    groups = []
    for kind, models in models_by_kind().items():
        detail = [model for model in models if any(slot.vocabulary == term.vocabulary for slot in model.term_slots)]
        pages = carrying.type(*detail) if detail else carrying.none()
        if total := pages.count() if detail else 0:
            shown = _with_cards(pages.order_by("-first_published_at", "pk")[:OF_A_KIND].specific())
            groups.append(Group(label(kind), total, shown, _list_url(kind, term, reader)))
    return groups


def _list_url(kind: str, term: Term, reader: Reader) -> str:
    """The list of this kind, narrowed to the term."""
    models = (model for group in models_by_kind().values() for model in group if issubclass(model, ListingPage))
    index = next((model for model in models if model.kind == kind), None)
    page = index_for(index, reader) if index else None
    return f"{address_of(page)}?{term.vocabulary}={term.slug}" if page else ""


def _map_of_terms(reader: Reader, term: Term) -> ShownMap | None:
    """The map of the vocabulary with how many pages the page of each term lists; where this one lies is marked."""
    vocabulary = term.vocabulary
    if known_map(vocabulary) is None:
        return None
    counts: Counter[str] = Counter()
    for model in lists():
        if opened := opened_list(model, reader):
            counts.update(opened.all_counts(vocabulary))

    def words(total: int) -> str:
        return ngettext("%(total)s page", "%(total)s pages", total) % {"total": total}

    def url_of(slug: str) -> str:
        return reverse("term", args=[vocabulary, slug])

    return shown_map(vocabulary, counts, url_of, words, {nearest_place(vocabulary, term)})
