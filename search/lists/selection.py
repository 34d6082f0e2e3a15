"""What a question leaves of a list: how many entries, which, and how many would be left by other values.

Two ways to answer, behind one interface: the process counts bits in memory (`InMemory`), or a search cluster counts
(search/lists/cluster_selection.py). SEARCH_LISTS says which.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

from django.db.models import QuerySet
from wagtail.models import Locale

from search import engine
from search.facet_index import FacetIndex, bits_of, facet_index_of, in_order
from search.facets import Facet
from search.filters import Filters
from search.lists.rows import ONE_FOR_EACH, Rows
from search.words.query_parser import ParsedQuery
from users.models import AnyUser

# A page number with more digits is a mistake.
MAX_DIGITS = 6


def page_number(text: str | None) -> int:
    """The page that an address asks for; 0 for what is no number of a page."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0


@dataclass(frozen=True)
class ListQuestion:
    """These words and filters of a list, in this order, by this person in this language."""

    # What the index of the list is called, and what it holds, of every language.
    name: str
    rows: QuerySet
    filters: Filters
    words: ParsedQuery
    # Whether anything was typed: signs alone are no word, and nothing holds them.
    has_text: bool
    # Fields, backwards with a minus; none for the best first.
    order: tuple[str, ...]
    user: AnyUser
    locale: Locale
    # How often an entry stands in the list.
    counted: Rows = ONE_FOR_EACH

    @property
    def narrowed_by(self) -> list[Facet]:
        """The facets of which something was chosen."""
        return [facet for facet in self.filters.facets if self.filters.chosen[facet.name]]

    @property
    def columns(self) -> tuple[str, ...]:
        """What the facets are read from."""
        return tuple(dict.fromkeys(column for facet in self.filters.facets for column in facet.columns))


class Selection(Protocol):
    """What is left of a list."""

    @property
    def total(self) -> int: ...

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Primary keys in the order that was asked for."""
        ...

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many entries have which value, of those that all other facets leave."""
        ...

    def total_without(self, facet: Facet, value: str) -> int:
        """How many there would be with one filter taken away."""
        ...

    def total_without_words(self) -> int: ...


class InMemory:
    """Counted by the process, in the bits of an index that it keeps (search/facet_index.py)."""

    def __init__(self, asked: ListQuestion) -> None:
        self.asked = asked

    @cached_property
    def index(self) -> FacetIndex:
        return self.asked.counted.index(facet_index_of(self.asked.name, self.asked.rows, self.asked.columns))

    @cached_property
    def seen(self) -> int:
        """Everything of the list that this person may see, once in their language."""
        return self.index.seen_by(self.asked.user, self.asked.locale)

    @cached_property
    def _hits(self) -> list[int]:
        """Keys that hold the words, of whatever may not be seen too; the best first, where that is the order.

        Where few that this person may see have all words, those that have most of them follow.
        """
        is_ranked = not self.asked.order
        found = engine.keys(self.asked.words, self.asked.rows, is_ranked, self._count_seen)
        return list(self.index.rows_of(found))

    def _count_seen(self, keys: Iterable[int]) -> int:
        return (self.seen & bits_of(keys)).bit_count()

    @cached_property
    def with_words(self) -> int:
        if not self.asked.has_text:
            return self.seen
        return self.seen & bits_of(self._hits if self.asked.words else [])

    @cached_property
    def bits(self) -> int:
        """What the words and the filters leave."""
        return self._folded(self.asked.filters.narrow(self.with_words, self.index))

    def _folded(self, bits: int, but: Facet | None = None, counted: Facet | None = None) -> int:
        narrowed_by = [facet for facet in self.asked.narrowed_by if facet is not but]
        return self.asked.counted.fold(bits, self.index, narrowed_by, counted)

    @property
    def total(self) -> int:
        return self.bits.bit_count()

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        order: Iterable[int] = self.index.order(self.asked.order) if self.asked.order else self._hits
        return list(islice(in_order(order, self.bits), start, stop))

    def counts(self, facet: Facet) -> dict[str, int]:
        filters = self.asked.filters
        left = self._folded(filters.narrow(self.with_words, self.index, but=facet), facet, facet)
        return facet.counts(left, self.index, filters.context)

    def total_without(self, facet: Facet, value: str) -> int:
        left = self.asked.filters.narrow_without(self.with_words, self.index, facet, value)
        still_chosen = self.asked.filters.without(facet, value)
        return self._folded(left, None if still_chosen else facet).bit_count()

    def total_without_words(self) -> int:
        return self._folded(self.asked.filters.narrow(self.seen, self.index)).bit_count()


class Entries:
    """A selection as a paginator asks for it: how many there are, and a slice of the pages themselves."""

    ordered = True

    def __init__(self, selection: Selection, load: Callable[[list[int]], list[Any]]) -> None:
        # Keys were remembered, or come from elsewhere: what loads the pages asks again who may see them.
        self.selection, self.load = selection, load

    def __len__(self) -> int:
        return self.selection.total

    def __getitem__(self, part: slice) -> list[Any]:
        return self.load(self.selection.keys(part.start, part.stop))
