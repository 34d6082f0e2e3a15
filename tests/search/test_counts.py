"""For any vocabularies, resources, private pages and filters: what a list holds and counts, against a plain recount."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction

from caching import site_version
from core.models import PageTerm, Term
from core.visibility import STRANGER
from resources.models import ResourceIndexPage, ResourcePage
from tests import factories

pytestmark = pytest.mark.django_db

VOCABULARIES = ("category", "population", "region")
TERMS = 5
YEARS = (None, 2019, 2020)
# What nobody has said is a value of its own.
SAID = {"yes": True, "no": False, "not-said": None}
OPEN, MEMBERS, GROUP = "open", "members", "group"


@st.composite
def worlds(draw):
    """Parents of terms, resources as plain values, and the filters of one address."""
    places = range(TERMS)
    parents = {(name, place): draw(st.none() | st.sampled_from(places)) for name in VOCABULARIES for place in places}
    resource = st.fixed_dictionaries(
        {
            "live": st.sampled_from([True, True, True, False]),
            "language": st.sampled_from(["en", "en", "fr"]),
            # Resources that share a number are translations of each other.
            "work": st.integers(0, 8),
            "closed": st.sampled_from([OPEN, OPEN, MEMBERS, GROUP]),
            "year": st.sampled_from(YEARS),
            "full_text": st.none() | st.booleans(),
            "terms": st.sets(st.tuples(st.sampled_from(VOCABULARIES), st.sampled_from(places)), max_size=5),
        }
    )
    resources = draw(st.lists(resource, max_size=10, unique_by=lambda one: (one["work"], one["language"])))
    chosen = {name: draw(st.sets(st.sampled_from(places), max_size=2)) for name in VOCABULARIES}
    chosen |= {
        "year": draw(st.sets(st.sampled_from([2019, 2020, "not-said"]), max_size=2)),
        "full_text": draw(st.sets(st.sampled_from(sorted(SAID)), max_size=2)),
    }
    return parents, resources, chosen, draw(st.sampled_from(["en", "fr"]))


def is_above(parents, name, above, place):
    """Whether a term is another one, or stands above it; terms point to earlier ones only."""
    while place is not None:
        if place == above:
            return True
        parent = parents[name, place]
        place = parent if parent is not None and parent < place else None
    return False


class World:
    """The rows for such values."""

    def __init__(self, terms, parents, resources, language):
        self.index, self.terms = factories.resource_index(), terms
        self.locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "fr")}
        self.group = Group.objects.create(name="Committee")
        for (name, place), parent in parents.items():
            if parent is not None and parent < place:
                Term.objects.filter(pk=self.terms[name, place].pk).update(parent=self.terms[name, parent])
        self.pages = [self.make(number, one) for number, one in enumerate(resources)]
        self.index = ResourceIndexPage.objects.get(pk=self.index.pk)
        self.language = language
        site_version.bump()

    def make(self, number, values):
        page = ResourcePage(
            title=f"Resource {number}",
            slug=f"r{number}",
            live=values["live"],
            locale=self.locales[values["language"]],
            translation_key=f"00000000-0000-0000-0000-{values['work']:012}",
            year=values["year"],
            has_full_text=values["full_text"],
        )
        self.index.add_child(instance=page)
        PageTerm.objects.bulk_create(PageTerm(page=page, term=self.terms[key]) for key in values["terms"])
        if values["closed"] != OPEN:
            kind = PageViewRestriction.GROUPS if values["closed"] == GROUP else PageViewRestriction.LOGIN
            closed = PageViewRestriction.objects.create(page=page, restriction_type=kind)
            closed.groups.set([self.group] if values["closed"] == GROUP else [])
        return page

    def listing(self, chosen, user):
        query = QueryDict(mutable=True)
        for name in VOCABULARIES:
            query.setlist(name, [self.terms[name, place].slug for place in chosen[name]])
        query.setlist("year", [str(year) for year in chosen["year"]])
        query.setlist("full_text", sorted(chosen["full_text"]))
        request = RequestFactory().get(f"/?{query.urlencode()}")
        request.reading_locale = self.locales[self.language]
        return self.index.listing(request, user)


def seen(resources, language, may_see):
    """Places of the resources that a person finds: live, open to them, each work once, in their language if may be."""
    live = [place for place, one in enumerate(resources) if one["live"]]
    # A privacy setting holds for the page in every language.
    shut = {(one["work"], one["closed"]) for one in resources}

    def is_shown(place):
        one = resources[place]
        if any((one["work"], how) in shut and not may_see(how) for how in (MEMBERS, GROUP)):
            return False
        others = {resources[other]["language"] for other in live if resources[other]["work"] == one["work"]}
        return one["language"] == (language if language in others else "en" if "en" in others else "fr")

    return [place for place in live if is_shown(place)]


def fits(parents, one, chosen, but=None):
    """Whether a resource fits every facet but one."""
    for name in VOCABULARIES:
        wanted = chosen[name] if name != but else ()
        if wanted and not any(
            is_above(parents, name, w, place) for w in wanted for n, place in one["terms"] if n == name
        ):
            return False
    if chosen["year"] and but != "year" and (one["year"] or "not-said") not in chosen["year"]:
        return False
    return (
        not chosen["full_text"]
        or but == "full_text"
        or one["full_text"] in {SAID[said] for said in chosen["full_text"]}
    )


def recounted(parents, resources, chosen, shown):
    """The number beside each value, by the rule."""
    found = {}
    for place in shown:
        one = resources[place]
        has = {
            (name, f"{name}-{term}")
            for name, own in one["terms"]
            for term in range(TERMS)
            if is_above(parents, name, term, own)
        }
        has |= {("year", str(one["year"] or "not-said"))}
        has |= {("peer_reviewed", "not-said")}
        has |= {("full_text", said) for said, fact in SAID.items() if fact is one["full_text"]}
        for name, value in has:
            if fits(parents, one, chosen, but=name):
                found[name, value] = found.get((name, value), 0) + 1
    return found


@pytest.fixture
def terms(db):
    """Made once for all examples of a test."""
    factories.resource_index()
    keys = [(name, place) for name in VOCABULARIES for place in range(TERMS)]
    return {key: factories.term(key[0], f"{key[0]} {key[1]}") for key in keys}


READERS = {
    "a stranger": lambda how: how == OPEN,
    "a member": lambda how: how != GROUP,
    "one of the committee": lambda how: True,
}


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_every_list_and_count_equals_a_plain_recount(terms, reader, world):
    parents, resources, chosen, language = world
    with transaction.atomic():
        made = World(terms, parents, resources, language)
        user = STRANGER if reader == "a stranger" else factories.user()
        if reader == "one of the committee":
            user.groups.add(made.group)
        listing = made.listing(chosen, user)
        shown = seen(resources, language, READERS[reader])
        listed = {place for place in shown if fits(parents, resources[place], chosen)}
        assert set(listing.keys()) == {made.pages[place].pk for place in listed}
        assert listing.total == len(listed)
        counts = {(group.facet.name, one.value): one.count for group in listing.groups for one in group.values}
        expected = recounted(parents, resources, chosen, shown)
        assert {key: count for key, count in counts.items() if count} == expected
        transaction.set_rollback(True)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_a_count_is_the_length_of_the_list_behind_it(terms, world):
    parents, resources, chosen, language = world
    with transaction.atomic():
        made = World(terms, parents, resources, language)
        listing = made.listing(chosen, STRANGER)
        for group in listing.groups:
            name = group.facet.name
            if name in VOCABULARIES and not chosen[name]:
                for value in group.values:
                    behind = made.listing(chosen | {name: {int(value.value[-1])}}, STRANGER)
                    assert behind.total == value.count
        transaction.set_rollback(True)


def test_the_pages_of_a_list_are_its_keys_in_order():
    factories.resource(title="Beta")
    factories.resource(title="Alpha")
    listing = factories.resource_index().listing(RequestFactory().get("/?sort=title"), STRANGER)
    assert [page.title for page in listing.page_obj] == ["Alpha", "Beta"]
    assert listing.keys() == [page.pk for page in listing.page_obj]
    assert set(listing.keys()) == set(ResourcePage.objects.values_list("pk", flat=True))
    assert Page.objects.filter(pk__in=listing.keys()).count() == listing.total
