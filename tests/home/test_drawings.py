"""The map and the dots as sections of the front page, and the map of the demonstration."""

import gzip

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from core.drawings.shown_map import shown_map
from core.drawings.svg_shapes import read_drawing
from core.models import TermMap
from core.templatetags.drawings import term_map
from home.demo.directory_data import make_map
from home.demo.province_map import REGIONS, province_svg
from tests import factories

pytestmark = pytest.mark.django_db
SQUARES = [["bc", "M0 0l9 0 0 9-9 0z", 5, 5]]


def front(*sections):
    page = factories.home()
    page.sections = list(sections)
    page.save_revision().publish()
    return BeautifulSoup(Client().get("/").content, "html.parser")


def drawn_map(counted, vocabulary="region"):
    return ("term_map", {"heading": "Where", "text": "", "counted": counted, "vocabulary": vocabulary})


DOTS = ("findings_drawing", {"heading": "What was found", "text": "In dots", "vocabulary": "population"})


def findings(*lines):
    return ("group", {"group": factories.term("finding-group", "Principles"), "heading": "", "items": list(lines)})


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def region():
    TermMap.objects.create(vocabulary="region", height=1000, outlines=SQUARES)
    return factories.term("region", "BC")


@pytest.mark.parametrize(
    ("counted", "words", "url"),
    [
        ("resources", "1 resource", "/resources/?region=bc"),
        ("events", "1 event", "/events/?region=bc"),
        ("organisations", "1 organisation", "/organisations/?region=bc"),
    ],
)
def test_a_map_counts_what_staff_choose(region, counted, words, url):
    factories.resource()
    factories.event(terms=[region])
    factories.organisation(region=region)
    link = front(drawn_map(counted)).select_one(".term-map a")
    assert (link["href"], link.select_one(".count").text) == (url, words)


def test_a_map_counts_nothing_private(region):
    close(factories.resource())
    close(factories.event(terms=[region]))
    assert front(drawn_map("resources"), drawn_map("events")).select(".term-map a") == []


@pytest.mark.parametrize("counted", ["resources", "events", "organisations"])
def test_a_vocabulary_without_a_map_shows_no_section(region, counted):
    factories.resource(), factories.event()
    assert "Where" not in front(drawn_map(counted, "topic")).text


def test_the_findings_in_numbers_and_dots():
    group = (
        "group",
        {"group": factories.term("finding-group", "Principles"), "heading": "", "items": ["<p>A</p>"] * 2},
    )
    terms = [("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English")]
    factories.resource(terms=[factories.term(*one) for one in terms], findings=[group])
    page = front(DOTS)
    assert [figure.get_text(" ", strip=True) for figure in page.select(".figures a")] == ["1 resource", "2 findings"]
    assert len(page.select(".dots i")) == 2
    links = {link["href"] for link in page.select("main a")}
    assert {"/resources/", "/resources/findings/", "/resources/gap-map/"} <= links
    assert "/resources/findings/?population=youth" in links


def test_private_findings_are_in_no_number():
    group = findings("<p>A</p>")
    terms = [("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English")]
    close(factories.resource(terms=[factories.term(*one) for one in terms], findings=[group]))
    assert "What was found" not in front(DOTS).text


# The demonstration's map


def test_the_map_of_the_province_has_five_regions_and_is_light():
    for slug in REGIONS:
        factories.term("region", slug)
    make_map()
    shown = shown_map("region", dict.fromkeys(REGIONS, 12), "/resources/?region={}".format, "{} resources".format)
    assert len(shown.regions) == 5
    assert len(gzip.compress(term_map(shown, "Resources by region").encode())) < 8 * 1024


def test_its_regions_lie_where_they_lie():
    middles = {one.slug: (one.x, one.y) for one in read_drawing(province_svg(), REGIONS.__contains__).outlines}
    north, interior, island = (middles[f"{name}-health"] for name in ("northern", "interior", "island"))
    fraser, coast = middles["fraser-health"], middles["vancouver-coastal-health"]
    assert north[1] < min(interior[1], island[1], fraser[1], coast[1])
    assert island[0] < fraser[0] < interior[0] and coast[0] < interior[0]
