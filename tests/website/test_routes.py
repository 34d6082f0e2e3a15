"""Addresses below a page, which views register."""

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from core import reserved_slugs
from tests import factories
from website import routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def greeting(monkeypatch):
    """A view that somebody adds below the lists of events."""
    monkeypatch.setattr(routes, "_routes", {label: list(known) for label, known in routes._routes.items()})
    index = factories.event_index()
    monkeypatch.delattr(type(index), "_routablepage_urlresolver", raising=False)
    reserved_slugs.reserved_slugs.cache_clear()

    @routes.route_of("events.EventIndexPage", "greeting/<slug:name>/")
    def greet(page, request, name):
        return HttpResponse(f"{page.title} greets {name}")

    yield index
    vars(type(index)).get("_routablepage_urlresolver") and delattr(type(index), "_routablepage_urlresolver")
    reserved_slugs.reserved_slugs.cache_clear()


def test_a_view_answers_below_every_page_of_its_model(greeting, client):
    assert client.get(f"{greeting.url}greeting/ann/").content.decode() == "Events greets ann"


def test_it_answers_below_no_other_page(greeting, client):
    assert client.get(f"{factories.resource_index().url}greeting/ann/").status_code == 404


def test_a_page_cannot_take_the_name_of_a_new_route(greeting):
    page = factories.standard_page(live=False)
    page.slug = "greeting"
    with pytest.raises(ValidationError):
        page.full_clean()


def test_the_models_of_a_list_inherit_its_routes():
    names = {route.name for route in routes.routes_of(type(factories.resource_index()))}
    assert {"feed", "list_json", "gap_map_page", "export"} <= names
