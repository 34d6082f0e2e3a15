"""The counts beside the values, against a plain recount."""

import random

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from core.models import PageTerm, Term
from core.visibility import STRANGER, closed_paths
from resources.models import ResourcePage
from tests import factories

pytestmark = pytest.mark.django_db

VOCABULARIES = ("category", "population", "type")


def vocabulary_trees(rolls):
    """Some terms of each vocabulary, a part of them below another."""
    terms = []
    for name in VOCABULARIES:
        mine = [factories.term(name, f"{name} {number}") for number in range(5)]
        for term in mine[3:]:
            Term.objects.filter(pk=term.pk).update(parent=rolls.choice(mine[:3]))
        terms += mine
    return list(Term.objects.filter(pk__in=[term.pk for term in terms]))


def random_resources(rolls, terms, count):
    factories.resource_index()
    for _number in range(count):
        given = rolls.sample(terms, rolls.randrange(1, 5))
        page = factories.resource(live=False, year=rolls.choice([2019, 2020, 2021, None]), terms=given)
        ResourcePage.objects.filter(pk=page.pk).update(
            live=rolls.random() < 0.8, has_full_text=rolls.random() < 0.5, title=rolls.choice(["Zebra", "Okapi"])
        )
        if rolls.random() < 0.2:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def recounted(user, chosen):
    """What the rule says, page by page in plain Python: name and value to number."""
    closed = closed_paths(user)
    lineage = {term.pk: [one.slug for one in term.lineage()] for term in Term.objects.all()}
    vocabulary = dict(Term.objects.values_list("pk", "vocabulary"))
    found = {}
    for page in ResourcePage.objects.filter(live=True):
        if any(page.path.startswith(path) for path in closed):
            continue
        has = {name: set() for name in [*VOCABULARIES, "region", "language", "topic", "audience"]}
        for key in PageTerm.objects.filter(page=page).values_list("term", flat=True):
            has[vocabulary[key]].update(lineage[key])
        has |= {"year": {str(page.year)} if page.year else set(), "full_text": {"yes"} if page.has_full_text else set()}
        has["peer_reviewed"] = set()
        for name, values in has.items():
            others = (not wanted or other == name or has[other] & set(wanted) for other, wanted in chosen.items())
            if all(others):
                for value in values:
                    found[name, value] = found.get((name, value), 0) + 1
    return found


def counted(user, chosen):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    request = RequestFactory().get(f"/?{query.urlencode()}")
    listing = factories.resource_index().listing(request, user)
    return {(group.facet.name, one.value): one.count for group in listing.groups for one in group.values if one.count}


@pytest.mark.parametrize("seed", [1, 2])
def test_every_count_equals_a_plain_recount(seed):
    rolls = random.Random(seed)
    terms = vocabulary_trees(rolls)
    random_resources(rolls, terms, 40)
    member = factories.user()
    for _number in range(15):
        chosen = {name: [] for name in [*VOCABULARIES, "year"]}
        for term in rolls.sample(terms, rolls.randrange(0, 4)):
            chosen[term.vocabulary].append(term.slug)
        chosen["year"] = rolls.sample(["2019", "2020", "2021"], rolls.randrange(0, 2))
        for user in (STRANGER, member):
            assert counted(user, chosen) == recounted(user, chosen)


def listing(query, index=None):
    return (index or factories.resource_index()).listing(RequestFactory().get(query), STRANGER)


def test_a_region_includes_what_lies_in_it():
    province, town = factories.term("region", "BC"), factories.term("region", "Vernon")
    town.parent = province
    town.save()
    factories.resource(
        title="Here", terms=[town, factories.term("category", "X"), factories.term("language", "English")]
    )
    assert [page.title for page in listing("/?region=bc").sheet] == ["Here"]


def test_former_and_merged_addresses_of_terms_go_on_working():
    old, new = factories.term("population", "Old name"), factories.term("population", "New name")
    base = [factories.term("category", "X"), factories.term("region", "BC"), factories.term("language", "English")]
    factories.resource(title="Kept", terms=[*base, old])
    Term.objects.get(pk=old.pk).merge_into(new)
    found = listing("/?population=old-name")
    assert [page.title for page in found.sheet] == ["Kept"]
    assert [chip.label for chip in found.chips] == ["New name"]


@pytest.mark.parametrize(
    "query", ["category=nothing", "year=abc", "year=20211", "full_text=maybe", "sort=x", "page=x", "x=1"]
)
def test_what_is_not_understood_is_ignored_kindly(query):
    factories.resource()
    found = listing(f"/?{query}")
    assert found.total == 1 and not found.chips


def test_a_chip_leads_to_the_list_without_its_filter():
    factories.resource()
    found = listing("/?category=principles&region=bc&year=2021&q=report&sort=title&page=3")
    queries = {chip.label: chip.query for chip in found.chips}
    assert queries["Principles"] == "region=bc&year=2021&q=report&sort=title"
    assert "q=" not in queries["“report”"]


def test_an_empty_list_says_what_each_filter_left_out_would_give_back():
    factories.resource(year=2021)
    ways = listing("/?year=1999&category=principles").ways_out_list()
    assert [(way.label, way.total, way.query) for way in ways] == [("1999", 1, "category=principles")]
