"""The agenda of an event of several days has a heading for each."""

import datetime

import pytest
from django.test import Client
from django.utils import translation

from events.agenda import agenda_days
from events.models import EventPage
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2027, 2, 11)


def gathering(*days, live=True, **fields):
    """Of three days from a Thursday; its agenda has an item for each of `days` (None: the day of the one before)."""
    agenda = [("item", {"title": f"Item {place}", "day": day}) for place, day in enumerate(days, 1)]
    times = {"start_date": FIRST, "end_date": FIRST + datetime.timedelta(days=2), "same_hours_daily": True}
    return factories.event(live=live, agenda=agenda, **times | fields)


def shown(event):
    days = agenda_days(event.agenda, event.times)
    return [(one.heading, [item.value["title"] for item in one.items]) for one in days]


def reasons(event):
    return [problem.message for problem in event.go_live_problems() if problem.field == "agenda"]


def test_items_stand_below_their_day_and_those_without_stay_on_it():
    assert shown(gathering(1, None, 3)) == [
        ("Thursday, February 11, 2027", ["Item 1", "Item 2"]),
        ("Saturday, February 13, 2027", ["Item 3"]),
    ]


def test_headings_are_in_the_language_of_the_reader():
    with translation.override("fr"):
        assert shown(gathering(2))[0][0] == "Vendredi 12 février 2027"


def test_an_agenda_without_days_has_no_headings():
    assert shown(gathering(None, None)) == [("", ["Item 1", "Item 2"])]


def test_an_event_of_one_day_has_no_headings():
    assert shown(gathering(1, None, end_date=None)) == [("", ["Item 1", "Item 2"])]


def test_a_moved_event_keeps_its_agenda():
    event = gathering(
        1, 2, condition=EventPage.Condition.POSTPONED, condition_reason="Snow", new_date=datetime.date(2027, 3, 1)
    )
    assert [heading for heading, _items in shown(event)] == ["Monday, March 1, 2027", "Tuesday, March 2, 2027"]


def test_days_have_numbers_until_they_are_known():
    event = gathering(1, 2, condition=EventPage.Condition.POSTPONED, condition_reason="Snow", new_date=None)
    assert [heading for heading, _items in shown(event)] == ["Day 1", "Day 2"]


def test_a_day_that_the_event_does_not_have_keeps_it_from_going_live():
    event = gathering(1, 4, live=False)
    assert reasons(event) == ["The agenda has an item on day 4, but the last day of the event is day 3."]
    assert [item.value["day"] for item in EventPage.objects.get(pk=event.pk).agenda] == [1, 4]


def test_the_last_day_may_be_named():
    assert reasons(gathering(1, 3)) == []


def test_days_out_of_order_keep_it_from_going_live():
    assert reasons(gathering(2, 1, live=False)) == ["Put the items of the agenda in the order of their days."]


def test_the_page_has_the_days_as_headings_above_their_items():
    page = Client().get(gathering(1, 2).url).text
    first, item, second = (
        page.index(words) for words in ("Thursday, February 11, 2027</time>\n", "<h4>Item 1", "<h4>Item 2")
    )
    assert first < item < page.index('datetime="2027-02-12"', item) < second


def test_an_agenda_of_before_there_were_days_is_shown_as_it_was():
    event = gathering(None)
    event.agenda.raw_data[0]["value"].pop("day")
    event.save()
    assert shown(EventPage.objects.get(pk=event.pk)) == [("", ["Item 1"])]
