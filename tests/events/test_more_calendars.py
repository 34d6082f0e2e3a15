"""Calendars of series, sittings as entries of their own, and what calendar programs are told about asking again."""

import datetime
from datetime import date, time
from zoneinfo import ZoneInfo

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2099, 12, 3)
PACIFIC = ZoneInfo("America/Vancouver")


def entries(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def titles(address):
    return [str(entry["summary"]) for entry in entries(address)]


# Series


@pytest.fixture
def series(db):
    return factories.series()


def test_the_calendar_of_a_series_holds_its_events_past_and_to_come(series):
    factories.event(title="Part one", series=series, start_date=date(2020, 1, 9))
    factories.event(title="Part two", series=series, start_date=DAY)
    factories.event(title="Elsewhere", start_date=DAY)
    factories.event(title="No day yet", series=series, precision="none", start_date=None, start_time=None)
    assert titles(f"{series.url}calendar.ics") == ["Part one", "Part two"]


def test_the_calendar_of_a_series_tells_strangers_alone_even_a_member(series, admin_client):
    closed = factories.event(title="For members", series=series, start_date=DAY)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    factories.event(title="Draft", series=series, start_date=DAY, live=False)
    assert titles(f"{series.url}calendar.ics") == []
    assert b"For members" not in admin_client.get(f"{series.url}calendar.ics").content


def test_the_calendar_of_a_closed_series_is_closed(series):
    PageViewRestriction.objects.create(page=series, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(f"{series.url}calendar.ics").status_code == 302


def test_the_page_of_a_series_leads_to_its_calendar(series, settings):
    settings.PUBLIC_URL = "https://lantern.example"
    assert "calendar.ics" not in Client().get(series.url).text
    factories.event(series=series, start_date=DAY)
    shown = Client().get(series.url).text
    assert f'href="{series.url}calendar.ics"' in shown
    assert f'href="webcal://lantern.example{series.url}calendar.ics"' in shown


# Asking again


@pytest.mark.parametrize("which", ["event", "list", "series"])
def test_each_calendar_says_when_to_ask_again_and_answers_briefly_if_nothing_changed(series, which, admin_client):
    event = factories.event(series=series, start_date=DAY)
    addresses = {
        "event": f"{event.url}event.ics",
        "list": "/events/calendar.ics",
        "series": f"{series.url}calendar.ics",
    }
    address = addresses[which]
    for client in (Client(), admin_client):
        first = client.get(address)
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in first.content and b"X-PUBLISHED-TTL:PT12H" in first.content
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    event.title = "Another title"
    event.save_revision().publish()
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


# Sittings


def sitting(block_id="a1", **value):
    return {"type": "session", "id": block_id, "value": {"label": "In the room", **value}}


def two_entries(**fields):
    event = factories.event(start_date=DAY, time_zone="America/Vancouver", **fields)
    found = entries(f"{event.url}event.ics")
    assert len(found) == 2
    return event, found[1]


def test_a_sitting_with_hours_of_its_own_is_an_entry_of_its_own():
    own = {"start": "13:00", "end": "14:30", "mode": "in-person", "place": "Maple Hall", "open_to": "Elders"}
    event, entry = two_entries(title="Forum", sessions=[sitting(**own)])
    assert str(entry["summary"]) == "Forum: In the room" and str(entry["location"]) == "Maple Hall"
    assert entry["dtstart"].dt == datetime.datetime(2099, 12, 3, 13, tzinfo=PACIFIC)
    assert entry["dtend"].dt.time() == time(14, 30)
    assert str(entry["uid"]).startswith(f"{event.translation_key}.a1@") and "Elders" in str(entry["description"])


def test_a_sitting_on_another_day_keeps_the_hours_of_the_event():
    _event, entry = two_entries(sessions=[sitting(date="2099-12-05")])
    assert entry["dtstart"].dt == datetime.datetime(2099, 12, 5, 10, tzinfo=PACIFIC)


@pytest.mark.parametrize("value", [{}, {"start": "10:00", "end": "11:30"}, {"date": "2099-12-03"}])
def test_a_sitting_at_the_hours_of_the_event_is_none(value):
    event = factories.event(start_date=DAY, sessions=[sitting(**value)])
    assert len(entries(f"{event.url}event.ics")) == 1


def test_a_sitting_is_off_with_its_event():
    off = {"condition": "cancelled", "condition_reason": "Snow."}
    _event, entry = two_entries(sessions=[sitting(start="13:00")], **off)
    assert str(entry["status"]) == "CANCELLED" and entry["dtstart"].dt.date() == DAY


def test_a_sitting_without_a_day_moves_with_its_event_and_one_with_a_day_is_off():
    moved = {"condition": "postponed", "condition_reason": "Snow.", "new_date": date(2099, 12, 17)}
    _event, entry = two_entries(sessions=[sitting(start="13:00")], **moved)
    assert entry["dtstart"].dt.date() == date(2099, 12, 17) and str(entry["status"]) == "CONFIRMED"
    _event, entry = two_entries(sessions=[sitting(date="2099-12-04", start="13:00")], **moved)
    assert entry["dtstart"].dt.date() == date(2099, 12, 4) and str(entry["status"]) == "CANCELLED"


def test_no_sitting_tells_the_joining_link():
    _event, entry = two_entries(joining_link="https://meet.example/secret", sessions=[sitting(start="13:00")])
    assert b"secret" not in entry.to_ical()


def test_the_page_says_the_hours_of_a_sitting_with_their_zone():
    event = factories.event(start_date=DAY, sessions=[sitting(start="13:00", end="14:30")])
    assert "1:00 to 2:30 pm Pacific Time" in Client().get(event.url).text


# A date that was moved


def test_a_moved_date_says_that_it_was_moved():
    moved = {"day": "2099-12-10", "new_day": "2099-12-11", "reason": "The hall is taken."}
    off = {"day": "2099-12-17", "reason": "Snow."}
    event = factories.event(
        start_date=DAY,
        repeats="weekly",
        repeats_until=date(2099, 12, 31),
        dates_apart=[
            {"type": "moved", "value": moved},
            {"type": "cancelled", "value": off},
        ],
    )
    shown = Client().get(f"{event.url}2099-12-10/").text
    assert "This date was moved" in shown and "This session is postponed" not in shown
    assert "This date is cancelled" in Client().get(f"{event.url}2099-12-17/").text
    card = Client().get("/events/?month=2099-12").text
    assert "Moved" in card and "Postponed" not in card


def test_an_event_that_was_postponed_is_still_called_so():
    event = factories.event(start_date=DAY, condition="postponed", condition_reason="Snow.", new_date=date(2099, 12, 4))
    assert "This session is postponed" in Client().get(event.url).text


def test_the_way_up_from_a_date_leads_to_its_event():
    event = factories.event(title="Open table", start_date=DAY, repeats="weekly", repeats_until=date(2099, 12, 31))
    shown = BeautifulSoup(Client().get(f"{event.url}2099-12-10/").content, "html.parser")
    last = shown.select(".breadcrumbs a")[-1]
    assert (last.get_text(strip=True), last["href"]) == ("Open table", event.url)
    assert (
        event.title not in BeautifulSoup(Client().get(event.url).content, "html.parser").select_one(".breadcrumbs").text
    )
