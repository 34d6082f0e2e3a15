"""What finds pages by words that are ready (search/words/analysis.py): a database or a cluster, asked alike.

An engine answers which pages hold the words, how many there are of each kind and, in a rough order, which come first;
what is shown first is put in its final order by `search/ranking.py`, the same on every engine.
"""

from typing import NamedTuple, Protocol

from wagtail.models import Locale

from search.filters import Filters
from search.words.query_parser import ParsedQuery
from users.models import AnyUser

# With fewer pages that have all words, those that have most of them follow.
FEW = 10


class Scope(NamedTuple):
    """Who asks, and in which language: what they may see, each piece of content once. And what narrows it."""

    user: AnyUser
    locale: Locale
    # When the search has to be over (time.monotonic), whatever it asks of others.
    deadline: float = float("inf")
    kinds: tuple[str, ...] = ()
    filters: Filters | None = None


class Found(NamedTuple):
    """What an engine found. Counts and keys are of what this person may see."""

    # How many there are of each kind, whatever kinds were asked for; and how many without any filter.
    by_kind: dict[str, int]
    unfiltered: int
    # So many have all words; the others have most of them.
    of_all: int
    # Of the kinds that were asked for, the best first.
    keys: list[int]
    # Where nothing has all words: the numbers of those that stand nowhere.
    missing: list[int]
    # In how many entries or pages each term stands: for weights, never shown.
    frequencies: list[int]
    # For each facet how many have which value, of what kinds and the other facets leave.
    values: dict[str, dict[str, int]] = {}


class Engine(Protocol):
    """What a module of this folder answers about pages."""

    def find(self, words: ParsedQuery, scope: Scope, most: int) -> Found:
        """Pages that have all words; where these are few and no word is missing, also those that have most of them."""
        ...

    def counts(self, questions: list[ParsedQuery], scope: Scope) -> list[int]:
        """How many pages have all words of each question."""
        ...
