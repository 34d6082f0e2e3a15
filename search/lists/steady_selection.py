"""The selection of a list from where SEARCH_LISTS says, and from memory where the cluster does not answer."""

import logging
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from django.conf import settings

from search.cluster.cluster_client import ClusterAway
from search.cluster.documents import DEEPEST
from search.facets import Facet
from search.lists.cluster_selection import InCluster
from search.lists.selection import InMemory, ListQuestion, Selection

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
CLUSTER = "cluster"


class SteadySelection:
    """Answers whatever happens: a cluster that goes away between two questions is stood in for by the memory."""

    def __init__(self, asked: ListQuestion, page: int, page_size: int, when_degraded: Callable[[], None]) -> None:
        self.asked, self.start, self.stop = asked, max(0, page - 1) * page_size, max(1, page) * page_size
        self.is_left_out, self.when_degraded = False, when_degraded

    @cached_property
    def _memory(self) -> InMemory:
        return InMemory(self.asked)

    @cached_property
    def _cluster(self) -> InCluster:
        return InCluster(self.asked, self.start, self.stop)

    @property
    def _asks_cluster(self) -> bool:
        return settings.SEARCH_LISTS == CLUSTER and not self.is_left_out and not self.asked.counted.only_in_memory

    def _answered(self, ask: Callable[[Selection], Answer]) -> Answer:
        if self._asks_cluster:
            try:
                return ask(self._cluster)
            except ClusterAway:
                logger.exception("The search cluster does not answer; the list is counted in memory instead")
                self.is_left_out = True
                self.when_degraded()
        return ask(self._memory)

    @property
    def is_degraded(self) -> bool:
        """Whether the cluster should have counted, and did not answer; asks it where nobody did yet."""
        self._answered(lambda selection: selection.total)
        return self.is_left_out

    @property
    def total(self) -> int:
        return self._answered(lambda selection: selection.total)

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        if self._asks_cluster and (self.total if stop is None else stop) > DEEPEST:
            # The cluster goes only so deep.
            return self._memory.keys(start, stop)
        return self._answered(lambda selection: selection.keys(start, stop))

    def counts(self, facet: Facet) -> dict[str, int]:
        return self._answered(lambda selection: selection.counts(facet))

    def total_without(self, facet: Facet, value: str) -> int:
        return self._answered(lambda selection: selection.total_without(facet, value))

    def total_without_words(self) -> int:
        return self._answered(lambda selection: selection.total_without_words())
