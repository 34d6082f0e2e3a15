"""What nobody has said is printed, counted and exported as that: neither as yes nor as no."""

import json
import re
from unittest.mock import patch

import pytest
from icalendar import Calendar

from events.models import EventPage, WebinarSummaryPage
from tests import factories

pytestmark = pytest.mark.django_db


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def untouched(**fields):
    """As an editor left it who said nothing of place, cost and sign-up, before a mode was needed."""
    with patch("core.models.pages.may_go_live", return_value=[]):
        return factories.event(**{"mode": ""} | fields)


@pytest.mark.parametrize("model", [EventPage, WebinarSummaryPage])
def test_a_new_page_says_nothing(model):
    page = model(title="New")
    assert page.mode == ""
    if model is EventPage:
        assert page.is_free is None and page.registration_needed is None


@pytest.mark.parametrize("where", ["page", "list", "home"])
def test_nothing_is_printed_that_nobody_said(client, where):
    event = untouched()
    address = {"page": event.url, "list": "/events/", "home": "/"}[where]
    text = html(client, address)
    shown = re.search(r"<main.*?</main>", text, re.S)[0].split("<form")[0]
    for words in ("Online", "Free", "No need to sign up", "Ask the host", "Not said", "None"):
        assert words not in shown, words


def test_what_is_said_is_printed(client):
    event = factories.event(is_free=True, registration_needed=False)
    text = html(client, event.url)
    assert "Online" in text and "Free" in text and "No need to sign up." in text


def test_no_is_an_answer(client):
    text = html(client, factories.event(is_free=False).url)
    assert "Ask the host" in text and "Free<" not in text


def test_a_cost_in_words_stands_by_itself(client):
    text = html(client, untouched(cost="Twenty dollars").url)
    assert "Twenty dollars" in text and "Free" not in text


def test_a_way_to_sign_up_is_offered_unless_it_is_said_to_be_needless(client):
    way = {"registration_url": "https://example.org/s", "registration_label": "Sign up for the forum"}
    assert "Sign up for the forum" in html(client, untouched(**way).url)
    assert "Sign up for the forum" not in html(client, untouched(**way, registration_needed=False).url)


def test_a_place_is_shown_although_nobody_said_that_people_meet(client):
    assert "Victoria" in html(client, untouched(venue_city="Victoria").url)


def structured(client, event):
    return json.loads(re.search(r"ld\+json\">(.*?)</script>", html(client, event.url), re.S)[1])


def test_structured_data_leaves_out_what_is_not_said(client):
    told = structured(client, untouched())
    assert not {"isAccessibleForFree", "offers", "eventAttendanceMode", "location"} & set(told)
    assert structured(client, factories.event(is_free=False))["isAccessibleForFree"] is False


def test_calendars_name_no_place(client):
    [entry] = Calendar.from_ical(client.get(f"{untouched().url}event.ics").content).walk("VEVENT")
    assert "location" not in entry


def test_the_api_says_null(client):
    told = json.loads(html(client, f"/api/v2/pages/{untouched().pk}/"))
    assert (told["is_free"], told["registration_needed"], told["mode"]) == (None, None, "")


def test_the_filter_knows_not_said(client):
    untouched(title="Unsaid"), factories.event(title="Said")
    told = json.loads(html(client, "/events/list.json?mode=not-said"))
    [facet] = [facet for facet in told["facets"] if facet["name"] == "mode"]
    assert [one["title"] for one in told["results"]] == ["Unsaid"]
    assert {(value["value"], value["count"]) for value in facet["values"]} == {("online", 1), ("not-said", 1)}
    assert "Not said" in html(client, "/events/?mode=not-said")


def test_a_summary_whose_day_alone_is_known_goes_live(client):
    page = factories.summary(start_time=None, end_time=None, hours_unknown=True)
    assert page.live
    text = html(client, page.url)
    assert "Thursday, March 5, 2026" in text and "Online" not in text


def test_a_series_without_planned_size_counts_no_parts(client):
    series = factories.series(title="Talks")
    event = factories.event(series=series, series_position=5)
    text = html(client, event.url)
    assert "Part 5 in" in text and "of 5" not in text and 'class="dots"' not in text
    assert "Series of" not in html(client, series.url)


def test_a_planned_size_is_counted(client):
    series = factories.series(title="Talks", planned_size=3)
    text = html(client, factories.event(series=series, series_position=2).url)
    assert "Part 2 of 3" in text and text.count("<i class=") == 3
    assert "Series of 3 parts" in html(client, series.url)
