"""Calendar programs read the dates that the site shows: two libraries nobody here wrote, reading our own files."""

import datetime
from datetime import date, time
from unittest import mock
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from django.test import override_settings
from hypothesis import HealthCheck, given, settings

from events.calendars import ical
from events.models import EventPage
from events.outside_calendars.calendar_entries import read_calendar
from events.outside_calendars.comparing import event_with
from events.outside_calendars.entry_fields import ReadEntry
from events.outside_calendars.entry_times import Zones
from tests import factories
from tests.events.random_dates import events_on_many_dates

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


# Whole events, after the exceptions: what is off keeps its dates in calendars, marked.
OFF = {"condition": "cancelled", "condition_reason": "The hall is closed."}
ON = {"condition": "as-planned", "condition_reason": ""}


@pytest.mark.parametrize("of_series", [False, True])
def test_a_subscriber_sees_what_changes(client, of_series):
    """A subscription through making, cancelling, moving, taking back, calling off, taking back and deleting."""
    series = factories.series()
    address = f"{series.url}calendar.ics" if of_series else "/events/calendar.ics"
    zone = ZoneInfo(USUAL["time_zone"])

    def seen():
        text = client.get(address).content
        held = icalendar.Calendar.from_ical(text).walk("VEVENT")
        uids = {str(entry["uid"]) for entry in held}
        return spans_read(text, zone), max((int(entry["sequence"]) for entry in held), default=None), uids

    factories.event_index()
    assert seen() == ([], None, set())
    event = repeating(title="Open table", series=series)
    before, sequence, uids = seen()
    assert before == spans_shown(event) and len(uids) == 1
    steps = [(EXCEPTIONS[1:2], ON), (EXCEPTIONS[1:3], ON), ([], ON), ([], OFF), (EXCEPTIONS, ON)]
    for exceptions, fields in steps:
        event.dates_apart = [{"type": kind, "value": value} for kind, value in exceptions]
        for name, value in fields.items():
            setattr(event, name, value)
        later = event.last_published_at + datetime.timedelta(seconds=2)
        with mock.patch("django.utils.timezone.now", return_value=later):
            event.save_revision().publish()
        event = EventPage.objects.get(pk=event.pk)
        spans, next_sequence, now_uids = seen()
        assert spans == ([] if event.is_cancelled else spans_shown(event))
        assert next_sequence > sequence and now_uids == uids
        sequence = next_sequence
    event.delete()
    assert seen() == ([], None, set())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(event=events_on_many_dates())
def test_subscribers_read_the_dates_that_we_show(event):
    """Over zones, rules, nights at which clocks change, and edits."""
    text = ical.event_calendar(event).to_ical()
    assert spans_read(text, event.zone) == spans_shown(event)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(event=events_on_many_dates())
def test_what_we_write_is_imported_with_the_same_dates(event):
    """Our own reader of other calendars, reading our own: what takes place, what is off, what is called otherwise."""
    [told] = read_calendar(ical.event_calendar(event).to_ical())["entries"]
    read = ReadEntry(told, Zones("", event.time_zone), "en")
    again = event_with(EventPage(locale=event.locale), read.fields)
    kept = [one for one in event.dates() if one.span[0].year < 2100]
    assert spans_shown(again) == sorted(one.span for one in kept if not one.is_cancelled)
    assert [one.day for one in again.dates() if one.is_cancelled] == [one.day for one in kept if one.is_cancelled]
    own = {one.day: event.at(one).title for one in kept if one.own}
    assert {one.day: again.at(one).title for one in again.dates() if one.own and one.own.get("title")} == own


SERVERS = ["Pacific/Kiritimati", "America/St_Johns", "UTC"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(event=events_on_many_dates())
def test_the_zone_of_the_server_moves_nothing(event):
    """Django sets the zone of the process with its own: what asks the C library is asked elsewhere too."""
    here = ical.event_calendar(event).to_ical(), event.occurrence_spans(), event.sorting_span()
    for zone in SERVERS:
        with override_settings(TIME_ZONE=zone):
            event._known_dates = None
            told = read_calendar(here[0])["entries"]
            assert (ical.event_calendar(event).to_ical(), event.occurrence_spans(), event.sorting_span()) == here
        assert read_calendar(here[0])["entries"] == told


@pytest.mark.parametrize("server", SERVERS)
def test_an_event_that_is_saved_elsewhere_takes_place_at_the_same_instants(server, client):
    event = repeating(*EXCEPTIONS, title="Open table")
    before = list(event.occurrences.values_list("day", "start_utc", "end_utc")), event.sort_start_utc, event.sort_day
    shown = client.get(f"{event.url}2027-01-07/").text
    with override_settings(TIME_ZONE=server):
        event.save_revision().publish()
        event.refresh_from_db()
        after = list(event.occurrences.values_list("day", "start_utc", "end_utc")), event.sort_start_utc, event.sort_day
        assert after == before
        words = "10:00 to 11:30 am Eastern Time"
        assert words in shown and words in client.get(f"{event.url}2027-01-07/").text
