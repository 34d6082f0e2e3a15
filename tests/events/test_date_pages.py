"""The page of an event that repeats, and the page of each of its dates."""

import datetime
import json
import re
from datetime import date, time

import pytest
from wagtail.models import Locale, PageViewRestriction

from core.i18n.dates import full_day
from tests import factories

pytestmark = pytest.mark.django_db
YEAR = datetime.date.today().year + 1
FIRST = date(YEAR, 1, 7)


def day(number):
    return FIRST + datetime.timedelta(days=7 * number)


def repeating(*exceptions, **fields):
    blocks = [{"type": kind, "value": value} for kind, value in exceptions]
    usual = {
        "title": "Open table",
        "start_date": FIRST,
        "start_time": time(10),
        "end_time": time(11, 30),
        "repeats": "weekly",
        "repeats_until": day(12),
        "dates_apart": blocks,
    }
    return factories.event(**usual | fields)


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def described(page):
    return json.loads(re.search(r'application/ld\+json">(\{.*?"@type": "Event".*?)</script>', page).group(1))


def test_the_event_names_its_next_date_its_rule_and_each_date(client):
    event = repeating(("cancelled", {"day": str(day(1)), "reason": "Snow."}))
    page = html(client, event.url)
    assert full_day(day(0)) in page
    assert event.rule_in_words in page
    assert all(f'href="{event.url}{day(number)}/"' in page for number in range(13))
    assert "Cancelled" in page


def test_a_date_has_its_own_page(client):
    own = {"day": str(day(2)), "title": "With Anna Reyes", "venue_city": "Kestrel Bay", "mode": "in-person"}
    event = repeating(("own", own))
    address = f"{event.url}{day(2)}/"
    page = html(client, address)
    assert re.search(r"<h1[^>]*>With Anna Reyes</h1>", page)
    assert "Kestrel Bay" in page and "Open table" in page
    assert re.search(rf'rel="canonical" href="[^"]*{address}"', page)
    assert described(page)["startDate"][:10] == str(day(2))
    assert f'href="{address}event.ics"' in page
    assert f'href="{event.url}{day(1)}/"' in page and f'href="{event.url}{day(3)}/"' in page


def test_a_cancelled_date_says_why_and_the_others_do_not(client):
    event = repeating(("cancelled", {"day": str(day(1)), "reason": "The road is closed."}))
    page = html(client, f"{event.url}{day(1)}/")
    assert "This date is cancelled" in page and "The road is closed." in page
    assert described(page)["eventStatus"].endswith("EventCancelled")
    assert "This date is cancelled" not in html(client, f"{event.url}{day(2)}/")


def test_a_moved_date_says_from_when_to_when(client):
    moved = {"day": str(day(1)), "new_day": str(day(1) + datetime.timedelta(days=1)), "reason": "Snow."}
    event = repeating(("moved", moved))
    page = html(client, f"{event.url}{day(1)}/")
    assert "This date was moved" in page
    assert described(page)["eventStatus"].endswith("EventRescheduled")
    assert described(page)["previousStartDate"][:10] == str(day(1))


def test_a_day_that_is_none_of_its_dates_is_not_found(client):
    event = repeating(("left_out", {"day": str(day(1))}))
    other = factories.event(title="Once", start_date=FIRST)
    for address in (f"{event.url}{day(1)}/", f"{event.url}{YEAR}-01-08/", f"{other.url}{FIRST}/", f"{event.url}x/"):
        assert client.get(address).status_code == 404, address


def test_a_draft_shows_no_dates(client):
    event = repeating()
    event.repeats_until = day(20)
    event.save_revision()
    assert client.get(f"{event.url}{day(15)}/").status_code == 404


def test_the_switch_of_languages_keeps_the_date(client):
    Locale.objects.get_or_create(language_code="fr")
    event = repeating()
    assert f'href="/fr{event.url}{day(2)}/"' in html(client, f"{event.url}{day(2)}/")
    french = html(client, f"/fr{event.url}{day(2)}/")
    assert "jeudi" in french or "vendredi" in french or "janvier" in french


def test_the_card_names_the_next_date_and_what_follows(client):
    repeating(start_date=FIRST)
    page = html(client, "/events/")
    assert f"Then January {day(1).day} and January {day(2).day}. Every" in page


def test_many_dates_are_folded(client):
    page = html(client, repeating().url)
    assert "7 later dates" in page


SECRET = "Zyxguest"


def secret_dates():
    own = {"day": str(day(2)), "title": SECRET, "people": [{"type": "person", "value": {"name": SECRET}}]}
    cancelled = {"day": str(day(3)), "reason": f"{SECRET} is ill."}
    return ("own", own), ("cancelled", cancelled)


def ways_out(event):
    of_dates = [f"{event.url}{day(number)}/{end}" for number in (2, 3) for end in ("", "event.ics")]
    of_lists = ["", "?when=all", f"?month={day(2):%Y-%m}", f"?year={YEAR}", "?q=table", "list.json?when=all"]
    files = ["feed/?when=all", "calendar.ics", f"calendar.ics?month={day(2):%Y-%m}"]
    elsewhere = ["/", "/search/?q=table", "/api/search/?q=table", f"/api/v2/pages/{event.pk}/"]
    below = [f"/events/{one}" for one in (*of_lists, *files)]
    return [event.url, f"{event.url}event.ics", *of_dates, *below, *elsewhere]


def telling(client, event, words=SECRET):
    return [way for way in ways_out(event) if words in client.get(way).content.decode()]


def test_no_way_out_tells_of_the_dates_of_a_closed_event(client):
    event = repeating(*secret_dates())
    month = f"/events/?month={day(2):%Y-%m}"
    assert {f"{event.url}{day(2)}/", "/events/calendar.ics", month} <= {*telling(client, event)}
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert telling(client, event) == []
    assert all(
        str(day(2)) not in client.get(way).content.decode() for way in ("/events/list.json?when=all", "/events/")
    )


def test_no_way_out_tells_of_dates_that_are_a_draft(client):
    event = repeating()
    event.dates_apart = [{"type": kind, "value": value} for kind, value in secret_dates()]
    event.save_revision()
    assert telling(client, event) == []
