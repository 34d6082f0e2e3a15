"""A search cluster that bin/test-services has started, whose nodes a test may kill, hang and bring back."""

import subprocess

import httpx2

from search.cluster import documents, sync
from search.cluster.address import cluster_address
from search.cluster.cluster_client import ClusterClient
from tests.browser.conftest import ROOT

NODES = (1, 2, 3)


def up_to_date():
    """The cluster has what pages say now, and finds it."""
    while sync.send():
        pass
    sync.client().refresh(documents.ALIAS)


class Cluster:
    """Nodes have numbers from 1, in the order of the address."""

    def __init__(self, engine, address):
        # The address is one for SEARCH_URL.
        self.engine, self.address, self.is_hurt = engine, address, False

    def with_prefix(self, prefix):
        """An address with indexes of its own."""
        return f"{self.address.rpartition('/')[0]}/{prefix}"

    def newly_asked(self, prefix):
        """As another process asks, that has heard of no node yet."""
        address = cluster_address(self.with_prefix(prefix))
        return ClusterClient(address.urls, address.prefix)

    def leader(self):
        """The node that decides for all; another takes its place when it is away."""
        url = cluster_address(self.address).urls[0]
        nodes = httpx2.get(f"{url}/_cat/nodes?format=json&h=name,master", timeout=30).json()
        return next(int(node["name"].removeprefix("node-")) for node in nodes if node["master"] == "*")

    def kill(self, number):
        self._hurt("kill", number)

    def hang(self, number):
        self._hurt("hang", number)

    def start(self, number):
        """With the data that it had."""
        self._call("node", number)

    def resume(self, number):
        self._call("resume", number)

    def wait_until_green(self):
        """Every node is there, and every copy of every index."""
        self._call("wait")

    def mend(self):
        """As it was before: every node goes on, and has every copy that it should have."""
        if self.is_hurt:
            self._call("mend")
        self.is_hurt = False

    def _hurt(self, act, number):
        self.is_hurt = True
        self._call(act, number)

    def _call(self, act, *numbers):
        command = [ROOT / "bin" / "search-cluster", self.engine, act, *map(str, numbers)]
        subprocess.run(command, check=True)  # noqa: S603 - our own
