"""Places of earlier events are offered in the form: of this section, each once, and only those that one may see."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from events.form.past_places import MOST, past_places
from events.models import EventPage
from tests import factories

pytestmark = pytest.mark.django_db
HALL = {"venue_name": "Harbour Hall", "venue_room": "Room 2", "venue_address": "1 Quay St", "venue_city": "Victoria"}


def held(**place):
    return factories.event(mode="in-person", **HALL | place)


def names(section=None, person=None):
    section = section or factories.event_index()
    person = person or factories.user(is_superuser=True)
    return [one["venue_name"] for one in past_places(EventPage(), section, person)]


def test_each_place_is_offered_once_with_all_its_fields_the_latest_first():
    held()
    held(venue_name="Library")
    held(venue_name="harbour hall")
    found = past_places(EventPage(), factories.event_index(), factories.user(is_superuser=True))
    assert [one["venue_name"] for one in found] == ["harbour hall", "Library"]
    assert found[1] == HALL | {"venue_name": "Library"}


def test_a_few_are_offered_and_no_empty_ones():
    factories.event()
    for number in range(MOST + 2):
        held(venue_name=f"Place {number}")
    assert len(names()) == MOST


def test_drafts_and_other_sections_are_no_source():
    factories.event(live=False, mode="in-person", **HALL)
    other = factories.in_french(factories.event_index())
    held(parent=other, venue_name="Salle")
    assert names() == []
    assert names(other) == ["Salle"]


def test_the_place_of_a_closed_event_is_not_told_outside():
    event = held()
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert names() == []


def test_the_form_has_a_button_for_each(client):
    held()
    client.force_login(factories.user(is_superuser=True))
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", factories.event_index().pk])
    html = client.get(address).text
    assert 'data-venue_room="Room 2"' in html
    assert "Harbour Hall, Room 2, Victoria" in html


def test_where_nothing_was_held_nothing_is_offered(client):
    client.force_login(factories.user(is_superuser=True))
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", factories.event_index().pk])
    assert "data-past-place" not in client.get(address).text
