"""Dates of events in words, in both languages, and for machines."""

import datetime

import pytest
from django.utils import timezone, translation

from core.i18n import dates as core_dates
from events import event_times
from events.days_and_hours import DaysAndHours
from events.models import EventPage, WebinarSummaryPage
from tests import factories

pytestmark = pytest.mark.django_db
NB = "\xa0"


def an_event(**fields) -> DaysAndHours:
    defaults = {
        "start_date": datetime.date(2026, 12, 3),
        "start_time": datetime.time(10),
        "end_time": datetime.time(11, 30),
    }
    return EventPage(title="Event", **defaults | fields).times


def test_a_session_in_english():
    assert event_times.when_words(an_event()) == "Thursday, December 3, 2026, 10:00 to 11:30 am Pacific Time"


def test_a_session_in_french():
    with translation.override("fr"):
        words = event_times.when_words(an_event())
    assert words.replace(NB, " ").startswith("le jeudi 3 décembre 2026, de 10 h à 11 h 30, ")


def test_a_session_over_noon_says_both_halves():
    words = event_times.time_words(an_event(start_time=datetime.time(11), end_time=datetime.time(12, 30)))
    assert words == "11:00 am to 12:30 pm"


def test_an_open_end_prints_the_start_alone():
    event = an_event(end_time=None)
    with translation.override("fr"):
        assert event_times.time_words(event).replace(NB, " ") == "à 10 h"
    assert event_times.time_words(event) == "10:00 am"


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        (
            (2026, 12, 3),
            (2026, 12, 5),
            "Thursday, December 3 to Saturday, December 5, 2026",
            "du jeudi 3 au samedi 5 décembre 2026",
        ),
        (
            (2026, 11, 30),
            (2026, 12, 1),
            "Monday, November 30 to Tuesday, December 1, 2026",
            "du lundi 30 novembre au mardi 1er décembre 2026",
        ),
        (
            (2026, 12, 31),
            (2027, 1, 2),
            "Thursday, December 31, 2026 to Saturday, January 2, 2027",
            "du jeudi 31 décembre 2026 au samedi 2 janvier 2027",
        ),
    ],
)
def test_several_days(first, last, english, french):
    span = datetime.date(*first), datetime.date(*last)
    assert core_dates.days(*span) == english
    with translation.override("fr"):
        assert core_dates.days(*span) == french


def test_the_first_of_a_month_is_an_ordinal_in_french():
    with translation.override("fr"):
        assert core_dates.day_in_text(datetime.date(2026, 12, 1)) == "le mardi 1er décembre 2026"


def test_the_same_hours_on_each_day():
    event = an_event(end_date=datetime.date(2026, 12, 5), same_hours_daily=True)
    assert event_times.when_words(event) == (
        "Thursday, December 3 to Saturday, December 5, 2026, 10:00 to 11:30 am Pacific Time each day"
    )


def test_an_event_that_goes_on_over_night():
    event = an_event(end_date=datetime.date(2026, 12, 5), start_time=datetime.time(18), end_time=datetime.time(12))
    assert event_times.when_words(event) == (
        "Thursday, December 3, 2026, 6:00 pm to Saturday, December 5, 2026, 12:00 pm Pacific Time"
    )


def test_all_day():
    assert event_times.when_words(an_event(all_day=True)) == "Thursday, December 3, 2026, all day"
    assert event_times.machine_value(an_event(all_day=True)) == "2026-12-03"


def test_a_whole_day_awaits_no_time():
    event = an_event(precision="day", all_day=True, start_time=None, end_time=None)
    assert event_times.when_words(event) == "Thursday, December 3, 2026, all day"
    assert event_times.time_words(event) == "All day"
    with translation.override("fr"):
        assert event_times.when_words(event).endswith("toute la journée")


@pytest.mark.parametrize(
    ("precision", "words", "machine"),
    [
        ("day", "Thursday, December 3, 2026; the time will be announced", "2026-12-03"),
        ("month", "December 2026; the date will be announced", "2026-12"),
        ("season", "Winter 2026–2027; the date will be announced", ""),
        ("none", "The date will be announced", ""),
    ],
)
def test_what_is_known_of_the_date(precision, words, machine):
    event = an_event(precision=precision)
    assert (event_times.when_words(event), event_times.machine_value(event)) == (words, machine)


def test_seasons_go_by_the_month():
    assert core_dates.season(datetime.date(2027, 3, 1)) == "Spring 2027"
    assert core_dates.season(datetime.date(2027, 1, 1)) == "Winter 2027"


def test_the_machine_value_follows_daylight_saving():
    winter, summer = (
        an_event(start_date=datetime.date(2026, month, 2), time_zone="America/Toronto") for month in (12, 7)
    )
    assert event_times.machine_value(winter) == "2026-12-02T10:00-05:00"
    assert event_times.machine_value(summer) == "2026-07-02T10:00-04:00"


def test_six_zones_across_canada():
    rows = dict(event_times.zone_rows(an_event()))
    assert len(rows) == 6
    assert rows["Eastern Time"] == "12:00 to 1:30 pm"
    assert rows["Newfoundland Time"] == "1:30 to 3:00 pm"


def test_a_zone_where_it_is_another_day_says_so():
    event = an_event(start_time=datetime.time(22), end_time=datetime.time(23))
    assert dict(event_times.zone_rows(event))["Eastern Time"] == "Friday, December 4, 2026, 12:00 to 1:00 am"


def test_no_zones_without_hours():
    assert event_times.zone_rows(an_event(all_day=True)) == []
    assert event_times.span_value(an_event(all_day=True)) == ""


def test_the_span_for_the_readers_own_zone():
    assert event_times.span_value(an_event()) == "2026-12-03T10:00-07:00/2026-12-03T11:30-07:00"


def test_date_blocks():
    assert event_times.block(an_event()) == ("Thu", "3", "Dec", "2026")
    assert event_times.block(an_event(end_date=datetime.date(2026, 12, 5)))[1:] == ("3–5", "Dec", "2026")
    assert event_times.block(an_event(precision="none")) == event_times.Block()


def test_the_session_of_a_summary():
    page = WebinarSummaryPage(date=datetime.date(2026, 11, 5), start_time=datetime.time(11), end_time=None)
    assert event_times.session_words(page) == "Thursday, November 5, 2026, 11:00 am Pacific Time"


@pytest.mark.parametrize(("text", "words"), [("2016", "2016"), ("2016-05", "May 2016"), ("2016-05-31", "May 31, 2016")])
def test_dates_as_far_as_they_are_known(text, words):
    assert core_dates.partial(text) == words


def test_durations_and_sizes():
    assert core_dates.duration(58) == "58 minutes"
    assert core_dates.duration(90) == "1 hour 30 minutes"
    assert core_dates.file_size(640) == "640 KB"
    assert core_dates.file_size(2400) == "2.4 MB"


def test_the_day_of_an_event_is_marked_until_it_is_over(db):
    page = factories.event(start_date=timezone.localdate(), all_day=True, start_time=None, end_time=None)
    assert page.is_today
    page.start_date += datetime.timedelta(days=1)
    assert not page.is_today
    # The card that is kept is made anew when the day comes.
    midnight = timezone.make_aware(datetime.datetime.combine(page.start_date, datetime.time.min))
    assert page.next_change(timezone.now()) <= midnight
