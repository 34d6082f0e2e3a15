"""Organisations by region, and the map on the page of a term."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.models import Term, TermMap
from networks.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db
SQUARES = [["north", "M0 0l9 0 0 9-9 0z", 5, 5], ["south", "M0 9l9 0 0 9-9 0z", 5, 14]]


@pytest.fixture
def north():
    TermMap.objects.create(vocabulary="region", height=2000, outlines=SQUARES)
    factories.term("region", "South")
    return factories.term("region", "North")


def below(term, label):
    town = factories.term("region", label)
    Term.objects.filter(pk=town.pk).update(parent=term)
    return Term.objects.get(pk=town.pk)


def soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def rows(page):
    return {row.select_one("span").text: row.select_one(".count").text for row in page.select(".term-map li")}


def test_organisations_of_a_region_and_of_what_lies_in_it(client, north):
    factories.organisation("Northern one", region=north)
    factories.organisation("Town one", region=below(north, "Town"))
    factories.organisation("Elsewhere")
    page = soup(client, "/organisations/")
    assert rows(page)["North"] == "2 organisations"
    narrowed = soup(client, page.select_one(".term-map a")["href"])
    assert [link.text for link in narrowed.select(".people a")] == ["Northern one", "Town one"]
    assert narrowed.select_one(".term-map [aria-current=true]").get_text(" ", strip=True).startswith("North")
    assert narrowed.find("h2").get_text(" ", strip=True) == "2 organisations in North"


def test_organisations_that_nobody_approved_are_in_no_count(client, north):
    hidden = factories.organisation("Hidden one", region=north)
    Organisation.objects.filter(pk=hidden.pk).update(live=False)
    north.save()
    assert rows(soup(client, "/organisations/")) == {"North": "none", "South": "none"}
    assert "Hidden one" not in client.get("/organisations/?region=north").content.decode()


@pytest.mark.parametrize("region", ["", "nonsense", "%00", "x" * 3000, "north&region=south"])
def test_any_region_is_answered(client, north, region):
    factories.organisation("One")
    assert client.get(f"/organisations/?region={region}").status_code == 200


def test_the_page_of_a_region_lists_and_counts_what_lies_in_it(client, north):
    town = below(north, "Town")
    factories.event(terms=[town], title="In town")
    factories.resource(terms=[north, town, factories.term("category", "Costs"), factories.term("language", "English")])
    page = soup(client, north.get_absolute_url())
    assert rows(page)["North"] == "2 pages"
    totals = [int(heading.find("small").text) for heading in page.select("h2[id^=group-]")]
    assert sum(totals) == 2
    assert "In town" in page.text
    assert page.select_one(".term-map [aria-current]").find("span").text == "North"
    assert soup(client, town.get_absolute_url()).select_one(".term-map [aria-current]").find("span").text == "North"


def test_the_number_on_the_map_is_what_the_page_of_the_term_lists(client, north):
    for _number in range(2):
        factories.event(terms=[north])
    factories.event(terms=[north], live=False)
    factories.summary(terms=[north])
    factories.resource(terms=[north, factories.term("category", "A"), factories.term("language", "English")])
    page = soup(client, "/terms/region/south/")
    link = page.select_one(".term-map a")
    listed = soup(client, link["href"]).select("h2[id^=group-] small")
    assert link.select_one(".count").text == f"{sum(int(one.text) for one in listed)} pages" == "4 pages"


def test_private_pages_are_not_on_the_map_of_a_term(client, north):
    private = factories.event(terms=[north])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert rows(soup(client, north.get_absolute_url())) == {"North": "none", "South": "none"}


def test_a_term_of_another_vocabulary_has_no_map(client, north):
    assert soup(client, factories.term("topic", "Housing").get_absolute_url()).select(".term-map") == []


def test_more_regions_cost_no_more_queries(client, north):
    def cost(address):
        client.get("/events/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address}?page=1")
        return len(queries)

    factories.event(terms=[north])
    before = cost("/organisations/"), cost("/terms/region/north/")
    outlines = [[f"r{number}", "M0 0l9 0 0 9-9 0z", number, number] for number in range(20)]
    TermMap.objects.update(outlines=[*SQUARES, *outlines])
    for number in range(20):
        factories.organisation(region=factories.term("region", f"R{number}"))
    # Names of regions and organisations come in a fixed number of queries, whatever their number.
    assert cost("/organisations/") <= before[0] + 4
    assert cost("/terms/region/north/") <= before[1] + 1


def test_findings_are_drawn_on_the_page_of_a_term(client, north):
    youth = factories.term("population", "Youth")
    group = ("group", {"group": factories.term("finding-group", "Principles"), "heading": "", "items": ["<p>A</p>"]})
    filed = [factories.term("category", "A"), factories.term("language", "English")]
    factories.resource(terms=[below(north, "Town"), youth, *filed], findings=[group])
    factories.resource(terms=[youth, factories.term("region", "South"), *filed], findings=[group])
    [row] = soup(client, north.get_absolute_url()).select(".dot-rows li")
    assert "1 finding" in row.text
    listed = client.get(row.find("a")["href"]).content.decode()
    assert re.search(r"\b1 finding\s", listed)
    [row] = soup(client, youth.get_absolute_url()).select(".dot-rows li")
    assert row.find("a").text == "A" and "2 findings" in row.text
