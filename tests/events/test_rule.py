"""The days of a rule are those that people mean, and the same that a calendar program reads out of the RRULE."""

import datetime
from datetime import date

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vRecur

from events.repeating.rule import MOST_DATES, Repeats, Rule


def days(repeats: str, first: date, until: date, **more: object) -> list[str]:
    return [f"{day:%a %d %b}" for day in Rule(repeats, first, until, **more).days()]


def test_every_second_thursday():
    found = days(Repeats.WEEKLY, date(2026, 12, 3), date(2027, 1, 28), every=2)
    assert found == ["Thu 03 Dec", "Thu 17 Dec", "Thu 31 Dec", "Thu 14 Jan", "Thu 28 Jan"]


def test_tuesdays_and_thursdays():
    found = days(Repeats.WEEKLY, date(2026, 12, 1), date(2026, 12, 11), weekdays=(3, 1))
    assert found == ["Tue 01 Dec", "Thu 03 Dec", "Tue 08 Dec", "Thu 10 Dec"]


def test_the_first_day_counts_although_its_weekday_was_not_ticked():
    found = days(Repeats.WEEKLY, date(2026, 12, 2), date(2026, 12, 10), weekdays=(3,))
    assert found == ["Wed 02 Dec", "Thu 03 Dec", "Wed 09 Dec", "Thu 10 Dec"]


def test_the_first_monday_of_the_month():
    found = days(Repeats.MONTHLY_WEEKDAY, date(2026, 12, 7), date(2027, 3, 31))
    assert found == ["Mon 07 Dec", "Mon 04 Jan", "Mon 01 Feb", "Mon 01 Mar"]


def test_the_last_friday_of_the_month_stays_the_last():
    found = days(Repeats.MONTHLY_LAST, date(2026, 11, 27), date(2027, 1, 31))
    assert found == ["Fri 27 Nov", "Fri 25 Dec", "Fri 29 Jan"]


def test_the_last_weekday_from_a_first_day_that_is_not_the_last():
    found = days(Repeats.MONTHLY_LAST, date(2026, 11, 20), date(2026, 12, 31))
    assert found == ["Fri 20 Nov", "Fri 27 Nov", "Fri 25 Dec"]


def test_a_month_without_the_day_has_no_date():
    found = days(Repeats.MONTHLY_DAY, date(2027, 1, 31), date(2027, 5, 31))
    assert found == ["Sun 31 Jan", "Wed 31 Mar", "Mon 31 May"]


def test_a_rule_that_never_ends_is_cut():
    rule = Rule(Repeats.WEEKLY, date(2026, 1, 1), date(2036, 1, 1), weekdays=tuple(range(7)))
    assert rule.has_too_many
    assert len(rule.days()) == MOST_DATES


@given(
    repeats=st.sampled_from([value for value in Repeats.values if value]),
    first=st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    length=st.integers(0, 700),
    every=st.integers(1, 4),
    weekdays=st.sets(st.integers(0, 6)),
)
def test_a_calendar_program_reads_the_same_days(repeats, first, length, every, weekdays):
    rule = Rule(repeats, first, first + datetime.timedelta(days=length), every, tuple(weekdays))
    written = vRecur(rule.as_ical(rule.until)).to_ical().decode()
    start = datetime.datetime.combine(first, datetime.time.min)
    read = [moment.date() for moment in rrulestr(written, dtstart=start)][:MOST_DATES]
    assert rule.days() == sorted({first, *read})[:MOST_DATES]


@pytest.mark.parametrize("repeats", [value for value in Repeats.values if value])
def test_one_day_alone(repeats):
    assert Rule(repeats, date(2026, 12, 3), date(2026, 12, 3)).days() == [date(2026, 12, 3)]
