"""A value that no filter knows leaves nothing out, at every address of a list; each says so."""

import feedparser
import icalendar
import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
SAID = "Filters that are not known here were left out: Region “nowhere”."


@pytest.fixture
def region():
    region = factories.term("region", "BC")
    factories.event(title="Here", terms=[region])
    factories.event(title="Elsewhere")
    return region


def page(query):
    return Client().get(f"/events/?{query}").text


def list_json(query):
    return Client().get(f"/events/list.json?{query}").json()


def feed(query):
    return feedparser.parse(Client().get(f"/events/feed/?{query}").content)


def calendar(query):
    return icalendar.Calendar.from_ical(Client().get(f"/events/calendar.ics?{query}").content)


def test_page_json_feed_and_calendar_hold_the_same(region):
    query = "region=nowhere"
    assert "2 events" in page(query)
    assert list_json(query)["total"] == len(feed(query).entries) == len(calendar(query).walk("VEVENT")) == 2


def test_page_json_feed_and_calendar_say_so(region):
    query = "region=nowhere"
    assert SAID in page(query)
    assert list_json(query)["ignored"] == {"region": ["nowhere"]}
    assert SAID in feed(query).feed.subtitle
    assert SAID in calendar(query)["description"]
    assert SAID in calendar(query)["x-wr-caldesc"]


def test_what_is_known_beside_it_narrows(region):
    query = "region=nowhere&region=bc"
    assert [entry.title for entry in feed(query).entries] == ["Here"]
    assert SAID in page(query)


@pytest.mark.parametrize(
    "query",
    ["", "region=bc", "region=", "when=upcoming", "when=past", "when=all", "mode=not-said", "month=2099-01", "x=1"],
)
def test_what_is_known_or_no_filter_at_all_is_not_told(region, query):
    assert "not known here" not in page(query)
    assert "ignored" not in list_json(query)
    assert "subtitle" not in feed(query).feed or "not known" not in feed(query).feed.subtitle
    assert "description" not in calendar(query)


def test_a_former_name_of_a_term_is_known(region):
    region.slug = "british-columbia"
    region.save()
    assert "not known here" not in page("region=bc")


@pytest.mark.parametrize("address", ["/resources/?year=20211", "/resources/findings/?region=x", "/search/?q=a&in=x"])
def test_every_list_and_search_say_so(address):
    factories.resource()
    assert "Filters that are not known here were left out: " in Client().get(address).text


def test_search_as_json_says_so():
    assert Client().get("/api/search/?q=a&region=nowhere").json()["ignored"] == {"region": ["nowhere"]}


def test_what_somebody_typed_stays_text():
    factories.event()
    answer = Client().get("/events/?region=<script>x</script>").text
    assert "&lt;script&gt;x&lt;/script&gt;" in answer and "<script>x" not in answer
