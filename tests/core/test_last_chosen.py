"""What an editor chose last is offered first; it orders what they are shown anyway."""

import pytest
from django.urls import reverse
from wagtail.hooks import search_for_hooks

from networks.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    search_for_hooks()  # The window exists once the directory is registered.
    person = factories.user(is_superuser=True)
    client.force_login(person)
    return person


def chosen(user, *people):
    """A page that names these people, saved by this user."""
    page = factories.event(people=[("person", {"person": person, "part": "", "name": ""}) for person in people])
    page.save_revision(user=user)
    return page


def names(client):
    address = reverse(Person.snippet_viewset.chooser_viewset.get_url_name("choose"))
    html = client.get(address).json()["html"]
    people = sorted(Person.objects.all(), key=lambda person: html.index(person.name))
    return [person.name for person in people], html


def test_the_order_of_the_directory_holds_for_who_chose_nobody(client, writer):
    for name in ("Ada Zimmer", "Rosa Delmar"):
        factories.person(name)
    found, html = names(client)
    assert found == ["Rosa Delmar", "Ada Zimmer"]
    assert "lately" not in html


def test_who_was_chosen_last_stands_first_and_it_is_said(client, writer):
    ada, rosa, _wren = (factories.person(name) for name in ("Ada Zimmer", "Rosa Delmar", "Wren Castellan"))
    chosen(writer, rosa)
    chosen(writer, ada)
    found, html = names(client)
    assert found == ["Ada Zimmer", "Rosa Delmar", "Wren Castellan"]
    assert html.count("lately") == 2


def test_what_others_chose_changes_nothing(client, writer):
    factories.person("Rosa Delmar")
    chosen(factories.user(), factories.person("Ada Zimmer"))
    assert names(client)[0] == ["Rosa Delmar", "Ada Zimmer"]


def test_a_search_finds_nobody_else(client, writer):
    chosen(writer, factories.person("Ada Zimmer"))
    factories.person("Rosa Delmar")
    address = Person.snippet_viewset.chooser_viewset.get_url_name("choose_results")
    html = client.get(reverse(address), {"q": "Rosa"}).text
    assert "Ada" not in html


def test_a_window_of_series_begins_with_the_one_chosen_last(client, writer):
    first, last = (factories.series(title=f"Series {name}") for name in "AB")
    factories.event(series=last).save_revision(user=writer)
    html = client.get(reverse("wagtailadmin_choose_page"), {"page_type": "events.webinarseriespage"}).json()["html"]
    assert html.index(last.title) < html.index(first.title)
