"""Asks a search cluster of several hosts, Elasticsearch or OpenSearch, and is never longer about it than it may be.

Both speak the same protocol where we use it, so one client serves both; decision 48 says why it is ours.
Names of indexes are given and told without the prefix that SEARCH_URL names.
"""

import json
import logging
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple, TypeAlias, TypedDict

from elastic_transport import ConnectionError as Broken
from elastic_transport import HttpHeaders, Urllib3HttpNode
from elastic_transport.client_utils import url_to_node_config

from search.cluster.address import cluster_address

logger = logging.getLogger(__name__)

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Body: TypeAlias = Mapping[str, Json]

# Seconds for a whole search, over all hosts, and for each request of those that build an index.
SEARCHING, BUILDING = 2.0, 60.0
# A host that has not answered for TRUST seconds is first asked whether it is there, and has PROBE seconds to say so.
TRUST, PROBE = 5.0, 0.5
# A host that did not answer is left out for so long.
PAUSE = 5.0
# What the cluster may use of the time that we wait: it tells then that it was too slow, and is not taken for away.
FINDING = 0.8
# Another host may do better.
BUSY = frozenset({429, 502, 503, 504})
# How they say that a search was too slow: Elasticsearch with 429, OpenSearch with 500.
SLOW = (b"search_timeout_exception", b"time_exceeded_exception")
# A copy of the whole index on each host: any of them can answer alone.
COPIES: Body = {"number_of_shards": 1, "auto_expand_replicas": "0-all"}
# What a bulk may say of a document without being wrong: it is not there any more, or a newer one is.
SETTLED = frozenset({404, 409})
NO_INDEX = "index_not_found_exception"


class ClusterAway(Exception):
    """No answer that can be used, in the time that there was."""


class ClusterRefuses(ClusterAway):
    """It does not do this: asking again will not help."""


class NoSuchIndex(ClusterRefuses):
    pass


class TooSlow(ClusterAway):
    """This search took longer than it may; others need not."""


class Total(TypedDict):
    value: int
    relation: str


class Row(TypedDict, total=False):
    _id: str
    _score: float | None
    _source: dict[str, Json]
    _explanation: dict[str, Json]
    sort: list[Json]


class Rows(TypedDict):
    total: Total
    hits: list[Row]


class Answer(TypedDict, total=False):
    """What a search is answered with, as far as we ask for it."""

    hits: Rows
    aggregations: dict[str, Json]


class Request(NamedTuple):
    method: str
    target: str
    body: bytes | None = None
    content_type: str = "application/json"
    # Whether the cluster is told how long it may take.
    is_timed: bool = False


class Reply(NamedTuple):
    status: int
    body: bytes


@dataclass
class Host:
    node: Urllib3HttpNode
    trusted_until: float = 0.0
    left_out_until: float = 0.0

    def is_there(self, seconds: float) -> bool:
        """Whether it says something; what that is does not matter."""
        return time.monotonic() < self.trusted_until or self.ask(Request("HEAD", "/"), seconds) is not None

    def ask(self, request: Request, seconds: float) -> Reply | None:
        """What it says in that time; None for nothing, and then it is left out for a while."""
        outcome = self._outcome(request, seconds)
        if isinstance(outcome, Reply):
            self.trusted_until = time.monotonic() + TRUST
            return outcome
        logger.warning("The search host %s is left out for %d s: %r", self.node.base_url, PAUSE, outcome)
        self.trusted_until, self.left_out_until = 0.0, time.monotonic() + PAUSE
        return None

    def _outcome(self, request: Request, seconds: float) -> Reply | Exception:
        """In a thread of its own: names that are looked up, and answers that come in drops, know no time-out."""
        outcome: SimpleQueue[Reply | Exception] = SimpleQueue()
        Thread(target=self._perform, args=(request, seconds, outcome), daemon=True).start()
        try:
            return outcome.get(timeout=seconds)
        except Empty:
            return TimeoutError(f"no answer in {seconds:.2f} s")

    def _perform(self, request: Request, seconds: float, outcome: "SimpleQueue[Reply | Exception]") -> None:
        try:
            try:
                outcome.put(self._reply(request, seconds))
            except Broken:
                # A kept connection may have been closed at the other end just now.
                outcome.put(self._reply(request, seconds))
        except Exception as error:
            outcome.put(error)

    def _reply(self, request: Request, seconds: float) -> Reply:
        headers = HttpHeaders({"accept": "application/json", "content-type": request.content_type})
        target = request.target + (f"&timeout={seconds * FINDING * 1000:.0f}ms" if request.is_timed else "")
        found = self.node.perform_request(request.method, target, request.body, headers, request_timeout=seconds)
        return Reply(found.meta.status, found.body)


class ClusterClient:
    """One for each process and address: it remembers which hosts are away."""

    def __init__(self, urls: Sequence[str], prefix: str) -> None:
        configs = [url_to_node_config(url, use_default_ports_for_scheme=True) for url in urls]
        self.hosts = [Host(Urllib3HttpNode(config)) for config in configs]
        self.prefix, self._turns = prefix, count()

    # Finding

    def search(self, index: str, body: Body, seconds: float | None = None) -> Answer:
        """All or nothing: no total is cut, and where a part of the index is missing there is no answer.

        The host asks itself first, so that one that hangs holds up none of the others.
        """
        target = f"/{self.prefix}{index}/_search?allow_partial_search_results=false&preference=_local"
        request = _request("POST", target, {"track_total_hits": True, **body})._replace(is_timed=True)
        found: Answer = json.loads(self._ask(request, SEARCHING if seconds is None else seconds))
        return found

    def count(self, index: str, query: Body | None = None) -> int:
        request = _request("POST", f"/{self.prefix}{index}/_count?preference=_local", query and {"query": query})
        found: dict[str, int] = json.loads(self._ask(request, SEARCHING))
        return found["count"]

    # Building

    def bulk(self, index: str, lines: Iterable[Body], is_alias: bool = False) -> None:
        """Lines as the bulk interface has them: an act, and the document after it where it has one."""
        body = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()
        # Without it, an index that is not there would be made, of whatever the first document looks like.
        must_be = "?require_alias=true" if is_alias else ""
        request = Request("POST", f"/{self.prefix}{index}/_bulk{must_be}", body, "application/x-ndjson")
        if not body:
            return
        found: dict[str, list[dict[str, dict[str, Json]]]] = json.loads(self._ask(request, BUILDING))
        for outcome in (outcome for item in found["items"] for outcome in item.values()):
            if "error" in outcome and (NO_INDEX in str(outcome["error"]) or outcome["status"] not in SETTLED):
                raise _refusal(outcome)

    def create_index(self, name: str, mappings: Body, settings: Body | None = None) -> None:
        body = {"mappings": mappings, "settings": {**COPIES, **(settings or {})}}
        self._ask(_request("PUT", f"/{self.prefix}{name}", body), BUILDING)

    def swap_alias(self, alias: str, new: str, instead_of: str = "") -> None:
        """In one step: whoever searches finds the old index or the new one, whole. The new one may lose an alias."""
        old = [name for name in self.indices_behind(alias) if name != new]
        acts = [{"remove": self._alias(alias, name)} for name in old] + [{"add": self._alias(alias, new)}]
        acts += [{"remove": self._alias(instead_of, new)}] if instead_of else []
        self._ask(_request("POST", "/_aliases", {"actions": acts}), BUILDING)

    def _alias(self, alias: str, name: str) -> Body:
        return {"index": self.prefix + name, "alias": self.prefix + alias}

    def indices(self) -> dict[str, list[str]]:
        """All indexes of ours, with the aliases of each: one without any was left behind by a build that broke off."""
        reply = self._ask(Request("GET", f"/{self.prefix}*/_alias"), BUILDING)
        found: dict[str, dict[str, dict[str, Json]]] = json.loads(reply)
        return {self._short(name): [*map(self._short, about["aliases"])] for name, about in sorted(found.items())}

    def _short(self, name: str) -> str:
        return name.removeprefix(self.prefix)

    def indices_behind(self, alias: str) -> list[str]:
        return [name for name, aliases in self.indices().items() if alias in aliases]

    def delete_index(self, name: str) -> None:
        self._ask(Request("DELETE", f"/{self.prefix}{name}?ignore_unavailable=true"), BUILDING)

    def refresh(self, index: str) -> None:
        """What was written is found from now on."""
        self._ask(Request("POST", f"/{self.prefix}{index}/_refresh"), BUILDING)

    # Asking

    def _ask(self, request: Request, seconds: float) -> bytes:
        """One host after the other, each with half of what is left of the time, the last with all of it."""
        deadline = time.monotonic() + seconds
        problem = "All search hosts are left out for some seconds."
        # Who builds can wait, and asks all of them rather than none.
        hosts = self._in_turn() or (self.hosts if seconds > SEARCHING else [])
        for others, host in zip(reversed(range(len(hosts))), hosts, strict=True):
            if others and not host.is_there(min(PROBE, (deadline - time.monotonic()) / 2)):
                continue
            left = max(0.0, deadline - time.monotonic())
            reply = host.ask(request, left / 2 if others else left)
            if reply is None or (reply.status in BUSY and not _is_slow(reply)):
                problem = f"No search host answered: {_reason(reply) if reply else 'nothing was said in time'}"
                continue
            return _body(reply)
        raise ClusterAway(problem)

    def _in_turn(self) -> list[Host]:
        """Those that are not left out; each search begins with another."""
        now, start = time.monotonic(), next(self._turns) % len(self.hosts)
        return [host for host in self.hosts[start:] + self.hosts[:start] if host.left_out_until <= now]


def _request(method: str, target: str, body: Body | None) -> Request:
    return Request(method, target, None if body is None else json.dumps(body, ensure_ascii=False).encode())


def _body(reply: Reply) -> bytes:
    reason = _reason(reply)
    if _is_slow(reply):
        raise TooSlow(reason)
    if reply.status < 400:
        if not reply.body.startswith(b"{"):
            raise ClusterAway(f"Something else than a search host answered: {reason}")
        return reply.body
    raise (NoSuchIndex if NO_INDEX in reason else ClusterRefuses)(reason)


def _refusal(outcome: Mapping[str, Json]) -> ClusterAway:
    """Of one document of many."""
    said = f"{outcome['_id']}: {outcome['error']}"
    if NO_INDEX in said:
        return NoSuchIndex(said)
    return ClusterAway(said) if outcome["status"] in BUSY else ClusterRefuses(said)


def _is_slow(reply: Reply) -> bool:
    return reply.status >= 400 and any(sign in reply.body for sign in SLOW)


def _reason(reply: Reply) -> str:
    return f"{reply.status} {reply.body[:500].decode(errors='replace')}"


@cache
def client_for(url: str) -> ClusterClient:
    """For the address that SEARCH_URL names."""
    address = cluster_address(url)
    return ClusterClient(address.urls, address.prefix)


# Connections are not shared between processes.
os.register_at_fork(after_in_child=client_for.cache_clear)
