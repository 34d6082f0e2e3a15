"""The map of what there is for whom and where, and of what is missing."""

import csv
import random
import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from core.models import Term
from core.visibility import STRANGER
from resources.gap_map import gap_map, key_of, thresholds
from resources.models import ResourcePage
from tests import factories

pytestmark = pytest.mark.django_db


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def terms(*pairs):
    return [factories.term(vocabulary, label) for vocabulary, label in pairs]


def found(rows="population", user=STRANGER, index=None):
    index = index or factories.resource_index()
    request = RequestFactory().get("/")
    return gap_map(index.listing(request, user), rows)


def numbers(rows="population", **more):
    return {
        (line.term.slug, column.slug): cell.count
        for made in [found(rows, **more)]
        for line in made.lines
        for column, cell in zip(made.columns, line.cells, strict=True)
    }


def length(query, user=STRANGER, index=None):
    return (index or factories.resource_index()).listing(RequestFactory().get(f"/?{query}"), user).total


def random_site(rolls, count):
    known = {}
    for name in ("category", "population", "region"):
        mine = [factories.term(name, f"{name} {number}") for number in range(5)]
        Term.objects.filter(pk=mine[3].pk).update(parent=mine[0])
        Term.objects.filter(pk=mine[4].pk).update(parent=mine[3])
        known[name] = mine
    for _number in range(count):
        given = [term for mine in known.values() for term in rolls.sample(mine, rolls.randrange(0, 4))]
        page = factories.resource(live=False, terms=given)
        ResourcePage.objects.filter(pk=page.pk).update(live=rolls.random() < 0.8)
        if rolls.random() < 0.2:
            close(page)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_number_is_the_length_of_the_list_that_it_opens(seed):
    random_site(random.Random(seed), 30)
    for rows in ("population", "region"):
        for user in (STRANGER, factories.user()):
            made = found(rows, user)
            for line in made.lines:
                for cell in [*line.cells, line.all]:
                    assert cell.count == length(cell.query, user)
            assert [cell.count for cell in made.sums] == [length(cell.query, user) for cell in made.sums]
            assert made.total == length("", user)


def test_a_region_includes_what_lies_in_it():
    town, province = terms(("region", "Vernon"), ("region", "BC"))
    Term.objects.filter(pk=town.pk).update(parent=province)
    factories.resource(terms=[town, *terms(("category", "Costs"), ("language", "English"))])
    assert numbers("region") == {("bc", "costs"): 1, ("vernon", "costs"): 1}
    assert [(line.term.slug, line.depth) for line in found("region").lines] == [("bc", 0), ("vernon", 1)]


def test_a_sum_counts_a_resource_once():
    factories.resource(
        terms=terms(("population", "Youth"), ("category", "A"), ("category", "B"), ("region", "BC"), ("language", "EN"))
    )
    made = found()
    assert [cell.count for cell in made.lines[0].cells] == [1, 1]
    assert (made.lines[0].all.count, made.total) == (1, 1)


def test_in_french_a_translated_resource_counts_once():
    page = factories.resource(
        terms=terms(("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English"))
    )
    factories.in_french(page)
    french = factories.resource_index().get_translation(Locale.objects.get(language_code="fr"))
    assert numbers() == numbers(index=french) == {("youth", "a"): 1}


def test_drafts_and_closed_pages_do_not_count(client):
    mine = terms(("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English"))
    close(factories.resource(terms=mine))
    factories.resource(terms=mine, live=False)
    assert numbers() == {("youth", "a"): 0}
    assert numbers(user=factories.user()) == {("youth", "a"): 1}
    assert "population=youth" not in client.get("/resources/gap-map/").content.decode()


def test_the_table_can_be_read_without_colour_and_by_its_headings(client):
    factories.resource(
        terms=terms(("population", "Youth <b>"), ("category", "Costs"), ("region", "BC"), ("language", "English"))
    )
    factories.term("population", "Elders")
    html = client.get("/resources/gap-map/").content.decode()
    assert '<caption id="gm">' in html and '<th scope="col">Costs</th>' in html
    assert '<th scope="row">Youth &lt;b&gt;</th>' in html and "<span>none</span>" in html
    assert '<a href="/resources/?population=youth-b&amp;category=costs"' in html


def test_the_rows_are_chosen_by_links(client):
    factories.resource()
    html = client.get("/resources/gap-map/?rows=region").content.decode()
    assert re.search(r'href="/resources/gap-map/\?rows=region" aria-current="page"', html)
    assert 'href="/resources/?region=bc&amp;category=principles"' in html
    assert re.search(r'rel="canonical" href="[^"]*/resources/gap-map/\?rows=region"', html)


@pytest.mark.parametrize(
    "query", ["rows=x", "rows=", "rows=region&rows=x", "format=xml", "page=abc", "rows=%00", "x=" + "y" * 3000]
)
def test_any_address_is_answered(client, query):
    factories.resource()
    assert client.get(f"/resources/gap-map/?{query}").status_code == 200


def test_an_empty_site_says_so(client):
    factories.resource_index()
    assert "nothing here yet" in client.get("/resources/gap-map/").content.decode()


def test_the_numbers_can_be_downloaded_without_formulas(client):
    town, province = terms(("region", "=HYPERLINK(1)"), ("region", "BC"))
    Term.objects.filter(pk=town.pk).update(parent=province)
    factories.resource(terms=[town, *terms(("category", "@Costs"), ("language", "English"))])
    answer = client.get("/resources/gap-map/?rows=region&format=csv")
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert lines[0] == ["Region", "Part of", "'@Costs", "All"]
    assert lines[1:] == [["BC", "", "1", "1"], ["'=HYPERLINK(1)", "BC", "1", "1"], ["All", "", "1", "1"]]


@pytest.mark.parametrize(
    "counts, lows",
    [
        ([], []),
        ([0, 0], []),
        ([1], [1]),
        ([1, 1, 2], [1, 2]),
        ([1, 2, 3, 4] * 5, [1, 3, 4]),
        (range(200), [1, 100, 150, 180]),
    ],
)
def test_shades_follow_the_numbers(counts, lows):
    assert thresholds(counts) == lows
    key = key_of(lows)
    assert [shade.lowest for shade in key] == lows and (not key or key[-1].highest is None)


def test_costs_few_queries_whatever_the_number(client):
    def cost():
        client.get("/resources/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/resources/gap-map/")
        return len(queries)

    random_site(random.Random(1), 3)
    assert cost() <= 6
    random_site(random.Random(2), 20)
    assert cost() <= 6
