"""The client of a search cluster, with hosts that answer, hang, drip or are not there. Real ones: tests/services."""

import json
from contextlib import ExitStack, closing

import pytest

from search.cluster import cluster_client
from search.cluster.answers import buckets
from search.cluster.cluster_client import (
    ClusterAway,
    ClusterClient,
    ClusterRefuses,
    NoSuchIndex,
    TooSlow,
    client_for,
)
from tests.search.hosts import Answering, Dripping, Hanging, Refusing

FOUND = json.dumps({"hits": {"total": {"value": 1, "relation": "eq"}, "hits": [{"_id": "7"}]}}).encode()


@pytest.fixture
def opened():
    """Closes the hosts at the end of the test."""
    with ExitStack() as stack:
        yield lambda host: stack.enter_context(closing(host))


@pytest.fixture
def answering(opened):
    return opened(Answering(body=FOUND))


@pytest.fixture
def short(monkeypatch):
    """The same shares of less time: these tests wait for it to pass."""
    for name, seconds in {"SEARCHING": 1.0, "BUILDING": 2.0, "PROBE": 0.25}.items():
        monkeypatch.setattr(cluster_client, name, seconds)


def client_of(*hosts):
    return ClusterClient([f"http://127.0.0.1:{host.port}" for host in hosts], "tests_")


def ids(answer):
    return [row["_id"] for row in answer["hits"]["hits"]]


@pytest.mark.parametrize("away", [Hanging, Dripping, Refusing])
def test_another_host_answers_in_the_same_search(opened, answering, short, away):
    for client in (client_of(opened(away()), answering), client_of(answering, opened(away()))):
        assert [ids(client.search("pages", {})) for _number in range(3)] == [["7"]] * 3


def test_a_host_that_hangs_is_left_out_of_the_next_searches(opened, answering, short):
    hanging = opened(Hanging())
    client = client_of(hanging, answering)
    for _number in range(6):
        client.search("pages", {})
    assert (len(hanging.connections), len(answering.requests)) == (1, 6)


def test_a_host_that_hangs_after_it_answered_is_left_out_too(opened, answering, short):
    hanging = opened(Hanging())
    client = client_of(hanging, answering)
    client.hosts[0].trusted_until = float("inf")
    assert ids(client.search("pages", {})) == ["7"]
    assert client.hosts[0].left_out_until > 0


def test_a_host_that_was_left_out_is_asked_again(opened, answering, short, monkeypatch):
    monkeypatch.setattr(cluster_client, "PAUSE", 0.0)
    refusing = opened(Refusing())
    client = client_of(refusing)
    with pytest.raises(ClusterAway):
        client.search("pages", {})
    client.hosts = client_of(answering).hosts
    assert ids(client.search("pages", {})) == ["7"]


@pytest.mark.parametrize("away", [Hanging, Dripping, Refusing])
def test_without_any_host_there_is_one_error(opened, short, away):
    with pytest.raises(ClusterAway):
        client_of(*(opened(away()) for _number in range(3))).search("pages", {})


def test_nobody_waits_for_hosts_that_are_all_left_out(opened, short):
    hosts = [opened(Hanging()) for _number in range(3)]
    client = client_of(*hosts)
    for _number in range(5):
        with pytest.raises(ClusterAway):
            client.search("pages", {})
    assert [len(host.connections) for host in hosts] == [1, 1, 1]


def test_all_hosts_together_have_one_budget(opened, monkeypatch):
    """The clock stands still but for the hosts, each of which uses up what it is given."""
    clock, given = [100.0], []
    monkeypatch.setattr(cluster_client.time, "monotonic", lambda: clock[0])
    client = client_of(*(opened(Refusing()) for _number in range(4)))

    def spend(host, request, seconds):
        given.append(seconds)
        clock[0] += seconds
        host.trusted_until = float("inf")

    monkeypatch.setattr(cluster_client.Host, "ask", spend)
    with pytest.raises(ClusterAway):
        client.search("pages", {})
    assert sum(given) <= cluster_client.SEARCHING and min(given) > 0.05


def test_searches_begin_with_each_host_in_turn(opened):
    hosts = [opened(Answering(body=FOUND)) for _number in range(3)]
    client = client_of(*hosts)
    for _number in range(6):
        client.search("pages", {})
    assert [len(host.requests) for host in hosts] == [2, 2, 2]


def test_a_host_without_time_for_us_sends_to_the_next(opened, answering):
    client = client_of(opened(Answering(503, b'{"error": "no master"}')), answering)
    assert [ids(client.search("pages", {})) for _number in range(2)] == [["7"], ["7"]]


def test_a_connection_that_was_closed_meanwhile_is_opened_again(opened, monkeypatch):
    """With one host it would be the only one, and left out."""
    client, told = client_of(opened(Refusing())), [cluster_client.Broken("closed"), FOUND]

    def reply(host, request, seconds):
        said = told.pop(0)
        if isinstance(said, Exception):
            raise said
        return cluster_client.Reply(200, said)

    monkeypatch.setattr(cluster_client.Host, "_reply", reply)
    assert ids(client.search("pages", {})) == ["7"]


def test_what_is_wrong_with_a_request_is_told_and_not_asked_again(opened):
    hosts = [opened(Answering(400, b'{"error": {"type": "parsing_exception"}}')) for _number in range(2)]
    with pytest.raises(ClusterRefuses, match="parsing_exception"):
        client_of(*hosts).search("pages", {})
    assert sum(len(host.requests) for host in hosts) == 1


def test_an_index_that_is_not_there(opened):
    host = opened(Answering(404, b'{"error": {"type": "index_not_found_exception"}}'))
    with pytest.raises(NoSuchIndex):
        client_of(host).count("pages")


@pytest.mark.parametrize("body", [b"<h1>Welcome</h1>", b""])
def test_what_is_no_whole_answer_is_none(opened, body):
    host = opened(Answering(body=body))
    with pytest.raises(ClusterAway):
        client_of(host).search("pages", {})


@pytest.mark.parametrize(("status", "name"), [(429, "search_timeout_exception"), (500, "time_exceeded_exception")])
def test_a_search_that_is_too_slow_is_not_asked_of_other_hosts_and_leaves_none_out(opened, status, name):
    """As Elasticsearch 9.5 and OpenSearch 3.9 say it."""
    body = json.dumps({"error": {"root_cause": [{"type": name}], "reason": "all shards failed"}, "status": status})
    hosts = [opened(Answering(status, body.encode())) for _number in range(2)]
    client = client_of(*hosts)
    with pytest.raises(TooSlow):
        client.search("pages", {})
    assert sum(len(host.requests) for host in hosts) == 1
    assert not any(host.left_out_until for host in client.hosts)


def test_a_search_asks_for_everything_or_nothing(answering):
    client_of(answering).search("pages", {"size": 3})
    _method, path, body = answering.requests[0]
    assert path.startswith("/tests_pages/_search?allow_partial_search_results=false") and "timeout=1600ms" in path
    assert json.loads(body) == {"track_total_hits": True, "size": 3}


def bulk_answered(opened, *outcomes):
    body = json.dumps({"errors": True, "items": [{"index": {"_id": "1", **outcome}} for outcome in outcomes]}).encode()
    host = opened(Answering(body=body))
    client_of(host).bulk("pages", [{"index": {"_id": "1"}}, {"title": "Café"}])
    return host.requests


def test_lines_of_a_bulk(opened):
    (request,) = bulk_answered(opened, {"status": 201})
    assert request == ("POST", "/tests_pages/_bulk", '{"index": {"_id": "1"}}\n{"title": "Café"}\n'.encode())


@pytest.mark.parametrize("status", [404, 409])
def test_what_is_gone_or_newer_is_no_error_of_a_bulk(opened, status):
    assert bulk_answered(opened, {"status": status, "error": {"type": "version_conflict_engine_exception"}})


@pytest.mark.parametrize(("status", "error"), [(400, ClusterRefuses), (429, ClusterAway)])
def test_one_document_that_was_not_written_is_an_error(opened, status, error):
    with pytest.raises(error):
        bulk_answered(opened, {"status": 201}, {"status": status, "error": {"type": "no"}})


def test_nothing_to_write_is_not_sent(answering):
    client_of(answering).bulk("pages", [])
    assert not answering.asked


def test_who_builds_asks_a_host_that_is_left_out_rather_than_none(answering):
    client = client_of(answering)
    client.hosts[0].left_out_until = float("inf")
    client.refresh("pages")
    with pytest.raises(ClusterAway):
        client.search("pages", {})


def test_counts_of_an_aggregation_inside_others():
    inner = {"buckets": [{"key": "events", "doc_count": 3}, {"key": 2024, "doc_count": 1}]}
    answer = {"aggregations": {"open": {"doc_count": 4, "kind": inner}}}
    assert buckets(answer, "open", "kind") == {"events": 3, "2024": 1}


def test_one_client_for_each_address():
    client = client_for("elasticsearch9+http://one:9200,two:9200/site_")
    assert client is client_for("elasticsearch9+http://one:9200,two:9200/site_")
    assert ([host.node.base_url for host in client.hosts], client.prefix) == (
        ["http://one:9200", "http://two:9200"],
        "site_",
    )
