"""What a list can be narrowed by: form, query, counts, chips and JSON follow from one declaration.

OR inside a facet, AND across facets. The count beside a value is the number of entries with it when all *other* facets
are applied. Values without entries are hidden, unless they are chosen.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise

from core.models import Vocabulary
from core.models.unsaid import NOT_SAID
from search.facet_groups import Value
from search.facet_index import FacetIndex
from search.term_table import Context


class Span(NamedTuple):
    """A value that is a stretch of time: entries whose field lies in it. It moves on by itself."""

    field: str
    start: datetime | None = None
    before: datetime | None = None


class Facet:
    """One way to narrow a list. `name` is the parameter in the address.

    A kind of facet says which entries have which value (`postings`), and how its values are named (`labels`); what
    is narrowed, counted and shown follows from these two, also in a search cluster. One that narrows and counts for
    itself needs no postings; one that names its values for itself (months, years: there is no end to list) needs no
    labels.
    """

    is_single = False
    # Values that follow one another, of which one can choose a stretch (search/year_facets.py).
    is_range = False
    # The value with which the facet leaves nothing out, where it narrows without being asked.
    widest = ""
    # Shown in the form, and offered to staff who choose the filters of a list.
    is_shown = True
    # Fields or lookups of the entries that it is read from.
    columns: tuple[str, ...] = ()

    def __init__(self, name: str, label: str | Promise) -> None:
        self.name, self.label = name, label

    def understood(self, given: list[str], context: "Context") -> list[str]:
        """The given values that mean something, in their present form; others are left out (`Filters.unknown`)."""
        raise NotImplementedError

    def is_known(self, value: str, context: "Context") -> bool:
        """Whether it means something, also where that narrows nothing."""
        return bool(self.understood([value], context))

    def postings(self, index: FacetIndex, context: "Context") -> dict[str, int]:
        """For each value the entries that have it, as bits."""
        raise NotImplementedError

    def labels(self, context: "Context") -> Iterator[tuple[str, str, int]]:
        """Value, label and depth of all values in the order in which they are shown."""
        raise NotImplementedError

    def names(self, found: Iterable[str], context: "Context") -> Iterator[tuple[str, str]]:
        """Values and what people call them in the language of the moment, to be known again in a question.

        `found` are the values that entries have; a facet whose values have no end takes them from there.
        """
        return ((value, label) for value, label, _depth in self.labels(context))

    def meant(self, chosen: list[str]) -> list[str]:
        """The values that the list is narrowed by where these were chosen; none where it is not narrowed."""
        return chosen

    # Where entries are counted elsewhere (search/lists/cluster_selection.py)

    def kept(self, index: FacetIndex, context: "Context") -> dict[str, int]:
        """What is kept with the entries, by value, as bits. It may not depend on who reads, nor on the time."""
        return {} if self.spans() else self.postings(index, context)

    def kept_as(self, value: str, context: "Context") -> list[str]:
        """What entries of this value have kept."""
        return [value]

    def counts_of_kept(self, counts: dict[str, int], context: "Context") -> dict[str, int]:
        """How many entries have which value, of how many have kept what."""
        return counts

    def spans(self) -> dict[str, Span]:
        """The values that are stretches of time, as of now: of them nothing is kept but the field."""
        return {}

    # In memory

    def narrow(self, bits: int, index: FacetIndex, chosen: list[str], context: "Context") -> int:
        """Those of the entries that have any of the chosen values."""
        postings = self.postings(index, context)
        wanted = 0
        for value in chosen:
            wanted |= postings.get(value, 0)
        return bits & wanted

    def counts(self, bits: int, index: FacetIndex, context: "Context") -> dict[str, int]:
        found = {value: (bits & posting).bit_count() for value, posting in self.postings(index, context).items()}
        return {value: count for value, count in found.items() if count}

    def values(self, counts: dict[str, int], chosen: list[str], context: "Context") -> list[Value]:
        return [
            Value(value, label, counts.get(value, 0), value in chosen, depth)
            for value, label, depth in self.labels(context)
            if counts.get(value) or value in chosen
        ]


class TermFacet(Facet):
    """The terms of a vocabulary. A term stands for everything below it in its tree."""

    def __init__(self, name: str, label: str | Promise | None = None) -> None:
        super().__init__(name, label or Vocabulary(name).label)

    def understood(self, given: list[str], context: "Context") -> list[str]:
        slugs = [context.terms.present(self.name, slug) for slug in given]
        return list(dict.fromkeys(slug for slug in slugs if slug))

    def postings(self, index: FacetIndex, context: "Context") -> dict[str, int]:
        # The terms may have changed where the entries did not: what was put together holds for one table of terms.
        known = context.terms.put_together
        key = (self.name, index)
        if key not in known:
            known[key] = {
                term.slug: _any(index.terms, context.terms.below(self.name, term.slug))
                for term, _depth in context.terms.tree(self.name)
            }
        return known[key]

    def labels(self, context: "Context") -> Iterator[tuple[str, str, int]]:
        for term, depth in context.terms.tree(self.name):
            yield term.slug, term.label, depth

    def kept(self, index: FacetIndex, context: "Context") -> dict[str, int]:
        """Out of the terms that entries carry: these are few where the entries are."""
        found: dict[str, int] = {}
        for key, bits in index.terms.items():
            for slug in context.terms.up_from(self.name, key):
                found[slug] = found.get(slug, 0) | bits
        return found

    def names(self, found: Iterable[str], context: "Context") -> Iterator[tuple[str, str]]:
        for term, _depth in context.terms.tree(self.name):
            yield from ((term.slug, line) for words in term.all_words for line in words.splitlines())


def _any(bits: dict[int, int], keys: Iterable[int]) -> int:
    found = 0
    for key in keys:
        found |= bits.get(key, 0)
    return found


class FieldFacet(Facet):
    """The values of a field or lookup of the entries themselves. `choices` gives their labels and order."""

    def __init__(
        self, name: str, label: str | Promise, lookup: str, choices: Callable[[], Iterable[tuple[Any, Any]]]
    ) -> None:
        super().__init__(name, label)
        self.columns, self.choices = (lookup,), choices

    def understood(self, given: list[str], context: "Context") -> list[str]:
        known = {str(value) for value, _label in self.choices()}
        return [value for value in dict.fromkeys(given) if value in known]

    def value_of(self, raw: object) -> str | None:
        """The value that a field stands for; None for one that no filter finds."""
        return None if raw is None else str(raw)

    def postings(self, index: FacetIndex, context: "Context") -> dict[str, int]:
        return index.grouped(self.name, lambda: self._pairs(index))

    def _pairs(self, index: FacetIndex) -> Iterator[tuple[int, str]]:
        for key, raw in index.column(self.columns[0]):
            value = self.value_of(raw)
            if value is not None:
                yield key, value

    def labels(self, context: "Context") -> Iterator[tuple[str, str, int]]:
        for value, label in self.choices():
            yield str(value), str(label), 0


class SaidFacet(FieldFacet):
    """One of a few values, or not said; that is a value of its own, the last."""

    NOT_SAID = "not-said"

    def __init__(
        self, name: str, label: str | Promise, lookup: str, choices: Callable[[], Iterable[tuple[Any, Any]]]
    ) -> None:
        super().__init__(name, label, lookup, lambda: [*choices(), (self.NOT_SAID, NOT_SAID)])

    def value_of(self, raw: Any) -> str | None:
        return self.NOT_SAID if raw in {None, ""} else str(raw)

    def names(self, found: Iterable[str], context: "Context") -> Iterator[tuple[str, str]]:
        return ((value, label) for value, label in super().names(found, context) if value != self.NOT_SAID)


class FlagFacet(SaidFacet):
    """A fact that holds or not, or of which nobody has said so."""

    def __init__(
        self, name: str, label: str | Promise, lookup: str, fact: str | Promise, otherwise: str | Promise
    ) -> None:
        super().__init__(name, label, lookup, lambda: [("yes", fact), ("no", otherwise)])

    def value_of(self, raw: object) -> str | None:
        return self.NOT_SAID if raw is None else "yes" if raw else "no"
