"""What visitors get while one host of a search cluster hangs: `python -m bench.hanging_host`.

Starts three nodes of Elasticsearch (bin/search-cluster, with what that needs) and lets one stand still while searches
follow one another: ours, and those of the official client with the same time for each of its tries (decision 48).
Prints how many had no answer, the middle and the slowest in milliseconds, and the slowest as a share of the two seconds
that a search may take.
"""

import logging
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.cluster.cluster_client import SEARCHING, ClusterAway, ClusterClient

SCRIPT = Path(__file__).resolve().parent.parent / "bin" / "search-cluster"
DOCUMENTS, SECONDS = 300, 12
WORDS = {"properties": {"words": {"type": "text", "analyzer": "whitespace"}}}
QUESTION = {"match": {"words": "clinic"}}
# Of the official client: seconds for a try, and whether a search that got no answer is tried at the next host.
OFFICIAL = {
    "official, 1.5 s": (1.5, False),
    "official, 1.5 s, again": (1.5, True),
    "official, 0.6 s, again": (0.6, True),
}


def cluster(*words: str) -> str:
    command = [str(SCRIPT), "elasticsearch", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def filled(urls: list[str]) -> ClusterClient:
    client = ClusterClient(urls, "bench_")
    client.create_index("pages", WORDS)
    documents = [({"index": {"_id": str(number)}}, {"words": f"clinic w{number}"}) for number in range(DOCUMENTS)]
    client.bulk("pages", [line for document in documents for line in document])
    client.refresh("pages")
    return client


def while_one_hangs(ask: Callable[[], object]) -> tuple[list[float], int]:
    """Seconds of each search, and how many had no answer."""
    for _host in range(6):
        ask()
    cluster("hang", "2")
    spent, unanswered, until = [], 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            ask()
        except (ClusterAway, TransportError, ApiError):
            unanswered += 1
        spent.append(time.monotonic() - began)
        time.sleep(0.1)
    cluster("mend")
    return sorted(spent), unanswered


def main() -> None:
    # Each host that is left out is a line.
    logging.disable(logging.WARNING)
    urls = [f"http://{address}" for address in cluster("start").split(",")]
    try:
        client = filled(urls)
        asks: dict[str, Callable[[], object]] = {"ours": lambda: client.search("pages", {"query": QUESTION})}
        for name, (seconds, again) in OFFICIAL.items():
            other = Elasticsearch(urls, request_timeout=seconds, retry_on_timeout=again)
            asks[name] = lambda other=other: other.search(index="bench_pages", query=QUESTION)
        print(f"{'':24}{'searches':>9}{'no answer':>11}{'middle ms':>11}{'slowest ms':>12}{'of the budget':>15}")
        for name, ask in asks.items():
            spent, unanswered = while_one_hangs(ask)
            middle, slowest = spent[len(spent) // 2], spent[-1]
            told = f"{middle * 1000:11.0f}{slowest * 1000:12.0f}{slowest / SEARCHING:14.0%}"
            print(f"{name:24}{len(spent):9}{unanswered:11}{told}", flush=True)
    finally:
        cluster("stop")


if __name__ == "__main__":
    main()
