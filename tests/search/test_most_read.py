"""Whoever found nothing is offered what others read: the most read first, and nothing that they may not see."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.insight.most_read import most_read
from search.models import PageReadings
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.delete("most-read")
    yield
    cache.delete("most-read")


def read(page, times, ago=0):
    day = timezone.localdate() - timezone.timedelta(days=ago)
    PageReadings.objects.create(page=page, day=day, times=times)
    return page


@pytest.fixture
def pages(home):
    read(home, 90)
    read(factories.event(title="Forgotten lanterns"), 80, ago=30)
    return read(factories.event(title="Quiet evening", slug="quiet-evening"), 2), read(
        factories.event(title="Loud morning"), 5
    )


def titles(user=None):
    return [node.title for node in most_read(user or factories.user())]


def test_the_most_read_of_the_last_days_come_first(pages):
    assert titles() == ["Loud morning", "Quiet evening"]


def test_what_became_private_or_went_is_not_offered(pages, client):
    quiet, loud = pages
    assert titles() == ["Loud morning", "Quiet evening"]
    PageViewRestriction.objects.create(page=loud, restriction_type=PageViewRestriction.LOGIN)
    quiet.unpublish()
    assert "Loud morning" not in client.get("/zzzz/").text
    assert titles(factories.user(is_superuser=True)) == ["Loud morning"]


@pytest.mark.parametrize("address", ["/zzzz/", "/search/?q=zzzzqqqq"])
def test_it_stands_where_nothing_was_found(pages, client, address):
    text = client.get(address).text
    assert text.index("Loud morning") < text.index("Quiet evening")


def test_where_something_like_it_was_found_that_is_offered_alone(pages, client):
    text = client.get("/events/quiet-evenings/").text
    assert "Quiet evening" in text
    assert "Loud morning" not in text
