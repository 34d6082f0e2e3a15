"""When an event takes place is one fact: every way out of the site tells the same day, also when it was postponed.

The ways are found, not listed: routes below events and their list, fields of the API, code and templates that read what
is typed. A new one fails here until it is said how its day is read.
"""

import datetime
import json
import re
from pathlib import Path

import feedparser
import icalendar
import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.search import index

from bin.our_apps import our_apps
from core.i18n.dates import full_day
from events.models import EventIndexPage, EventPage
from tests import factories
from website.routes import routes_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()
TITLE = "Zyxsession"


def day(days):
    return TODAY + datetime.timedelta(days=days)


def postponed(**fields):
    return {"condition": "postponed", "condition_reason": "Snow."} | fields


# Fields, and the first and last day on which it takes place.
EVENTS = {
    "as planned": ({"start_date": day(9)}, day(9), day(9)),
    "three days": ({"start_date": day(12), "end_date": day(14), "same_hours_daily": True}, day(12), day(14)),
    "a week ago, to next month": (postponed(start_date=day(-7), new_date=day(30)), day(30), day(30)),
    "long ago, to next month": (postponed(start_date=day(-90), new_date=day(31)), day(31), day(31)),
    "three days, moved": (
        postponed(start_date=day(-3), end_date=day(-1), same_hours_daily=True, new_date=day(40)),
        day(40),
        day(42),
    ),
    "three days and nights, moved": (
        postponed(start_date=day(5), end_date=day(7), end_time=datetime.time(9), new_date=day(50)),
        day(50),
        day(52),
    ),
    "whole days, moved": (
        postponed(start_date=day(2), end_date=day(3), all_day=True, new_date=day(33)),
        day(33),
        day(34),
    ),
    "to another hour": (postponed(start_date=day(5), new_date=day(35), new_time=datetime.time(16)), day(35), day(35)),
    "from a month to a day": (postponed(precision="month", start_date=day(5), new_date=day(45)), day(45), day(45)),
    "brought forward": (postponed(start_date=day(60), new_date=day(8)), day(8), day(8)),
}


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def days_in(html):
    """The days that a piece of HTML prints, without those that are said to be of the past plan."""
    shown = re.sub(r"<del>.*?</del>|(?:Was planned for|Moved from):.*?</p>", "", html, flags=re.S)
    return {datetime.date.fromisoformat(found) for found in re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)', shown)}


def cards(html):
    return "".join(re.findall(r'<article class="card.*?</article>', html, re.S))


def page(client, event):
    """The box and the notice; what else the page shows are cards of others."""
    html = text_of(client, event.url)
    return days_in(html[html.index("<h1") : html.index('class="facts rows"')])


def structured(client, event):
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, event.url), re.S)
    told = json.loads(found)
    if event.is_postponed and event.planned_times.known_days:
        assert told["eventStatus"] == "https://schema.org/EventRescheduled"
        assert told["previousStartDate"][:10] == event.start_date.isoformat()
    else:
        assert told.get("previousStartDate", "")[:7] in {"", event.start_date.isoformat()[:7]}
    return {datetime.date.fromisoformat(told[name][:10]) for name in ("startDate", "endDate") if name in told}


def entry_days(content):
    [entry] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    start, end = entry["dtstart"].dt, entry["dtend"].dt
    if not isinstance(start, datetime.datetime):
        return {start, end - datetime.timedelta(days=1)}
    repeats = entry["rrule"]["COUNT"][0] - 1 if "rrule" in entry else 0
    return {start.date(), end.date() + datetime.timedelta(days=repeats)}


def event_file(client, event):
    return entry_days(client.get(f"{event.url}event.ics").content)


def calendar(client, event):
    return entry_days(client.get("/events/calendar.ics").content)


def feed(client, event):
    [entry] = feedparser.parse(client.get("/events/feed/").content).entries
    return {one for one in span(event) if told_in(one, entry.summary)}


def told_in(one, text):
    """Named in full, or as the first of several days."""
    return (
        full_day(one) in text or f"{one:%A, %B} {one.day} to" in text or f"{one:%A, %B} {one.day}, {one.year}" in text
    )


def list_json(client, event):
    [entry] = json.loads(text_of(client, "/events/list.json"))["results"]
    return machine_days(entry["when"])


def machine_days(when):
    return {datetime.date.fromisoformat(when[name][:10]) for name in ("start", "end") if when[name]}


def listed(client, event):
    html = text_of(client, "/events/")
    [heading] = re.findall(r'class="month-head">\s*(\S+ \d{4})', html)
    assert heading == f"{span(event)[0]:%B %Y}"
    assert TITLE not in text_of(client, "/events/?when=past")
    return days_in(cards(html))


def month(client, event):
    return days_in(cards(text_of(client, f"/events/?month={span(event)[0]:%Y-%m}")))


def year(client, event):
    return days_in(cards(text_of(client, f"/events/?year={span(event)[0]:%Y}")))


def api(client, event):
    return machine_days(json.loads(text_of(client, f"/api/v2/pages/{event.pk}/"))["when"])


def api_list(client, event):
    [told] = json.loads(text_of(client, "/api/v2/pages/?type=events.EventPage&fields=when"))["items"]
    return machine_days(told["when"])


def searched(client, event):
    html = text_of(client, f"/search/?q={TITLE}")
    return {one for one in span(event) if told_in(one, html)}


def search_json(client, event):
    [hit] = json.loads(text_of(client, f"/api/search/?q={TITLE}"))["results"]
    return {one for one in span(event) if told_in(one, hit["note"])}


def elsewhere(client, event):
    """Beside another event, as one more to come."""
    other = factories.event(title="Another", start_date=day(500))
    html = text_of(client, other.url)
    return days_in(cards(html[html.index('id="more"') :]))


def in_series(client, event):
    series = factories.series()
    event.series = series
    event.save_revision().publish()
    return {one for one in span(event) if told_in(one, text_of(client, series.url))}


def occurrences(client, event):
    rows = [(row.start_utc, row.end_utc - datetime.timedelta(seconds=1)) for row in event.occurrences.all()]
    return {instant.astimezone(event.zone).date() for row in rows for instant in row} & set(span(event))


def span(event):
    return next((first, last) for _fields, first, last in EVENTS.values() if first == event.known_days[0])


WAYS = [
    *(page, structured, listed, month, year, api, api_list, searched, search_json, occurrences),
]
# Last, as they make pages beside it.
BESIDE = [elsewhere, in_series]
# By the names of the routes below the page of an event, and below the list.
# Of one date of an event that repeats: tests/events/test_repeating.py.
OF_DATES = {"one_date", "file_of_date"}
# Of signing up: tests/signup/test_sign_up_page.py.
OF_SIGNING_UP = {"sign_up_page", "signed_up", "on_waiting_list"}
OF_SIGNING_UP |= {"sign_up_to_date", "signed_up_to_date", "on_waiting_list_of_date"}
ROUTES = {"event_file": event_file, "calendar": calendar, "feed": feed, "list_json": list_json}


@pytest.fixture(params=EVENTS)
def event(request, db):
    fields, _first, _last = EVENTS[request.param]
    return factories.event(title=TITLE, slug="zyxsession", **fields)


def test_every_way_out_tells_the_same_days(event, client):
    index.insert_or_update_object(event)
    first, last = span(event)
    told = {way.__name__: way(client, event) for way in [*WAYS, *ROUTES.values(), *BESIDE]}
    assert {name: days for name, days in told.items() if days not in ({first}, {first, last})} == {}


def test_every_address_below_an_event_and_their_list_is_among_the_ways():
    names = {route.name for model in (EventPage, EventIndexPage) for route in routes_of(model)}
    assert names == set(ROUTES) | OF_DATES | OF_SIGNING_UP


def test_it_is_to_come_until_its_new_day_is_over(event):
    first, last = span(event)
    assert event.phase == "to-come"
    after = datetime.datetime.combine(last + datetime.timedelta(days=2), datetime.time(), tzinfo=event.zone)
    assert event.phase_at(after) == "past"
    assert timezone.localtime(event.sort_start_utc, event.zone).date() == event.sort_day == first


# What is typed of the times; who reads it past `times` and `planned_times` shows a day that may be an old one.
TYPED = re.compile(r"""\b(start_date|end_date|new_date|new_time)\b""")
# Models and their migrations; what shows dates while they are typed; the demonstration, documents and other calendars,
# which type; the calendar asks which were called off.
MAY_READ = re.compile(
    r"events/(models/(timing|condition|repeating|spans)\.py|calendars/ical\.py|repeating/preview\.py|migrations/|intake/|"
    r"outside_calendars/)|home/demo/"
)


def sources():
    root = Path(settings.BASE_DIR)
    for folder in (*our_apps(), "templates"):
        for path in [*(root / folder).rglob("*.py"), *(root / folder).rglob("*.html")]:
            yield path.relative_to(root).as_posix(), path.read_text()


def test_nothing_reads_what_is_typed_past_the_one_home():
    readers = {name for name, text in sources() if TYPED.search(text) and not MAY_READ.match(name)}
    assert readers == set()


def test_a_day_that_is_not_known_yet_is_said_everywhere(client):
    event = factories.event(title=TITLE, start_date=day(-3), **postponed())
    assert event.phase == "to-come"
    assert not event.occurrences.exists()
    html = text_of(client, "/events/")
    assert "Date to be announced" in html and TITLE in html
    assert days_in(cards(html)) == set()
    assert "Was planned for:" in text_of(client, event.url)
    assert "EventPostponed" in text_of(client, event.url)
    [entry] = icalendar.Calendar.from_ical(client.get("/events/calendar.ics").content).walk("VEVENT")
    assert entry["status"] == "CANCELLED" and entry["dtstart"].dt.date() == day(-3)


def test_a_sitting_keeps_no_day_of_the_old_plan(client):
    sittings = [("session", {"label": "Morning", "date": day(5), "start": datetime.time(9)})]
    event = factories.event(start_date=day(5), sessions=sittings, **postponed(new_date=day(25)))
    html = text_of(client, event.url)
    sitting = html[html.index(">Morning<") :][:300]
    assert full_day(day(5)) not in sitting and "9:00" in sitting


def test_another_hour_leaves_the_end_open():
    event = factories.event(start_date=day(5), **postponed(new_date=day(6), new_time=datetime.time(16)))
    assert event.times.known_hours == (datetime.time(16), None)


def test_what_was_held_on_the_new_day_is_past(client):
    event = factories.event(title=TITLE, start_date=day(-30), **postponed(new_date=day(-3)))
    assert event.phase == "past"
    html = text_of(client, event.url)
    assert "Held" in html and full_day(day(-3)) in html and "This session is postponed" not in html
    assert TITLE in text_of(client, "/events/?when=past")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"new_date": day(9)}, "Mark the event as postponed"),
        (postponed(new_time=datetime.time(9)), "Add the new date"),
    ],
)
def test_a_new_day_is_no_half_fact(fields, message):
    event = factories.event(live=False, **fields)
    assert any(message in str(problem.message) for problem in event.go_live_problems())


def test_until_midnight_is_until_the_day_is_over():
    event = EventPage(
        title="Late", slug="late", start_date=day(5), start_time=datetime.time(20), end_time=datetime.time(0)
    )
    event.clean()
    [(_day, (start, end))] = event.occurrence_spans()
    assert end - start == datetime.timedelta(hours=4)
