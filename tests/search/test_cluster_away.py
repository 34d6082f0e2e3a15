"""SEARCH_URL names a cluster that does not answer: searches are answered from the database, and say so."""

import time

import pytest

from core.visibility import STRANGER
from search import engine, views
from search.cluster import sync
from search.cluster.cluster_client import ClusterAway, ClusterClient, NoSuchIndex
from search.engine import search
from search.engines import Found
from search.indexing import entries
from search.jobs import send_to_cluster
from search.models import Entry, GoneEntry
from search.results import SearchQuery
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead_cluster(settings):
    settings.SEARCH_URL = "elasticsearch9+http://127.0.0.1:1/away_"


def test_pages_are_published_and_found_in_the_database(made, dead_cluster):
    made(factories.standard_page, title="Something", lead="Café for all")
    answer = search(SearchQuery("cafe"))
    assert ([hit.page.title for hit in answer.items], answer.is_degraded) == (["Something"], True)


def test_a_search_that_takes_too_long_is_given_up(made, dead_cluster, monkeypatch):
    made(factories.standard_page, title="Zebra")
    monkeypatch.setattr(engine, "SEARCHING", 0.0)
    monkeypatch.setattr(sync, "client", lambda: pytest.fail("asked"))
    answer = search(SearchQuery("zebra"))
    assert answer.total == 1 and answer.is_degraded


def test_the_search_page_and_its_json_say_so_and_show_no_closed_page(client, made, close, dead_cluster):
    close(made(factories.standard_page, title="Closed zebra"))
    made(factories.standard_page, title="Open zebra")
    answer = client.get("/search/?q=zebra")
    assert answer.status_code == 200
    assert "search engine does not answer" in answer.text and "Closed" not in answer.text
    assert client.get("/api/search/?q=zebra").json()["degraded"] is True


@pytest.mark.parametrize("view", [views.search_page, views.search_json])
def test_what_is_said_without_it_is_kept_for_some_seconds_only(rf, made, dead_cluster, view):
    made(factories.standard_page, title="Zebra")
    request = rf.get("/?q=zebra")
    request.user = STRANGER
    assert view(request).status_code == 200
    assert request.valid_until <= time.time() + engine.PAUSE


def test_lists_are_searched_without_it(client, made, dead_cluster):
    index = made(factories.resource_index)
    made(factories.resource, title="Zebra study", summary="Okapi.", live=True)
    assert "Zebra study" in client.get(f"{index.url}?q=okapi").text


def test_a_list_that_it_should_count_is_counted_in_memory_and_says_so(client, made, close, dead_cluster, settings):
    settings.SEARCH_LISTS = "cluster"
    index = made(factories.resource_index)
    made(factories.resource, title="Zebra study", year=2021)
    close(made(factories.resource, title="Closed study", year=2021))
    html = client.get(f"{index.url}?year=2021").text
    assert "Zebra study" in html and "Closed study" not in html and "search engine does not answer" in html
    found = client.get(f"{index.url}list.json?year=2021").json()
    assert (found["total"], found["degraded"]) == (1, True)
    assert "Zebra study" in client.get(f"{index.url}feed/").text


def test_a_list_in_memory_needs_no_cluster(client, made, dead_cluster):
    assert "degraded" not in client.get(f"{made(factories.resource_index).url}list.json").json()


def test_what_it_does_not_have_is_not_forgotten(made, dead_cluster):
    kept, gone = made(factories.standard_page, title="Kept"), made(factories.standard_page, title="Gone")
    made(gone.delete)
    send_to_cluster()
    with pytest.raises(ClusterAway):
        sync.send()
    assert not Entry.objects.get(object_id=kept.pk, content_type=kept.content_type).is_sent
    assert list(GoneEntry.objects.values_list("object_id", flat=True)) == [gone.pk]


def test_an_index_that_is_missing_is_built_though_nothing_changed(db, settings, monkeypatch):
    Entry.objects.update(is_sent=True)
    settings.SEARCH_URL = "elasticsearch9+http://127.0.0.1:1/empty_"

    def no_index(*_args):
        raise NoSuchIndex("index_not_found_exception")

    built = []
    monkeypatch.setattr(ClusterClient, "count", no_index)
    monkeypatch.setattr(sync, "build", lambda: built.append(True))
    sync.send()
    assert built


def test_a_page_that_is_moved_is_sent_again(made, dead_cluster):
    page, below = made(factories.standard_page, title="One"), made(factories.standard_page, title="Two")
    Entry.objects.update(is_sent=True)
    made(lambda: page.move(below, pos="last-child"))
    assert list(Entry.objects.filter(is_sent=False).values_list("object_id", flat=True)) == [page.pk]


def test_without_a_cluster_nothing_is_kept_for_one(made):
    page = made(factories.standard_page, title="Gone")
    made(page.delete)
    assert not GoneEntry.objects.exists() and not entries.orphans().exists()


def test_no_page_comes_out_of_a_stale_index_that_one_may_not_see(made, close, dead_cluster, monkeypatch):
    """The index may be behind: an engine gives keys of pages that were public a moment ago."""
    seen, closed = made(factories.standard_page, title="Open"), made(factories.standard_page, title="Closed")
    draft = made(factories.standard_page, title="Draft", live=False)
    close(closed)
    stale = Found({"page": 3}, 3, 3, [draft.pk, closed.pk, seen.pk], [], [1])
    monkeypatch.setattr(engine.cluster, "find", lambda *asked: stale)
    assert [hit.page.pk for hit in search(SearchQuery("zebra")).items] == [seen.pk]
    member = search(SearchQuery("zebra", user=factories.user()))
    assert {hit.page.pk for hit in member.items} == {seen.pk, closed.pk}
