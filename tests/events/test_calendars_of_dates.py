"""Calendar programs read the dates that the site shows: two libraries nobody here wrote, reading our own files."""

import datetime
from datetime import date, time
from unittest import mock

import icalendar
import pytest
import recurring_ical_events
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from events.calendars import ical
from events.models import EventPage
from events.repeating.rule import Repeats
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = date(2027, 1, 7)
USUAL = {
    "start_date": FIRST,
    "start_time": time(10),
    "end_time": time(11, 30),
    "time_zone": "America/Toronto",
    "repeats": "weekly",
    "repeats_every": 2,
    "repeats_until": date(2027, 4, 1),
}


def repeating(*exceptions, **fields):
    blocks = [{"type": kind, "value": value} for kind, value in exceptions]
    return factories.event(**USUAL | {"dates_apart": blocks} | fields)


def spans_read(text, zone):
    """Start and end of each entry that takes place, as recurring-ical-events gives them."""
    entries = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2024, 1, 1), (2036, 1, 1))
    held = [entry for entry in entries if entry.get("status") != "CANCELLED"]
    return sorted((_instant(entry.start, zone), _instant(entry.end, zone)) for entry in held)


def _instant(value, zone):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, time(), tzinfo=zone)
    return value.astimezone(datetime.UTC)


def spans_shown(event):
    return sorted(date.span for date in event.dates() if not date.is_cancelled)


def file_of(client, event):
    return client.get(f"{event.url}event.ics").content.decode()


EXCEPTIONS = [
    ("left_out", {"day": "2027-01-21"}),
    ("cancelled", {"day": "2027-02-04", "reason": "Snow."}),
    ("moved", {"day": "2027-02-18", "new_day": "2027-02-19", "start": "13:00", "end": "14:00", "reason": "Room."}),
    ("added", {"day": "2027-02-25", "start": "18:00", "end": "19:00"}),
    ("own", {"day": "2027-03-18", "title": "With Anna Reyes", "venue_city": "Kestrel Bay", "mode": "hybrid"}),
]


def test_one_entry_with_the_rule_and_one_for_each_date_that_differs(client):
    event = repeating(*EXCEPTIONS, title="Open table")
    entries = icalendar.Calendar.from_ical(file_of(client, event)).walk("VEVENT")
    assert {entry["uid"] for entry in entries} == {entries[0]["uid"]}
    assert "RRULE" in entries[0] and "EXDATE" in entries[0] and "RDATE" in entries[0]
    apart = {entry["recurrence-id"].dt.date().isoformat(): entry for entry in entries[1:]}
    assert list(apart) == ["2027-02-04", "2027-02-18", "2027-02-25", "2027-03-18"]
    assert apart["2027-02-04"]["status"] == "CANCELLED"
    assert apart["2027-02-18"]["dtstart"].dt.isoformat() == "2027-02-19T13:00:00-05:00"
    assert apart["2027-03-18"]["summary"] == "With Anna Reyes"
    assert apart["2027-03-18"]["url"].endswith("/2027-03-18/")
    assert spans_read(file_of(client, event), event.zone) == spans_shown(event)


def test_a_second_library_finds_it_valid_and_counts_the_same_days(client):
    event = repeating(*EXCEPTIONS[:1])
    calendar = vobject.readOne(file_of(client, event))
    assert calendar.validate(raiseException=True)
    [entry] = calendar.contents["vevent"]
    assert [moment.date() for moment in entry.getrruleset()] == [date.day for date in event.dates()]


@pytest.mark.parametrize("exception", EXCEPTIONS)
def test_each_file_is_valid(client, exception):
    event = repeating(exception)
    for address in (f"{event.url}event.ics", "/events/calendar.ics", f"{event.url}2027-03-04/event.ics"):
        text = client.get(address).content.decode()
        assert vobject.readOne(text).validate(raiseException=True), address


def test_the_file_of_a_date_holds_that_date(client):
    event = repeating(*EXCEPTIONS)
    [entry] = icalendar.Calendar.from_ical(client.get(f"{event.url}2027-02-18/event.ics").content).walk("VEVENT")
    assert entry["dtstart"].dt.isoformat() == "2027-02-19T13:00:00-05:00"
    assert entry["recurrence-id"].dt.isoformat() == "2027-02-18T10:00:00-05:00"
    assert client.get(f"{event.url}2027-01-21/event.ics").status_code == 404
    assert client.get(f"{event.url}2027-02-30/event.ics").status_code == 404


def test_whole_days_end_on_the_day_after(client):
    event = repeating(all_day=True, start_time=None, end_time=None, end_date=date(2027, 1, 8))
    [entry] = icalendar.Calendar.from_ical(file_of(client, event)).walk("VEVENT")
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (FIRST, date(2027, 1, 9))
    assert spans_read(file_of(client, event), event.zone) == spans_shown(event)


def test_a_subscriber_sees_what_changes(client):
    """The subscription through moving, cancelling, taking back and deleting."""
    event = repeating(title="Open table")

    def seen():
        text = client.get("/events/calendar.ics").content
        held = icalendar.Calendar.from_ical(text).walk("VEVENT")
        return spans_read(text, event.zone), max((int(entry["sequence"]) for entry in held), default=None)

    before, first_sequence = seen()
    assert before == spans_shown(event)
    for exceptions in (EXCEPTIONS[1:2], EXCEPTIONS[1:3], []):
        event.dates_apart = [{"type": kind, "value": value} for kind, value in exceptions]
        later = event.last_published_at + datetime.timedelta(seconds=2)
        with mock.patch("django.utils.timezone.now", return_value=later):
            event.save_revision().publish()
        event = EventPage.objects.get(pk=event.pk)
        spans, sequence = seen()
        assert spans == spans_shown(event)
        assert sequence > first_sequence
        first_sequence = sequence
    event.delete()
    assert seen() == ([], None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    repeats=st.sampled_from([value for value in Repeats.values if value]),
    first=st.dates(date(2025, 1, 1), date(2030, 12, 20)),
    length=st.integers(0, 400),
    every=st.integers(1, 3),
    zone=st.sampled_from(["America/St_Johns", "America/Vancouver", "Europe/Dublin", "Australia/Lord_Howe", "UTC"]),
    start=st.times(min_value=time(0), max_value=time(22)).map(lambda at: at.replace(second=0, microsecond=0)),
    whole_days=st.booleans(),
    left_out=st.sets(st.integers(0, 60), max_size=5),
    moved=st.dictionaries(st.integers(0, 60), st.integers(-20, 20), max_size=4),
)
def test_subscribers_read_the_dates_that_we_show(
    repeats, first, length, every, zone, start, whole_days, left_out, moved
):
    """Over zones, rules, nights at which clocks change, and edits."""
    event = EventPage(
        title="Open table",
        slug="open-table",
        start_date=first,
        start_time=None if whole_days else start,
        end_time=None if whole_days else start.replace(hour=start.hour + 1),
        all_day=whole_days,
        time_zone=zone,
        repeats=repeats,
        repeats_every=every,
        repeats_until=first + datetime.timedelta(days=length),
        path="00010001",
        url_path="/front/open-table/",
        locale=Locale.get_default(),
    )
    if repeats == Repeats.MONTHLY_LAST and not event.rule.begins_with_itself:
        return
    days = [date.day for date in event.dates()]
    blocks = [{"type": "left_out", "value": {"day": str(days[at])}} for at in left_out if at < len(days)]
    blocks += [
        {"type": "moved", "value": {"day": str(days[at]), "new_day": str(days[at] + datetime.timedelta(days=by))}}
        for at, by in moved.items()
        if at < len(days) and at not in left_out
    ]
    event.dates_apart = event._meta.get_field("dates_apart").to_python(
        [block | {"id": f"b{number}"} for number, block in enumerate(blocks)]
    )
    text = ical.event_calendar(event).to_ical()
    assert spans_read(text, event.zone) == spans_shown(event)
