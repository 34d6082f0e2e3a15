"""The joining link stands on the page of the event from the time that an editor chose until the end; nowhere else."""

import datetime
from unittest import mock

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
LINK = "https://zoom.example/secret-room"
DAY = datetime.date(2099, 12, 3)
# 10:00 to 11:30 in Toronto.
START = datetime.datetime(2099, 12, 3, 15, tzinfo=datetime.UTC)


def online(**fields):
    usual = {"start_date": DAY, "time_zone": "America/Toronto", "joining_link": LINK, "joining_opens": 15}
    return factories.event(**usual | fields)


def shown_at(client, event, minutes, address=""):
    with mock.patch("django.utils.timezone.now", return_value=START + datetime.timedelta(minutes=minutes)):
        return LINK in client.get(address or event.url).content.decode()


@pytest.mark.parametrize(("minutes", "is_shown"), [(-16, False), (-15, True), (0, True), (89, True), (90, False)])
def test_it_is_shown_from_then_until_the_end(client, minutes, is_shown):
    assert shown_at(client, online(), minutes) == is_shown


@pytest.mark.parametrize(
    "fields", [{"joining_opens": None}, {"condition": "cancelled", "condition_reason": "Snow."}, {"all_day": True}]
)
def test_it_is_not_shown_where_nobody_said_when(client, fields):
    assert not shown_at(client, online(**fields), 5)


def test_a_page_that_is_kept_ends_when_the_link_opens_and_closes():
    event = online()
    before = START - datetime.timedelta(minutes=20)
    assert event.next_change(before) == START - datetime.timedelta(minutes=15)
    assert event.next_change(START) == START + datetime.timedelta(minutes=90)


def test_each_date_opens_by_itself(client):
    event = online(start_date=DAY - datetime.timedelta(days=7), repeats="weekly", repeats_until=DAY)
    assert shown_at(client, event, 5)
    assert shown_at(client, event, 5, f"{event.url}{DAY}/")
    assert not shown_at(client, event, 5, f"{event.url}{DAY - datetime.timedelta(days=7)}/")


def test_no_other_way_out_tells_it(client):
    event = online()
    ways = [
        "/events/",
        "/events/list.json",
        "/events/feed/",
        "/events/calendar.ics",
        f"{event.url}event.ics",
        f"/api/v2/pages/{event.pk}/",
        "/search/?q=event",
        "/",
    ]
    assert not [way for way in ways if shown_at(client, event, 5, way)]
    assert timezone.now().year < 2099
