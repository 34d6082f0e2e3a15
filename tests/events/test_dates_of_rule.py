"""The form of an event shows the dates of a rule while it is typed."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
TYPED = {"start_date": "2027-01-07", "repeats": "weekly", "repeats_every": "2", "repeats_until": "March 4, 2027"}


@pytest.fixture
def ask(client):
    client.force_login(factories.user(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend")
    return lambda **fields: client.get(reverse("dates_of_rule"), TYPED | fields)


def test_each_day_is_named(ask):
    shown = ask().content.decode()
    assert "Every second Thursday until March 4, 2027" in shown
    assert "5 dates" in shown
    assert "Thursday, January 21, 2027" in shown


@pytest.mark.parametrize(
    "odd",
    [
        {"start_date": ""},
        {"start_date": "some day"},
        {"repeats_until": "2026-01-01"},
        {"repeats_until": "2099-01-01"},
        {"repeats": "hourly"},
        {"repeats_every": "0"},
        {"repeats_every": "many"},
        {"repeats_weekdays": "9"},
    ],
)
def test_a_rule_that_makes_no_sense_shows_nothing(ask, odd):
    answer = ask(**odd)
    assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_strangers_may_not_ask(client):
    assert client.get(reverse("dates_of_rule"), TYPED).status_code == 302


def test_the_form_has_the_place_for_it(ask, client):
    event = factories.event()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert "data-dates-of-rule" in form and "admin-dates.js" in form
