"""How often an entry stands in a list: once, unless its kind says otherwise, as events on many dates do."""

from collections.abc import Callable, Collection
from typing import Any

from search.facet_index import FacetIndex
from search.facets import Facet

LoadCards = Callable[[Collection[int]], dict[int, Any]]


class Rows:
    """One row for each entry, under its primary key."""

    # Whether the process counts it, whatever SEARCH_LISTS says.
    only_in_memory = False

    def index(self, entries: FacetIndex) -> FacetIndex:
        """The index of the rows, out of that of the entries."""
        return entries

    def fold(self, bits: int, index: FacetIndex, narrowed_by: Collection[Facet], counted: Facet | None = None) -> int:
        """Those of the rows that are shown, or counted for one facet, when these facets narrow the list."""
        return bits

    def load(
        self, keys: list[int], cards: LoadCards, index: FacetIndex | None, narrowed_by: Collection[Facet]
    ) -> list[Any]:
        """The entries of these rows, in order; one that may not be seen any more is left out.

        `index` is that of the rows, where the process counts them.
        """
        found = cards(keys)
        return [found[key] for key in keys if key in found]


ONE_FOR_EACH = Rows()
