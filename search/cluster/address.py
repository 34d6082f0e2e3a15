"""Where a search cluster is, as SEARCH_URL says it. Read with the settings, so it loads nothing."""

from typing import NamedTuple


class ClusterAddress(NamedTuple):
    engine: str
    urls: list[str]
    prefix: str


def cluster_address(url: str) -> ClusterAddress:
    """Of `elasticsearch9+https://host1:9200,host2:9200/prefix_`."""
    engine, _separator, rest = url.partition("+")
    scheme, _separator, rest = rest.partition("://")
    hosts, _separator, prefix = rest.partition("/")
    return ClusterAddress(engine, [f"{scheme}://{host}" for host in hosts.split(",")], prefix or "commonplace_")
