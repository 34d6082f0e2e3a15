"""Three real nodes: what the client of search clusters asks for, and what visitors get when a node is away."""

import secrets
import time

import pytest

from search.cluster.answers import buckets
from search.cluster.cluster_client import ClusterAway, ClusterRefuses, NoSuchIndex
from tests.services.cluster import NODES

pytestmark = pytest.mark.services

WORDS = {"type": "text", "analyzer": "whitespace"}
MAPPINGS = {
    "dynamic": "strict",
    "properties": {"words": WORDS, "title": WORDS, "kind": {"type": "keyword"}, "day": {"type": "date"}},
}
PAGES = {
    "1": {"words": "peer support clinic", "title": "clinic", "kind": "event", "day": "2025-06-01"},
    "2": {"words": "peer pay", "title": "pay", "kind": "resource"},
    "3": {"words": "hous clinic naloxon", "title": "hous", "kind": "resource", "day": "2024-02-01"},
    "4": {"words": "COVID-19 d+a clinic", "title": "peer", "kind": "event"},
}
CLINIC = {"query": {"match": {"words": "clinic"}}, "sort": ["_score", {"day": {"order": "asc", "missing": "_last"}}]}


def lines(pages):
    return [line for key, page in pages.items() for line in ({"index": {"_id": key}}, page)]


def ids(answer):
    return [row["_id"] for row in answer["hits"]["hits"]]


@pytest.fixture
def client(cluster):
    """Names of its own, and an alias `pages` to an index of four pages."""
    client = cluster.newly_asked(f"t{secrets.token_hex(4)}_")
    client.create_index("pages_1", MAPPINGS)
    client.bulk("pages_1", lines(PAGES))
    client.refresh("pages_1")
    client.swap_alias("pages", "pages_1")
    cluster.wait_until_green()
    yield client
    cluster.mend()
    for name in client.indices():
        client.delete_index(name)


def test_words_filters_counts_and_order_in_one_request(client):
    body = {
        "query": {
            "bool": {
                "must": [{"multi_match": {"query": "peer clinic", "fields": ["words", "title^3"], "operator": "or"}}],
                "filter": [{"terms": {"kind": ["event", "resource"]}}],
                "must_not": [{"term": {"words": "hous"}}],
            }
        },
        "aggs": {"kind": {"terms": {"field": "kind"}}, "events": {"filter": {"term": {"kind": "event"}}}},
        "post_filter": {"term": {"kind": "event"}},
        "sort": ["_score", {"day": {"order": "asc", "missing": "_last"}}],
    }
    answer = client.search("pages", body)
    assert (ids(answer), answer["hits"]["total"]["value"]) == (["1", "4"], 2)
    assert buckets(answer, "kind") == {"event": 2, "resource": 1}


def test_words_are_those_that_we_cut(client):
    questions = [
        ({"match": {"words": "d+a"}}, ["4"]),
        ({"match": {"words": "COVID-19"}}, ["4"]),
        ({"match": {"words": "D+A"}}, []),
        ({"prefix": {"words": "nalo"}}, ["3"]),
        ({"match_phrase": {"words": "peer support"}}, ["1"]),
        ({"match": {"words": {"query": "naloxan", "fuzziness": 1}}}, ["3"]),
    ]
    for query, found in questions:
        assert ids(client.search("pages", {"query": query})) == found
        assert client.count("pages", query) == len(found)


def test_an_index_is_swapped_in_one_step(client):
    client.create_index("pages_2", MAPPINGS)
    client.bulk("pages_2", lines({"9": {"words": "zebra"}}))
    client.refresh("pages_2")
    assert client.count("pages") == 4
    client.swap_alias("pages", "pages_2")
    assert (client.count("pages"), client.indices_behind("pages")) == (1, ["pages_2"])
    assert client.indices() == {"pages_1": [], "pages_2": ["pages"]}
    client.delete_index("pages_1")
    client.delete_index("pages_1")
    assert list(client.indices()) == ["pages_2"]


def test_pages_change_and_go_and_older_states_of_them_change_nothing(client):
    newer = {"_id": "1", "version": 8, "version_type": "external"}
    client.bulk("pages", [{"index": newer}, {"words": "new"}, {"delete": {"_id": "2"}}, {"delete": {"_id": "404"}}])
    client.bulk("pages", [{"index": newer | {"version": 7}}, {"words": "old"}])
    client.refresh("pages")
    assert (client.count("pages"), ids(client.search("pages", {"query": {"match": {"words": "new"}}}))) == (3, ["1"])


def test_what_the_cluster_refuses_is_one_error(client):
    with pytest.raises(ClusterRefuses):
        client.search("pages", {"query": {"no_such_query": {}}})
    with pytest.raises(ClusterRefuses):
        client.bulk("pages", lines({"5": {"no_such_field": "x"}}))
    with pytest.raises(ClusterRefuses):
        client.create_index("pages_1", MAPPINGS)
    with pytest.raises(NoSuchIndex):
        client.search("no_such_index", {})


# With nodes away


def answers(client, number=12):
    """What visitors find, one after the other; None for whoever is told that the cluster is away."""
    found = []
    for _number in range(number):
        try:
            found.append(ids(client.search("pages", CLINIC)))
        except ClusterAway:
            found.append(None)
    return found


def answers_again(client, full):
    """Hosts are left out for some seconds: it is asked until then, and answers to the end of the test."""
    deadline = time.monotonic() + 60
    while answers(client, 1) != [full] and time.monotonic() < deadline:
        time.sleep(0.1)
    return answers(client) == [full] * 12


@pytest.fixture
def full(client):
    (found,) = answers(client, 1)
    assert sorted(found) == ["1", "3", "4"]
    return found


def test_without_the_leader_everything_is_found(client, cluster, full):
    leader = cluster.leader()
    cluster.kill(leader)
    assert answers(client) == [full] * 12
    assert answers(cluster.newly_asked(client.prefix)) == [full] * 12
    client.bulk("pages", lines({"5": {"words": "zebra"}}))
    cluster.start(leader)
    cluster.wait_until_green()
    client.refresh("pages")
    assert (answers(client), client.count("pages")) == ([full] * 12, 5)


@pytest.mark.parametrize("shift", [0, 1])
def test_while_a_node_hangs_everything_is_found(client, cluster, full, shift):
    """The leader, and one that is not."""
    cluster.hang((cluster.leader() - 1 + shift) % len(NODES) + 1)
    assert answers(client) == [full] * 12
    assert answers(cluster.newly_asked(client.prefix)) == [full] * 12
    cluster.mend()
    assert answers(client) == [full] * 12


def test_one_node_alone_still_answers(client, cluster, full):
    for number in (1, 2):
        cluster.kill(number)
    assert answers_again(client, full)
    cluster.mend()
    assert answers_again(client, full)


def test_while_all_hang_there_is_one_error_and_then_all_is_found(client, cluster, full):
    for number in NODES:
        cluster.hang(number)
    assert answers(client) == [None] * 12
    cluster.mend()
    assert answers_again(client, full)
