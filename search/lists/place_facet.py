"""Facets by the place of entries in the tree: below which page they stand."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Protocol

from search.facet_index import FacetIndex
from search.facets import Facet
from search.term_table import Context


class Place(Protocol):
    @property
    def path(self) -> str: ...


class PlaceFacet(Facet):
    """A value is a page with its translations. Kept is the place alone: what is there may be called otherwise tomorrow,
    and not all may be seen by everybody.
    """

    def places(self, context: Context) -> Mapping[str, Sequence[Place]]:
        """For each value the pages that this reader may see."""
        raise NotImplementedError

    def place_of(self, path: str) -> str:
        """The path of the page that an entry of this path counts to."""
        raise NotImplementedError

    def understood(self, given: list[str], context: Context) -> list[str]:
        known = self.places(context)
        return [value for value in dict.fromkeys(given) if value in known]

    def postings(self, index: FacetIndex, context: Context) -> dict[str, int]:
        below = self.kept(index, context)
        return {
            value: reduce(or_, (below.get(place.path, 0) for place in places))
            for value, places in self.places(context).items()
        }

    def kept(self, index: FacetIndex, context: Context) -> dict[str, int]:
        return index.grouped(self.name, lambda: ((key, self.place_of(path)) for key, path in index.paths()))

    def kept_as(self, value: str, context: Context) -> list[str]:
        return [place.path for place in self.places(context).get(value, [])]

    def counts_of_kept(self, counts: dict[str, int], context: Context) -> dict[str, int]:
        known = self.places(context).items()
        found = {value: sum(counts.get(place.path, 0) for place in places) for value, places in known}
        return {value: count for value, count in found.items() if count}
