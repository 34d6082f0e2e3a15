"""After an event its page says what is to come, when an editor said so, until it is there."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


def held(days_ago=3, **fields):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return factories.event(start_date=day, **fields)


def says(page, words):
    return words in Client().get(page.url).text


def film():
    return [("recording", {"label": "Film", "host": "youtube", "video_id": "abcdefghijk", "language": "en"})]


@pytest.mark.parametrize(
    ("to_follow", "words"),
    [
        ("summary", "The summary is to come."),
        ("recording", "The recording is to come."),
        ("both", "The recording and the summary are to come."),
    ],
)
def test_what_was_promised_is_said_once_the_event_is_over(to_follow, words):
    assert says(held(to_follow=to_follow), words)
    assert not says(factories.event(to_follow=to_follow), "to come.")


def test_nothing_is_promised_by_itself():
    assert not says(held(), "to come.")


def test_a_draft_of_the_summary_tells_nobody():
    page = held()
    factories.summary(event=page, live=False)
    assert not says(page, "to come.")
    assert not says(page, "Read the summary")


def test_what_is_there_is_not_promised_any_more():
    page = held(to_follow="both")
    factories.summary(event=page)
    assert says(page, "The recording is to come.")
    assert says(page, "Read the summary")
    assert not says(held(to_follow="recording", recordings=film()), "to come.")


def test_after_half_a_year_nobody_is_told_to_wait():
    assert says(held(179, to_follow="summary"), "to come.")
    assert not says(held(182, to_follow="summary"), "to come.")


def test_a_kept_page_changes_at_the_second_at_which_the_promise_ends():
    page = held(to_follow="summary")
    end = page.times.sorting_span()[1]
    assert page.next_change(timezone.now()) == end + datetime.timedelta(days=180)
    assert held().next_change(timezone.now()) is None


def test_a_cancelled_event_promises_nothing():
    page = held(to_follow="both", condition="cancelled", condition_reason="The host is ill.")
    assert not says(page, "to come.")
