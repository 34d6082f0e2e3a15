"""Before an event goes off the site, staff are told of the people who would not hear of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from moderation.groups import set_up_groups
from signup import places
from tests import factories
from tests.signup.people import open_event, signed_up

pytestmark = pytest.mark.django_db
WORDS = "2 people have signed up, and are not told"


@pytest.fixture
def client_of(client):
    set_up_groups()

    def sign_in(group):
        person = factories.user()
        person.groups.add(Group.objects.get(name=group))
        client.force_login(person)
        return client

    return sign_in


def deletion(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def test_deleting_asks_with_the_number_of_those_who_are_not_told(client_of):
    event, client = open_event(), client_of("Administrators")
    _ada, _ben, cleo = signed_up(event, "Ada", "Ben", "Cleo")
    places.cancel(cleo)
    assert WORDS in client.get(deletion(event)).content.decode()


def test_a_moderator_is_told_before_unpublishing(client_of):
    event, client = open_event(), client_of("Moderators")
    signed_up(event, "Ada", "Ben")
    assert WORDS in client.get(reverse("moderate_unpublish", args=[event.pk])).content.decode()


def test_an_administrator_is_asked_once_more(client_of):
    event, client = open_event(), client_of("Administrators")
    signed_up(event, "Ada", "Ben")
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[event.pk]), follow=True)
    assert WORDS in answer.content.decode()
    event.refresh_from_db()
    assert event.live
    client.post(answer.redirect_chain[-1][0])
    event.refresh_from_db()
    assert not event.live


def test_it_is_said_of_the_list_that_holds_the_event(client_of):
    event, client = open_event(), client_of("Administrators")
    signed_up(event, "Ada", "Ben")
    assert WORDS in client.get(deletion(event.get_parent())).content.decode()


def test_nothing_is_said_of_an_event_that_was_cancelled(client_of):
    event, client = open_event(), client_of("Administrators")
    signed_up(event, "Ada", "Ben")
    event.condition, event.condition_reason = "cancelled", "The hall is closed."
    event.save_revision().publish()
    assert "have signed up" not in client.get(deletion(event)).content.decode()
