"""When the rules of time zones change, what was typed as a time on a clock keeps that time."""

import datetime

import pytest

from events.jobs import follow_zone_rules
from events.models import EventPage, Occurrence
from jobs import zone_rules
from jobs.models import ZoneRules
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def as_old_rules_had_it(event):
    """Stored an hour late, as data that did not know of the change computed it."""
    EventPage.objects.filter(pk=event.pk).update(
        sort_start_utc=event.sort_start_utc + HOUR, sort_end_utc=event.sort_end_utc + HOUR
    )
    for row in Occurrence.objects.filter(event=event):
        Occurrence.objects.filter(pk=row.pk).update(start_utc=row.start_utc + HOUR, end_utc=row.end_utc + HOUR)
    ZoneRules.objects.update_or_create(pk=1, defaults={"version": "2025b"})


def test_the_hour_on_the_clock_stays(client):
    event = factories.event(start_date=datetime.date(2026, 12, 15), start_time=datetime.time(12), end_time=None)
    as_old_rules_had_it(event)
    follow_zone_rules()
    event.refresh_from_db()
    assert event.sort_start_utc == datetime.datetime(2026, 12, 15, 19, tzinfo=datetime.UTC)
    assert [row.start_utc for row in event.occurrences.all()] == [event.sort_start_utc]
    assert zone_rules.computed_with() == zone_rules.in_force()


def test_lists_show_it_at_once(client, commit):
    event = factories.event(title="Session", start_time=datetime.time(10))
    as_old_rules_had_it(event)
    assert client.get("/events/").status_code == 200
    follow_zone_rules()
    assert EventPage.objects.get(pk=event.pk).sort_start_utc == event.sort_start_utc


def test_drafts_are_computed_too_and_get_no_occurrence():
    draft = factories.event(live=False)
    as_old_rules_had_it(draft)
    follow_zone_rules()
    assert EventPage.objects.get(pk=draft.pk).sort_start_utc == draft.sort_start_utc
    assert not Occurrence.objects.filter(event=draft).exists()


def test_nothing_is_computed_while_the_rules_are_the_same(django_assert_num_queries):
    factories.event()
    zone_rules.note()
    with django_assert_num_queries(1):
        follow_zone_rules()


def test_a_job_that_is_stopped_in_the_middle_begins_anew(monkeypatch):
    event = factories.event()
    as_old_rules_had_it(event)
    monkeypatch.setattr("events.jobs.should_stop", lambda: True)
    follow_zone_rules()
    assert zone_rules.computed_with() == "2025b"


def test_health_names_the_rules_and_whether_the_instants_are_theirs(client):
    told = client.get("/healthz").json()
    assert (told["zone_rules"], told["instants"]) == (zone_rules.in_force(), "to be computed")
    follow_zone_rules()
    assert client.get("/healthz").json()["instants"] == "ok"


def test_the_log_says_what_is_in_force(caplog):
    factories.event()
    follow_zone_rules()
    assert f"Time zone rules {zone_rules.in_force()} are in force" in caplog.text
