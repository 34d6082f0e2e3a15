"""Calendars of others become drafts: days, zones, rules and dates as the file says, and the rest in the report."""

import datetime
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from events.models import CalendarImport, EventPage, ImportedEntry
from events.outside_calendars import applying_calendar, calendar_file
from events.outside_calendars.calendar_tasks import work_on
from linkcheck.client import PageAnswer
from tests import factories

pytestmark = pytest.mark.django_db
START = "DTSTART;TZID=America/Toronto:20270114T100000\nDTEND;TZID=America/Toronto:20270114T113000"


def calendar(*entries, head=""):
    body = "".join(f"BEGIN:VEVENT\nDTSTAMP:20260101T000000Z\n{entry}\nEND:VEVENT\n" for entry in entries)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n")


def entry(*lines, uid="one@example.org", title="Open table", start=START):
    return "\n".join([f"UID:{uid}", f"SUMMARY:{title}", start, *lines])


@pytest.fixture
def index(db):
    return factories.event_index()


@pytest.fixture
def editor(index, admin_client):
    return admin_client


def read(client, text, **fields):
    file = SimpleUploadedFile("meetings.ics", text.encode(), content_type="text/calendar")
    answer = client.post(reverse("calendar_imports:start"), {"file": file, "only_to_come": "on", **fields})
    assert answer.status_code == 302, answer.content.decode()
    return CalendarImport.objects.latest("pk")


def imported(client, text, replace=(), **fields):
    batch = read(client, text, **fields)
    client.post(reverse("calendar_imports:batch", args=[batch.pk]), {"replace": list(replace)})
    batch.refresh_from_db()
    return batch


def only_event():
    return EventPage.objects.get().get_latest_revision_as_object()


def outcomes(batch):
    return [line["outcome"] for line in batch.lines]


def remarks(batch):
    return " ".join(remark for line in batch.lines for remark in [line["reason"], *line["remarks"]])


def dates(event):
    return [one.times.spans()[0][0].astimezone(event.zone).replace(tzinfo=None) for one in event.dates()]


# Looking and applying


def test_nothing_is_made_before_the_editor_says_so(editor):
    batch = read(editor, calendar(entry()))
    assert outcomes(batch) == ["new"] and not EventPage.objects.exists()
    shown = editor.get(reverse("calendar_imports:batch", args=[batch.pk])).content.decode()
    assert "Open table" in shown and "Thursday, January 14, 2027" in shown


def test_an_entry_becomes_a_draft(editor, index):
    lines = (
        "LOCATION:Maple Hall, 12 Water Street",
        "URL:https://example.org/table",
        "DESCRIPTION:We eat.\\n\\nAll come.",
    )
    batch = imported(editor, calendar(entry(*lines)))
    event = only_event()
    assert batch.state == CalendarImport.State.APPLIED and not event.live and event.get_parent().pk == index.pk
    assert (event.title, event.time_zone) == ("Open table", "America/Toronto")
    assert (event.start_date, event.start_time, event.end_date, event.end_time) == (
        date(2027, 1, 14),
        time(10),
        None,
        time(11, 30),
    )
    assert (event.venue_name, event.venue_address, event.mode) == ("Maple Hall", "12 Water Street", "")
    assert "<p>We eat.</p>" in event.introduction and 'href="https://example.org/table"' in event.introduction


def test_what_was_read_is_not_kept_after_the_drafts_are_made(editor):
    assert imported(editor, calendar(entry("ATTENDEE:mailto:ana@example.org"))).entries == []


def test_discarding_makes_nothing(editor):
    batch = read(editor, calendar(entry()))
    editor.post(reverse("calendar_imports:batch", args=[batch.pk]), {"discard": "yes"})
    assert not CalendarImport.objects.exists() and not EventPage.objects.exists()


# Again


def test_the_same_calendar_again_changes_nothing(editor):
    imported(editor, calendar(entry("RRULE:FREQ=WEEKLY;COUNT=4", "DESCRIPTION:Bring a cup.")))
    before = EventPage.objects.get().latest_revision_id
    batch = imported(editor, calendar(entry("RRULE:FREQ=WEEKLY;COUNT=4", "DESCRIPTION:Bring a cup.")))
    assert outcomes(batch) == ["unchanged"] and EventPage.objects.get().latest_revision_id == before


def test_a_changed_entry_changes_the_same_draft(editor):
    imported(editor, calendar(entry()))
    batch = imported(editor, calendar(entry(title="Long table")))
    assert outcomes(batch) == ["changed"] and batch.lines[0]["changes"] == ["title"]
    assert only_event().title == "Long table"


def test_what_an_editor_changed_stays_unless_asked_for(editor):
    imported(editor, calendar(entry()))
    draft = only_event()
    draft.title = "Table of the editor"
    draft.save_revision()
    batch = imported(editor, calendar(entry(title="Long table")))
    assert outcomes(batch) == ["kept"] and only_event().title == "Table of the editor"
    assert "Somebody changed the draft" in remarks(batch)
    batch = imported(editor, calendar(entry(title="Long table")), replace=[0])
    assert outcomes(batch) == ["changed"] and only_event().title == "Long table"


def test_a_live_event_is_left_alone_and_the_report_says_how_it_differs(editor, index):
    imported(editor, calendar(entry()))
    EventPage.objects.update(live=True)
    batch = imported(editor, calendar(entry(title="Long table")), replace=[0])
    assert outcomes(batch) == ["kept"] and batch.lines[0]["changes"] == ["title"]
    assert EventPage.objects.get().title == "Open table" and only_event().title == "Open table"


def test_an_event_that_was_deleted_comes_again(editor):
    imported(editor, calendar(entry()))
    EventPage.objects.get().delete()
    assert not ImportedEntry.objects.exists()
    assert outcomes(imported(editor, calendar(entry()))) == ["new"]


def test_what_went_live_after_it_was_looked_at_stays(editor):
    imported(editor, calendar(entry()))
    batch = read(editor, calendar(entry(title="Long table")))
    EventPage.objects.update(live=True)
    editor.post(reverse("calendar_imports:batch", args=[batch.pk]))
    batch.refresh_from_db()
    assert outcomes(batch) == ["kept"] and EventPage.objects.get().title == "Open table"


# Days, hours, zones


def test_whole_days_end_on_the_day_before_the_end(editor):
    start = "DTSTART;VALUE=DATE:20270114\nDTEND;VALUE=DATE:20270116"
    imported(editor, calendar(entry(start=start)))
    event = only_event()
    assert (event.all_day, event.start_date, event.end_date) == (True, date(2027, 1, 14), date(2027, 1, 15))
    assert event.time_zone == "America/Vancouver"


def test_windows_names_of_zones_are_known_and_told(editor):
    start = "DTSTART;TZID=Eastern Standard Time:20270114T100000"
    batch = imported(editor, calendar(entry(start=start)))
    assert only_event().time_zone == "America/New_York" and "Eastern Standard Time" in remarks(batch)


def test_hours_without_a_zone_ask_for_one(editor):
    start = "DTSTART:20270114T100000\nDURATION:PT90M"
    batch = read(editor, calendar(entry(start=start)))
    assert outcomes(batch) == ["unreadable"] and "no time zone" in remarks(batch)
    address = reverse("calendar_imports:batch", args=[batch.pk])
    editor.post(address, {"zone": "yes", "time_zone": "America/Halifax"})
    batch.refresh_from_db()
    assert outcomes(batch) == ["new"] and "Atlantic Time" in remarks(batch)
    editor.post(address)
    event = only_event()
    assert (event.time_zone, event.start_time, event.end_time) == ("America/Halifax", time(10), time(11, 30))


def test_universal_time_is_put_on_the_clocks_of_the_calendar(editor):
    start = "DTSTART:20270114T180000Z\nDTEND:20270114T190000Z"
    imported(editor, calendar(entry(start=start), head="X-WR-TIMEZONE:America/Toronto\n"))
    event = only_event()
    assert (event.time_zone, event.start_time, event.end_time) == ("America/Toronto", time(13), time(14))


def test_the_rules_of_zones_are_those_of_the_site(editor):
    """British Columbia stays on daylight time from 2026 on: in January it is two hours behind Ontario."""
    start = "DTSTART;TZID=America/Toronto:20270114T130000\nDTEND;TZID=America/Vancouver:20270114T120000"
    imported(editor, calendar(entry(start=start)))
    assert only_event().end_time == time(14)


def test_a_zone_that_the_file_defines_itself_counts_as_it_says(editor):
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Somewhere\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0330\n"
        "TZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    start = "DTSTART;TZID=Somewhere:20270114T100000"
    imported(editor, calendar(entry(start=start), head=zone), time_zone="America/Toronto")
    event = only_event()
    assert event.planned_times.spans()[0][0] == datetime.datetime(2027, 1, 14, 13, 30, tzinfo=datetime.UTC)


def test_until_midnight_and_beyond(editor):
    at = "DTSTART;TZID=America/Toronto:20270114T200000\nDTEND;TZID=America/Toronto:2027"
    imported(editor, calendar(entry(start=f"{at}0115T000000")))
    assert (only_event().end_date, only_event().end_time) == (None, time(0))
    imported(editor, calendar(entry(start=f"{at}0115T013000")))
    assert (only_event().end_date, only_event().end_time) == (date(2027, 1, 15), time(1, 30))


def test_an_end_before_the_beginning_is_no_end(editor):
    start = "DTSTART;TZID=America/Toronto:20270114T100000\nDTEND;TZID=America/Toronto:20270114T090000"
    imported(editor, calendar(entry(start=start)))
    assert only_event().end_time is None


# Rules and dates


@pytest.mark.parametrize(
    ("rule", "repeats", "days"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", "weekly", ["01-14", "01-28", "02-11"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", "weekly", ["01-14", "01-19", "01-21", "01-26"]),
        ("FREQ=MONTHLY;BYDAY=2TH;COUNT=3", "monthly-weekday", ["01-14", "02-11", "03-11"]),
        ("FREQ=MONTHLY;BYMONTHDAY=14;UNTIL=20270401T000000Z", "monthly-day", ["01-14", "02-14", "03-14"]),
        ("FREQ=WEEKLY;UNTIL=20270128T150000Z", "weekly", ["01-14", "01-21", "01-28"]),
        ("FREQ=DAILY;INTERVAL=3;COUNT=3", "weekly", ["01-14", "01-17", "01-20"]),
    ],
)
def test_a_rule_becomes_ours_with_the_same_dates(editor, rule, repeats, days):
    imported(editor, calendar(entry(f"RRULE:{rule}")))
    event = only_event()
    assert dates(event) == [datetime.datetime.fromisoformat(f"2027-{day}T10:00") for day in days]
    assert event.repeats == repeats


def test_days_in_a_row_are_one_event_of_several_days(editor):
    imported(editor, calendar(entry("RRULE:FREQ=DAILY;COUNT=3")))
    event = only_event()
    assert (event.repeats, event.end_date, event.same_hours_daily) == ("", date(2027, 1, 16), True)


def test_dates_left_out_added_moved_cancelled_and_of_their_own(editor):
    def of(day, *lines, title="Open table"):
        return entry(f"RECURRENCE-ID;TZID=America/Toronto:2027{day}T100000", *lines, title=title, start=start)

    whole = entry(
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "EXDATE;TZID=America/Toronto:20270121T100000",
        "RDATE;TZID=America/Toronto:20270122T100000",
    )
    start = "DTSTART;TZID=America/Toronto:20270129T130000\nDTEND;TZID=America/Toronto:20270129T140000"
    moved = of("0128")
    start = "DTSTART;TZID=America/Toronto:20270204T100000\nDTEND;TZID=America/Toronto:20270204T113000"
    cancelled = of("0204", "STATUS:CANCELLED")
    start = "DTSTART;TZID=America/Toronto:20270211T100000\nDTEND;TZID=America/Toronto:20270211T113000"
    own = of("0211", title="With Ana Reyes")
    imported(editor, calendar(whole, moved, cancelled, own))
    event = only_event()
    found = {one.day.isoformat(): one for one in event.dates()}
    assert list(found) == ["2027-01-14", "2027-01-22", "2027-01-28", "2027-02-04", "2027-02-11"]
    assert found["2027-01-28"].times.first == date(2027, 1, 29) and found["2027-01-28"].times.start == time(13)
    assert found["2027-02-04"].is_cancelled
    assert event.on(date(2027, 2, 11)).title == "With Ana Reyes"


def test_a_date_that_is_listed_keeps_its_hours_also_on_a_day_of_the_rule(editor):
    lines = "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=America/Toronto:20270121T100000"
    imported(editor, calendar(entry(*lines, "RDATE;TZID=America/Toronto:20270121T150000,20270105T180000")))
    event = only_event()
    assert [one.isoformat()[5:16] for one in dates(event)] == [
        "01-05T18:00",
        "01-14T10:00",
        "01-21T15:00",
        "01-28T10:00",
    ]
    assert [one.times.end for one in event.dates()] == [time(19, 30), time(11, 30), time(16, 30), time(11, 30)]


def test_dates_that_are_listed_without_a_rule(editor):
    imported(editor, calendar(entry("RDATE;TZID=America/Toronto:20270121T100000,20270205T100000")))
    assert [one.date().isoformat() for one in dates(only_event())] == ["2027-01-14", "2027-01-21", "2027-02-05"]


def test_a_rule_that_ours_cannot_say_keeps_its_dates(editor):
    batch = imported(editor, calendar(entry("RRULE:FREQ=MONTHLY;BYMONTHDAY=14,-1;COUNT=5")))
    assert [one.date().isoformat() for one in dates(only_event())] == [
        "2027-01-14",
        "2027-01-31",
        "2027-02-14",
        "2027-02-28",
        "2027-03-14",
    ]
    assert "each date was added" in remarks(batch)


def test_a_rule_without_an_end_is_taken_as_far_as_an_event_reaches(editor):
    batch = imported(editor, calendar(entry("RRULE:FREQ=WEEKLY")))
    event = only_event()
    assert len(dates(event)) <= 200 and event.repeats == "weekly" and "no end" in remarks(batch)


def test_a_meeting_since_long_ago_begins_this_january(editor):
    start = "DTSTART;TZID=America/Toronto:20100107T100000"
    batch = imported(editor, calendar(entry("RRULE:FREQ=WEEKLY", start=start)))
    assert dates(only_event())[0].year == datetime.date.today().year and "since long ago" in remarks(batch)


def test_a_rule_that_never_comes_true_does_no_harm(editor):
    batch = imported(editor, calendar(entry("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")))
    assert outcomes(batch) == ["new"]


def test_one_date_without_its_whole_is_an_event_by_itself(editor):
    one = entry("RECURRENCE-ID;TZID=America/Toronto:20270114T100000")
    two = entry("RECURRENCE-ID;TZID=America/Toronto:20270121T100000", title="Other")
    imported(editor, calendar(one, two))
    assert EventPage.objects.count() == 2 and ImportedEntry.objects.values("uid").distinct().count() == 1


# Nothing is lost, nothing is given away


def test_a_cancelled_entry_is_marked_and_its_reason_asked_for(editor):
    batch = imported(editor, calendar(entry("STATUS:CANCELLED")))
    assert only_event().is_cancelled and "say why" in remarks(batch)


def test_what_fits_no_field_is_told(editor):
    lines = "CATEGORIES:Food,Peers", "GEO:49.1;-123.2", "ORGANIZER:mailto:ana@example.org", "X-COLOUR:red"
    told = remarks(imported(editor, calendar(entry(*lines, "ATTENDEE:mailto:b@example.org"))))
    assert all(
        word in told for word in ["Food,Peers", "49.1", "ana@example.org", "X-COLOUR: red", "1 person is invited"]
    )


@pytest.mark.parametrize(
    "line",
    [
        "DESCRIPTION:We eat.\\nJoin: https://us02web.zoom.us/j/12345?pwd=secret\\nPasscode: 9981\\nAll come.",
        "LOCATION:https://us02web.zoom.us/j/12345?pwd=secret",
        "URL:https://us02web.zoom.us/j/12345?pwd=secret",
    ],
)
def test_the_way_into_a_meeting_is_never_in_a_text_that_goes_public(editor, line):
    imported(editor, calendar(entry(line)))
    event = only_event()
    assert event.joining_link == "https://us02web.zoom.us/j/12345?pwd=secret" and event.joining_opens is None
    assert event.mode == "online"
    public = f"{event.introduction}{event.venue_name}{event.venue_address}{event.registration_url}"
    assert "secret" not in public and "9981" not in public


def test_scripts_do_not_come_in(editor):
    imported(editor, calendar(entry('DESCRIPTION:<p>Hi</p><script>alert(1)</script><a href="javascript:x">y</a>')))
    assert "script" not in only_event().introduction


# What cannot be read


def test_each_entry_that_cannot_be_read_says_why_and_the_others_come(editor):
    bad = ["UID:a\nSUMMARY:No beginning", f"UID:b\n{START}", "UID:c\nSUMMARY:Odd\nDTSTART:next week"]
    batch = imported(editor, calendar(*bad, entry(uid="good")))
    assert sorted(outcomes(batch)) == ["new", "unreadable", "unreadable", "unreadable"]
    assert "DTSTART" in remarks(batch) and "SUMMARY" in remarks(batch)


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "\0\1\2", calendar()])
def test_what_is_no_calendar_is_refused_in_words(editor, text):
    file = SimpleUploadedFile("x.ics", text.encode() or b" ")
    answer = editor.post(reverse("calendar_imports:start"), {"file": file})
    assert answer.status_code == 422 and not CalendarImport.objects.exists()


def test_what_is_over_is_left_out_where_wished(editor):
    old = entry(uid="old", start="DTSTART;TZID=America/Toronto:20240114T100000")
    assert len(read(editor, calendar(old, entry())).lines) == 1
    assert len(read(editor, calendar(old, entry()), only_to_come="").lines) == 2


# Addresses and rights


def test_an_address_is_asked_only_where_the_site_may_ask(editor, settings):
    settings.LINK_CHECKS = False
    answer = editor.post(reverse("calendar_imports:start"), {"address": "https://example.org/x.ics"})
    assert answer.status_code == 422 and "address" not in answer.context["form"].fields


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x.ics", "http://localhost/", "file:///etc/passwd", "webcal://10.0.0.1/"]
)
def test_addresses_inside_are_not_asked(editor, settings, address):
    settings.LINK_CHECKS = True
    answer = editor.post(reverse("calendar_imports:start"), {"address": address})
    assert answer.status_code == 422 and escape("No calendar could be read at this address.") in answer.content.decode()


class Elsewhere:
    """Stands for the other site: what it was asked, and what it answers."""

    def __init__(self, content):
        self.content, self.asked = content, []

    def read(self, address, **how):
        self.asked.append(address)
        return PageAnswer(self.content, "text/calendar", address)


def test_an_address_by_which_one_subscribes_is_read_once(editor, settings, monkeypatch):
    settings.LINK_CHECKS = True
    site = Elsewhere(calendar(entry()).encode())
    monkeypatch.setattr(calendar_file, "page_client", lambda: site)
    editor.post(reverse("calendar_imports:start"), {"address": "webcal://example.org/x.ics", "only_to_come": "on"})
    assert site.asked == ["https://example.org/x.ics"]
    assert outcomes(CalendarImport.objects.get()) == ["new"]


def test_what_an_address_gives_is_refused_where_it_was_cut(editor, settings, monkeypatch):
    settings.LINK_CHECKS = True
    monkeypatch.setattr(calendar_file, "page_client", lambda: Elsewhere(b"X" * calendar_file.FILE_SIZE))
    answer = editor.post(reverse("calendar_imports:start"), {"address": "https://example.org/x.ics"})
    assert answer.status_code == 422 and "too large" in answer.content.decode()


def test_who_may_not_add_events_may_not_import(client, index):
    batch = CalendarImport.objects.create(index=index, name="x.ics")
    client.force_login(factories.user("nobody@example.org", is_staff=True))
    for address in [reverse("calendar_imports:start"), reverse("calendar_imports:batch", args=[batch.pk])]:
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"discard": "yes"}).status_code in {302, 403}
    assert CalendarImport.objects.exists()


def test_the_list_of_events_leads_to_it(editor):
    assert reverse("calendar_imports:start") in editor.get(reverse("event_list:index")).content.decode()


def test_a_worker_that_is_stopped_goes_on_where_it_was(editor, index):
    batch = read(editor, calendar(entry(uid="a"), entry(uid="b")))
    assert applying_calendar.begin(batch, set())
    assert not applying_calendar.begin(batch, set())
    applying_calendar._apply_one(batch, 0)
    assert work_on(CalendarImport.objects.get(pk=batch.pk)) is False
    assert EventPage.objects.count() == 2 and outcomes(CalendarImport.objects.get(pk=batch.pk)) == ["new", "new"]
