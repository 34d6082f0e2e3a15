"""An event that repeats: its dates, what differs at single ones, and the event seen at one of them."""

import datetime
from datetime import date, time

import pytest
from django.utils import timezone

from core.going_live import problems_of
from events.models import EventPage, Occurrence
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = date(2027, 1, 7)  # a Thursday


def repeating(*exceptions, **fields):
    blocks = [{"type": kind, "value": value} for kind, value in exceptions]
    usual = {
        "start_date": FIRST,
        "start_time": time(10),
        "end_time": time(11, 30),
        "time_zone": "America/Toronto",
        "repeats": "weekly",
        "repeats_every": 2,
        "repeats_until": date(2027, 4, 1),
        "dates_apart": blocks,
    }
    return factories.event(**usual | fields)


def at(day, hour=0, minute=0):
    return datetime.datetime.combine(day, time(hour, minute), tzinfo=datetime.UTC)


def rows(event):
    return [f"{row.day} {row.start_utc:%m-%d %H:%M}" for row in event.occurrences.all()]


def test_the_clock_holds_across_daylight_saving():
    """Clocks in Toronto go forward on March 14, 2027."""
    event = repeating()
    assert [date.times.start for date in event.dates()] == [time(10)] * 7
    assert rows(event)[:1] == ["2027-01-07 01-07 15:00"]
    assert rows(event)[-1] == "2027-04-01 04-01 14:00"


def test_exceptions_change_single_dates():
    event = repeating(
        ("left_out", {"day": "2027-01-21"}),
        ("cancelled", {"day": "2027-02-04", "reason": "Snow."}),
        ("moved", {"day": "2027-02-18", "new_day": "2027-02-19", "start": "13:00", "reason": "The room is taken."}),
        ("added", {"day": "2027-02-25"}),
    )
    said = [(date.day.isoformat(), date.times.first.isoformat(), date.is_cancelled) for date in event.dates()]
    assert said[:5] == [
        ("2027-01-07", "2027-01-07", False),
        ("2027-02-04", "2027-02-04", True),
        ("2027-02-18", "2027-02-19", False),
        ("2027-02-25", "2027-02-25", False),
        ("2027-03-04", "2027-03-04", False),
    ]
    assert rows(event)[2] == "2027-02-18 02-19 18:00"


def test_two_dates_may_fall_on_one_moment():
    event = repeating(("moved", {"day": "2027-01-21", "new_day": "2027-02-04", "reason": "Together."}))
    assert rows(event)[1:3] == ["2027-01-21 02-04 15:00", "2027-02-04 02-04 15:00"]


def test_the_event_tells_its_next_date_and_reaches_to_the_last():
    event = repeating(("cancelled", {"day": "2027-01-21", "reason": "Snow."}))
    assert event.times_at(at(date(2027, 1, 8))).first == date(2027, 2, 4)
    assert event.times_at(at(date(2028, 1, 1))).first == date(2027, 4, 1)
    assert (event.sort_start_utc.date(), event.sort_end_utc.date()) == (FIRST, date(2027, 4, 1))


def test_phase_between_the_dates_is_to_come():
    event = repeating()
    phases = [event.phase_at(moment) for moment in (at(FIRST, 16), at(date(2027, 1, 10)), at(date(2027, 5, 1)))]
    assert phases == ["now", "to-come", "past"]


def test_the_next_change_is_that_of_the_next_date():
    event = repeating()
    assert event.next_change(at(FIRST, 16)) == at(FIRST, 16, 30)
    assert event.next_change(at(date(2027, 1, 21), 12)) == at(date(2027, 1, 21), 15)


def test_seen_at_a_date_it_has_the_facts_of_that_date():
    event = repeating(
        ("moved", {"day": "2027-01-21", "new_day": "2027-01-22", "start": "14:00", "end": "15:00", "reason": "Snow."}),
        (
            "own",
            {
                "day": "2027-01-21",
                "title": "With Anna Reyes",
                "venue_city": "Kestrel Bay",
                "mode": "in-person",
                "people": [{"type": "person", "value": {"name": "Anna Reyes"}}],
                "agenda": [{"type": "item", "value": {"title": "Welcome"}}],
            },
        ),
        title="Open table",
        venue_name="The hall",
        people=[{"type": "person", "value": {"name": "Always There"}}],
    )
    seen = event.on(date(2027, 1, 21))
    assert (seen.title, seen.place) == ("With Anna Reyes", "Kestrel Bay")
    assert [block.value["name"] for block in seen.people] == ["Anna Reyes", "Always There"]
    assert [block.value["title"] for block in seen.agenda] == ["Welcome"]
    assert (seen.planned_times.first, seen.times.first) == (date(2027, 1, 21), date(2027, 1, 22))
    assert (seen.times.start, seen.times.end) == (time(14), time(15))
    assert seen.is_rescheduled
    assert seen.condition_reason == "Snow."
    # The event itself is as it was.
    assert (event.title, event.venue_name, event.condition) == ("Open table", "The hall", "as-planned")


def test_seen_at_a_date_it_cannot_be_saved():
    event = repeating()
    with pytest.raises(TypeError):
        event.on(FIRST).save()
    assert event.on(date(2027, 1, 8)) is None


def test_a_cancelled_event_is_cancelled_at_each_date():
    event = repeating(
        ("moved", {"day": "2027-01-21", "new_day": "2027-01-22", "reason": "Snow."}),
        condition="cancelled",
        condition_reason="No room.",
    )
    assert {event.at(date).condition for date in event.dates()} == {"cancelled"}


def test_whole_days_and_several_days_repeat_too():
    event = repeating(all_day=True, end_date=date(2027, 1, 8))
    assert [date.times.known_days[1].isoformat() for date in event.dates()][:2] == ["2027-01-08", "2027-01-22"]


def test_an_event_that_takes_place_once_has_one_row_and_no_dates():
    event = factories.event(start_date=FIRST)
    assert event.dates() == []
    assert [row.day for row in event.occurrences.all()] == [FIRST]


def test_rows_follow_the_rule():
    event = repeating()
    event.repeats_until = date(2027, 1, 21)
    event.save_revision().publish()
    assert Occurrence.objects.filter(event=event).count() == 2


@pytest.mark.parametrize(
    ("fields", "exceptions", "field", "words"),
    [
        ({"repeats_until": None}, [], "repeats_until", "Say until when"),
        ({"repeats_until": date(2026, 1, 1)}, [], "repeats_until", "before its first day"),
        ({"repeats_until": date(2031, 1, 1)}, [], "repeats_until", "three years"),
        (
            {"repeats_weekdays": list(range(7)), "repeats_every": 1, "repeats_until": date(2027, 12, 31)},
            [],
            "repeats_until",
            "more than 200",
        ),
        ({"start_date": date(2027, 1, 29), "repeats": "monthly-weekday"}, [], "repeats", "fifth"),
        ({"precision": "month"}, [], "precision", "first day"),
        ({"condition": "postponed", "condition_reason": "Snow."}, [], "condition", "not postponed"),
        ({"repeats": ""}, [("left_out", {"day": "2027-01-21"})], "repeats", "Say how it repeats"),
        ({}, [("left_out", {"day": "2027-01-22"})], "dates_apart", "none of its dates"),
        ({}, [("cancelled", {"day": "2027-01-21"})], "dates_apart", "Say why"),
        ({}, [("moved", {"day": "2027-01-21", "reason": "Snow."})], "dates_apart", "Say to when"),
        ({}, [("left_out", {"day": "2027-01-21"})] * 2, "dates_apart", "twice"),
        (
            {"repeats_until": FIRST},
            [("left_out", {"day": "2027-01-07"})],
            "dates_apart",
            "All of its dates are left out",
        ),
        (
            {"mode": "online"},
            [("own", {"day": "2027-01-21", "venue_city": "Kestrel Bay"})],
            "dates_apart",
            "has a place",
        ),
        ({"repeats": "monthly-last", "start_date": date(2027, 1, 20)}, [], "start_date", "not the last"),
        (
            {"same_hours_daily": True, "end_date": date(2027, 1, 9), "end_time": time(12)},
            [],
            "same_hours_daily",
            "cannot repeat",
        ),
    ],
)
def test_what_keeps_it_from_going_live(fields, exceptions, field, words):
    event = EventPage(
        title="Open table",
        start_date=FIRST,
        start_time=time(10),
        repeats="weekly",
        repeats_every=2,
        repeats_until=date(2027, 4, 1),
        dates_apart=[],
    )
    for name, value in fields.items():
        setattr(event, name, value)
    event.dates_apart = event._meta.get_field("dates_apart").to_python(
        [{"type": kind, "value": value, "id": f"b{number}"} for number, (kind, value) in enumerate(exceptions)]
    )
    assert any(problem.field == field and words in problem.message for problem in problems_of(event))


def test_a_rule_that_is_whole_is_no_problem():
    event = repeating(("cancelled", {"day": "2027-01-21", "reason": "Snow."}), ("added", {"day": "2027-01-22"}))
    told = {"repeats", "repeats_until", "dates_apart", "condition", "precision"}
    assert not [problem for problem in problems_of(event) if problem.field in told]


def test_now_is_asked_of_the_clock():
    today = timezone.localdate()
    event = repeating(start_date=today - datetime.timedelta(days=7), repeats_every=1, repeats_until=today)
    assert event.known_days == (today, today) or event.phase == "past"


def test_a_change_in_place_counts_from_when_it_is_saved():
    event = repeating(("left_out", {"day": "2027-01-21"}))
    assert len(event.dates()) == 6
    event.dates_apart[0].value["day"] = date(2027, 2, 4)
    event.save()
    assert date(2027, 1, 21) in [date.day for date in event.dates()]
    event.repeats_until = date(2027, 1, 21)
    assert len(event.dates()) == 2
