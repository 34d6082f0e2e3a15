"""The list of events as a month of days: the same events, filters, counts and guard as the list."""

import datetime
from datetime import date, time
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.by_days.calendar_listing import first_weekday
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.datetime(2027, 1, 12, 20, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def in_january():
    with mock.patch.object(timezone, "now", return_value=TODAY):
        yield


def event(day, **fields):
    hours = {"start_time": time(10), "end_time": time(11), "time_zone": "America/Vancouver"}
    return factories.event(start_date=day, **hours | fields)


def seen(client, query="view=month", address="/events/"):
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def days(soup):
    """By day of the table, the titles on it."""
    found = {}
    for cell in soup.select(".month-table td:has(time)"):
        titles = [link.get_text(strip=True) for link in cell.select("li a")]
        if titles:
            found[cell.time["datetime"]] = titles
    return found


def test_each_event_stands_on_its_day_past_and_to_come(client):
    event(date(2027, 1, 5), title="Over")
    event(date(2027, 1, 20), title="To come")
    event(date(2027, 2, 20), title="Later")
    assert days(seen(client)) == {"2027-01-05": ["Over"], "2027-01-20": ["To come"]}
    assert days(seen(client, "view=month&month=2027-02")) == {"2027-02-20": ["Later"]}


def test_what_goes_on_for_days_stands_on_each_of_them_also_in_the_next_month(client):
    event(date(2027, 1, 30), end_date=date(2027, 2, 1), title="Gathering")
    assert list(days(seen(client))) == ["2027-01-30", "2027-01-31"]
    soup = seen(client, "view=month&month=2027-02")
    assert list(days(soup)) == ["2027-02-01"]
    assert soup.select_one("#found small").get_text(strip=True) == "1 event"


def test_what_ends_at_midnight_is_in_no_other_month(client):
    event(date(2027, 1, 31), start_time=time(20), end_time=time(0), title="Night")
    assert list(days(seen(client))) == ["2027-01-31"]
    assert days(seen(client, "view=month&month=2027-02")) == {}


def test_each_date_of_an_event_that_repeats_leads_to_its_own_page(client):
    whole = event(date(2027, 1, 7), repeats="weekly", repeats_until=date(2027, 1, 21), title="Table")
    soup = seen(client)
    assert list(days(soup)) == ["2027-01-07", "2027-01-14", "2027-01-21"]
    assert soup.select_one(".month-table li a")["href"] == f"{whole.url}2027-01-07/"


def test_an_event_without_a_day_stands_below(client):
    event(date(2027, 1, 1), precision="month", start_time=None, end_time=None, title="Some day")
    soup = seen(client)
    assert days(soup) == {} and soup.select_one("[aria-labelledby=without-day] a").get_text(strip=True) == "Some day"


def test_filters_hold_and_are_kept(client):
    wanted = factories.term("region", "Kestrel Bay")
    event(date(2027, 1, 20), title="Here", terms=[wanted])
    event(date(2027, 1, 20), title="There")
    soup = seen(client, f"view=month&region={wanted.slug}")
    assert days(soup) == {"2027-01-20": ["Here"]}
    assert all(f"region={wanted.slug}" in link["href"] for link in soup.select(".ways-to-look a"))
    assert soup.select_one("form[data-filters] input[name=view]")["value"] == "month"
    assert days(seen(client, "view=month&when=past")) == {}


@pytest.mark.parametrize("view", ["month", "agenda"])
def test_who_may_not_see_an_event_finds_it_in_no_month(client, view):
    closed = event(date(2027, 1, 20), title="For members")
    event(date(2027, 1, 21), title="For all")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    soup = seen(client, f"view={view}")
    assert "For members" not in soup.get_text() and "1 event" in soup.select_one("#found").get_text()
    client.force_login(factories.user("member@example.org"))
    assert "For members" in seen(client, f"view={view}").get_text()


def test_the_agenda_lists_the_days_that_have_something(client):
    event(date(2027, 1, 20), title="First", venue_name="Maple Hall", mode="in-person")
    event(date(2027, 1, 22), title="Second")
    soup = seen(client, "view=agenda")
    headings = [one.get_text(strip=True) for one in soup.select(".day-of-agenda h3")]
    assert headings == ["Wednesday, January 20, 2027", "Friday, January 22, 2027"]
    assert "10:00 to 11:00 am Pacific Time" in soup.select_one(".day-of-agenda").get_text()


def test_the_table_tells_its_headers_and_today(client):
    event(date(2027, 1, 20))
    table = seen(client).select_one(".month-table")
    assert "January 2027" in table.caption.get_text()
    assert [one["abbr"] for one in table.select("th[scope=col]")][:2] == ["Sunday", "Monday"]
    assert table.select_one("td[aria-current=date] time")["datetime"] == "2027-01-12"


def test_weeks_begin_where_the_reader_lives(settings):
    assert first_weekday() == 6
    settings.REGIONAL_TAGS = {"en": "en-GB"}
    assert first_weekday() == 0


@pytest.mark.parametrize("month", ["0000-13", "9999-12", "2027-1", "x", "2027-00", "-1"])
def test_a_month_that_is_none_is_said_and_this_one_shown(client, month):
    event(date(2027, 1, 20), title="Here")
    soup = seen(client, f"view=month&month={month}")
    assert list(days(soup)) == ["2027-01-20"] and month in soup.get_text()


@pytest.mark.parametrize("month", ["2999-12", "1000-01"])
def test_far_months_are_empty_lead_back_and_no_further(client, month):
    event(date(2027, 1, 20), title="Here")
    soup = seen(client, f"view=month&month={month}")
    assert "There are no events in this month." in soup.get_text()
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    beside = [link["href"] for link in soup.select(".months-beside a, .empty-month a")]
    assert beside and all("month=2027-01" in href for href in beside)


def test_links_end_where_the_events_end_and_empty_months_are_not_followed(client):
    event(date(2026, 11, 20))
    event(date(2027, 1, 20))
    soup = seen(client)
    assert not soup.select("[rel~=next]") and "nofollow" in soup.select_one("[rel~=prev]")["rel"]
    assert not soup.select("meta[name=robots]")
    first = seen(client, "view=month&month=2026-11")
    assert not first.select("[rel~=prev]") and first.select("[rel~=next]")


def test_an_unknown_view_is_the_list(client):
    event(date(2027, 1, 20))
    assert not seen(client, "view=year").select(".month-table")


def test_in_french(client):
    index = factories.in_french(factories.event_index(), title="Événements", slug="evenements")
    event(date(2027, 1, 20), title="Table")
    soup = seen(client, "view=month", index.url)
    assert soup.select_one(".month-table th")["abbr"] == "dimanche"
    assert "Mercredi 20 janvier 2027" in soup.get_text()


def test_the_subscription_of_a_month_is_not_cut_to_it(client):
    event(date(2027, 1, 20))
    addresses = [link["href"] for link in seen(client).select(".follow a")]
    assert addresses and all("month" not in address and "view" not in address for address in addresses)
