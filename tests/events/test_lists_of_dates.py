"""Lists of events: to come, one row for an event that repeats; by days and in the past, a row for each date."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from core.prefetch import Reader
from core.visibility import STRANGER
from events.models import EventIndexPage, EventPage
from events.related_events import upcoming_events
from search.lists.term_counts import opened_list
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def day(number):
    return TODAY + datetime.timedelta(days=number)


def repeating(title="Open table", first=-19, last=30, every=1, **fields):
    """By default on three days that are over and on five to come."""
    usual = {
        "start_date": day(first),
        "start_time": datetime.time(12),
        "end_time": datetime.time(13),
        "time_zone": "UTC",
        "repeats": "weekly",
        "repeats_every": every,
        "repeats_until": day(last),
    }
    return factories.event(title=title, **usual | fields)


@pytest.fixture
def weekly(db):
    return repeating()


def asked(client, query=""):
    return client.get(f"/events/list.json{query}").json()


def titles(answer):
    return [entry["title"] for entry in answer["results"]]


def counts(answer, name):
    facet = next((facet for facet in answer["facets"] if facet["name"] == name), {"values": []})
    return {value["value"]: value["count"] for value in facet["values"]}


def starts(answer):
    return [entry["when"]["start"][:10] for entry in answer["results"]]


def test_to_come_it_stands_once_at_its_next_date(client, weekly):
    factories.event(title="Before", start_date=day(0), all_day=True, start_time=None, end_time=None)
    factories.event(title="After", start_date=day(4))
    answer = asked(client)
    assert titles(answer) == ["Before", "Open table", "After"]
    assert answer["total"] == 3
    assert counts(answer, "when") == {"upcoming": 3, "past": 3, "all": 6}


def test_past_has_a_row_for_each_date_the_latest_first(client, weekly):
    factories.event(title="Between", start_date=day(-9))
    answer = asked(client, "?when=past")
    assert titles(answer) == ["Open table", "Between", "Open table", "Open table"]
    assert starts(answer)[0] == day(-5).isoformat()
    assert answer["total"] == 4


def test_rows_of_dates_lead_to_the_dates(client, weekly):
    urls = [entry["url"] for entry in asked(client, "?when=past")["results"]]
    assert urls == [f"/events/{weekly.slug}/{day(number).isoformat()}/" for number in (-5, -12, -19)]
    assert asked(client)["results"][0]["url"] == f"/events/{weekly.slug}/"


def test_a_month_shows_every_date_in_it(client):
    first = datetime.date(TODAY.year + 1, 3, 1)
    event = repeating(start_date=first, repeats_until=datetime.date(TODAY.year + 1, 4, 30))
    march = asked(client, f"?month={TODAY.year + 1}-03")
    assert march["total"] == 5
    assert len(set(starts(march))) == 5
    strip = EventIndexPage.objects.get().facets[1]
    assert strip.name == "month"
    assert asked(client)["total"] == 1
    assert event.slug in march["results"][0]["url"]


def test_the_strip_of_months_counts_every_date(client):
    first = day(40).replace(day=1)
    repeating(start_date=first, repeats_until=first + datetime.timedelta(days=27))
    html = client.get("/events/").content.decode()
    assert re.search(rf"month={first:%Y-%m}.*?4", html, re.S)


def test_a_year_shows_every_date_in_it(client):
    first = datetime.date(TODAY.year + 1, 1, 1)
    repeating(start_date=first, repeats_until=first + datetime.timedelta(days=20))
    assert asked(client, f"?year={TODAY.year + 1}")["total"] == 3
    assert counts(asked(client), "year") == {str(TODAY.year + 1): 3}


def test_terms_count_an_event_once_where_it_stands_once(client):
    region = factories.term("region", "Kestrel Bay")
    repeating(first=-19, last=30, terms=[region])
    assert counts(asked(client), "region") == {region.slug: 1}
    assert counts(asked(client, "?when=past"), "region") == {region.slug: 3}


def test_without_what_was_asked_for_each_stands_once_again(client):
    repeating(start_date=day(1), repeats_until=day(22))
    answer = client.get(f"/events/?month={TODAY.year + 4}-01").content.decode()
    assert re.search(r">\s*1\s*<", answer) or "(1)" in answer


def test_words_find_each_date(client, weekly):
    factories.event(title="Something else", start_date=day(-3))
    assert titles(asked(client, "?q=table&when=past")) == ["Open table"] * 3
    assert titles(asked(client, "?q=table")) == ["Open table"]


def test_by_title_dates_stand_together(client, weekly):
    factories.event(title="Aardvark", start_date=day(-3))
    assert titles(asked(client, "?when=past&sort=title")) == ["Aardvark"] + ["Open table"] * 3


def test_a_moved_date_stands_where_it_was_moved_to(client):
    moved = [("moved", {"day": day(-6), "new_day": day(3), "start": None, "end": None, "reason": "Snow."})]
    repeating(first=-13, last=-6, dates_apart=moved)
    assert starts(asked(client)) == [day(3).isoformat()]
    assert asked(client, "?when=past")["total"] == 1


def test_pages_of_the_list_follow_one_another(client):
    repeating(first=-7 * 30, last=-7)
    first, second = (asked(client, f"?when=past&page={number}") for number in (1, 2))
    assert (len(first["results"]), len(second["results"])) == (20, 10)
    assert len({*starts(first), *starts(second)}) == 30


def test_a_closed_event_shows_none_of_its_dates(client, weekly):
    restriction = PageViewRestriction.objects.create(page=weekly, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Members of the table"))
    assert asked(client, "?when=all")["total"] == 0
    assert client.get(f"/events/{weekly.slug}/{day(2).isoformat()}/").status_code in {302, 403, 404}


def test_an_edited_rule_shows_at_once(client, weekly):
    assert asked(client, "?when=past")["total"] == 3
    weekly.repeats_every = 2
    weekly.save_revision().publish()
    assert asked(client, "?when=past")["total"] == 2
    weekly.unpublish()
    assert asked(client, "?when=past")["total"] == 0


def test_beside_pages_the_next_dates_stand_in_order(weekly):
    sooner = factories.event(title="Tonight", start_date=day(0), all_day=True)
    later = factories.event(title="Later", start_date=day(4))
    events = upcoming_events(EventPage, Reader(STRANGER, weekly.locale), datetime.datetime.now(datetime.UTC))
    assert [event.pk for event in events] == [sooner.pk, weekly.pk, later.pk]


def test_the_feed_has_the_event_once(client, weekly):
    assert client.get("/events/feed/?when=all").content.decode().count("<entry") == 1


def test_numbers_elsewhere_count_events(weekly):
    opened = opened_list(EventIndexPage, Reader(STRANGER, weekly.locale))
    assert opened.memory.total == 1
