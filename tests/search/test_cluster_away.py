"""SEARCH_URL names a cluster that does not answer: searches are answered from the database, and say so."""

import pytest

from cms.service_urls import search_settings
from search import engine
from search.engine import SearchQuery, search
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead_cluster(settings, monkeypatch):
    monkeypatch.setattr(engine._Cluster, "asked_again_at", 0.0)
    settings.WAGTAILSEARCH_BACKENDS = {"default": search_settings("elasticsearch9+http://127.0.0.1:1")}


def test_pages_are_published_and_found_by_their_titles(made, dead_cluster):
    made(factories.standard_page, title="Café for all")
    answer = search(SearchQuery("café"))
    assert ([hit.page.title for hit in answer.items], answer.is_degraded) == (["Café for all"], True)


def test_only_the_first_search_waits_for_it(made, dead_cluster, monkeypatch):
    search(SearchQuery("zebra"))
    monkeypatch.setattr(engine.modelsearch, "matching", lambda *args: pytest.fail("asked again"))
    assert search(SearchQuery("zebra")).is_degraded


def test_the_search_page_says_so_and_shows_no_closed_page(client, made, close, dead_cluster):
    close(made(factories.standard_page, title="Closed zebra"))
    answer = client.get("/search/?q=zebra")
    assert answer.status_code == 200
    assert "search engine does not answer" in answer.text and "Closed zebra" not in answer.text


def test_lists_are_searched_without_it(client, made, dead_cluster):
    index = made(factories.resource_index)
    made(factories.resource, title="Zebra study", live=True)
    answer = client.get(f"{index.url}?q=zebra")
    assert answer.status_code == 200 and "Zebra study" in answer.text


def test_a_page_goes_away_without_it(made, dead_cluster):
    page = made(factories.standard_page, title="Zebra")
    made(page.delete)
    assert search(SearchQuery("zebra")).total == 0
