"""How long an offered place is kept."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from signup.waking_hours import LEAST, WHOLE, after_waking_hours, offer_ends

PACIFIC, NEWFOUNDLAND = ZoneInfo("America/Vancouver"), ZoneInfo("America/St_Johns")


def at(text, zone=PACIFIC):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "zone", "until"),
    [
        ("2026-12-03T10:00", PACIFIC, "2026-12-04T10:00"),
        ("2026-12-03T09:00", PACIFIC, "2026-12-03T21:00"),
        ("2026-12-03T23:00", PACIFIC, "2026-12-04T21:00"),
        ("2026-12-03T03:00", PACIFIC, "2026-12-03T21:00"),
        ("2026-12-03T15:30", NEWFOUNDLAND, "2026-12-04T15:30"),
        # The night in which the clocks go back, and the one in which they go forward.
        ("2026-10-31T15:00", PACIFIC, "2026-11-01T15:00"),
        ("2027-03-13T15:00", PACIFIC, "2027-03-14T15:00"),
    ],
)
def test_nights_are_not_counted(now, zone, until):
    assert after_waking_hours(at(now, zone), zone, WHOLE) == at(until, zone)


def test_a_near_event_leaves_time_for_others():
    now = at("2026-12-03T10:00")
    assert offer_ends(now, PACIFIC, at("2026-12-03T18:00")) == at("2026-12-03T14:00")


def test_at_night_there_is_an_hour_in_the_morning():
    now = at("2026-12-03T22:00")
    assert offer_ends(now, PACIFIC, at("2026-12-04T13:00")) == at("2026-12-04T10:00")
    assert after_waking_hours(now, PACIFIC, LEAST) == at("2026-12-04T10:00")


def test_no_offer_outlasts_the_beginning():
    assert offer_ends(at("2026-12-03T22:00"), PACIFIC, at("2026-12-04T09:30")) == at("2026-12-04T09:30")


def test_without_a_day_there_is_a_whole_waking_day():
    assert offer_ends(at("2026-12-03T10:00"), PACIFIC, None) == at("2026-12-04T10:00")
