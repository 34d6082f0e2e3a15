"""What a list can be narrowed by: form, query, counts, chips and JSON follow from one declaration.

OR inside a facet, AND across facets. The count beside a value is the number of entries with it when all *other* facets
are applied. Values without entries are hidden, unless they are chosen.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from caching.site_version import remembered
from core.models import FormerTermSlug, Term, Vocabulary
from core.models.terms import known_terms
from core.visibility import STRANGER
from search.facet_index import Shelf

# More values than this of one facet in an address are nobody's wish.
MAX_CHOSEN = 20
# Values of a facet shown before the rest is folded away; a tree needs more to be understood.
OPEN_VALUES, OPEN_IN_TREE = 5, 9


@dataclass(frozen=True)
class Value:
    """One value of a facet, as the form shows it."""

    value: str
    label: str
    count: int = 0
    is_chosen: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Group:
    """A facet with its values; where they are many, the later ones are folded away."""

    facet: "Facet"
    values: list[Value]

    @property
    def shown(self) -> list[Value]:
        # One more value takes no more room than the line that would hide it.
        most = OPEN_IN_TREE if any(value.depth for value in self.values) else OPEN_VALUES
        return self.values if len(self.values) <= most + 1 else self.values[:most]

    @property
    def folded(self) -> list[Value]:
        return self.values[len(self.shown) :]

    @property
    def hides_a_choice(self) -> bool:
        return any(value.is_chosen for value in self.folded)


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and the query string without it."""

    label: str
    query: str
    # How many entries there would be without it; counted only where nothing was found.
    total: int | None = None


class Facet:
    """One way to narrow a list. `name` is the parameter in the address.

    A kind of facet says which entries have which value (`parts`), and how its values are named (`labels`); what is
    narrowed, counted and shown follows from these two.
    """

    is_single = False
    # Shown in the form, and offered to staff who choose the filters of a list.
    is_shown = True
    # Fields or lookups of the entries that it is read from.
    columns: tuple[str, ...] = ()

    def __init__(self, name: str, label: Any) -> None:
        self.name, self.label = name, label

    def understood(self, given: list[str], context: "Context") -> list[str]:
        """The given values that mean something, in their present form; others are ignored kindly."""
        raise NotImplementedError

    def parts(self, shelf: Shelf, context: "Context") -> dict[str, int]:
        """For each value the entries that have it, as bits."""
        raise NotImplementedError

    def labels(self, context: "Context") -> Iterator[tuple[str, str, int]]:
        """Value, label and depth of all values in the order in which they are shown."""
        raise NotImplementedError

    def narrow(self, bits: int, shelf: Shelf, chosen: list[str], context: "Context") -> int:
        """Those of the entries that have any of the chosen values."""
        parts = self.parts(shelf, context)
        wanted = 0
        for value in chosen:
            wanted |= parts.get(value, 0)
        return bits & wanted

    def counts(self, bits: int, shelf: Shelf, context: "Context") -> dict[str, int]:
        found = {value: (bits & part).bit_count() for value, part in self.parts(shelf, context).items()}
        return {value: count for value, count in found.items() if count}

    def values(self, counts: dict[str, int], chosen: list[str], context: "Context") -> list[Value]:
        return [
            Value(value, label, counts.get(value, 0), value in chosen, depth)
            for value, label, depth in self.labels(context)
            if counts.get(value) or value in chosen
        ]


class TermFacet(Facet):
    """The terms of a vocabulary. A term stands for everything below it in its tree."""

    def __init__(self, name: str, label: Any = None) -> None:
        super().__init__(name, label or Vocabulary(name).label)

    def understood(self, given: list[str], context: "Context") -> list[str]:
        slugs = [context.terms.present(self.name, slug) for slug in given]
        return list(dict.fromkeys(slug for slug in slugs if slug))

    def parts(self, shelf: Shelf, context: "Context") -> dict[str, int]:
        # The terms may have changed where the entries did not: what was put together holds for one table of terms.
        known = context.terms.put_together
        key = (self.name, shelf)
        if key not in known:
            known[key] = {
                term.slug: _any(shelf.terms, context.terms.below(self.name, term.slug))
                for term, _depth in context.terms.tree(self.name)
            }
        return known[key]

    def labels(self, context: "Context") -> Iterator[tuple[str, str, int]]:
        for term, depth in context.terms.tree(self.name):
            yield term.slug, term.label, depth


def _any(bits: dict[int, int], keys: Iterable[int]) -> int:
    found = 0
    for key in keys:
        found |= bits.get(key, 0)
    return found


class FieldFacet(Facet):
    """The values of a field or lookup of the entries themselves. `choices` gives their labels and order."""

    def __init__(self, name: str, label: Any, lookup: str, choices: Callable[[], Iterable[tuple[Any, Any]]]) -> None:
        super().__init__(name, label)
        self.columns, self.choices = (lookup,), choices

    def understood(self, given: list[str], context: "Context") -> list[str]:
        known = {str(value) for value, _label in self.choices()}
        return [value for value in dict.fromkeys(given) if value in known]

    def value_of(self, raw: Any) -> str | None:
        """The value that a field stands for; None for one that no filter finds."""
        return None if raw is None else str(raw)

    def parts(self, shelf: Shelf, context: "Context") -> dict[str, int]:
        return shelf.grouped(self.name, lambda: self._pairs(shelf))

    def _pairs(self, shelf: Shelf) -> Iterator[tuple[int, str]]:
        for key, raw in shelf.column(self.columns[0]):
            value = self.value_of(raw)
            if value is not None:
                yield key, value

    def labels(self, context: "Context") -> Iterator[tuple[str, str, int]]:
        for value, label in self.choices():
            yield str(value), str(label), 0


class YearFacet(FieldFacet):
    """A year; the newest stand first."""

    def __init__(self, name: str, label: Any, lookup: str) -> None:
        super().__init__(name, label, lookup, tuple)

    def understood(self, given: list[str], context: "Context") -> list[str]:
        return [value for value in dict.fromkeys(given) if re.fullmatch(r"[12][0-9]{3}", value)]

    def values(self, counts: dict[str, int], chosen: list[str], context: "Context") -> list[Value]:
        years = sorted({*counts, *chosen}, reverse=True)
        return [Value(year, year, counts.get(year, 0), year in chosen) for year in years]


class FlagFacet(FieldFacet):
    """A fact that holds or not; the address says `yes` where only those are wanted for which it holds."""

    def __init__(self, name: str, label: Any, lookup: str, fact: Any) -> None:
        super().__init__(name, label, lookup, lambda: [("yes", fact)])

    def value_of(self, raw: Any) -> str | None:
        return "yes" if raw else None


class TermTable:
    """The terms of some vocabularies, read once: by slug, by former slug, as trees."""

    def __init__(self, vocabularies: list[str]) -> None:
        self.vocabularies = vocabularies
        # Entries of each term and what lies below it, by facet and shelf.
        self.put_together: dict[tuple[str, Shelf], dict[str, int]] = {}

    @cached_property
    def _terms(self) -> dict[int, Term]:
        return {pk: term for pk, term in known_terms().items() if term.vocabulary in self.vocabularies}

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Term]:
        return {(term.vocabulary, term.slug): term for term in self._terms.values()}

    @cached_property
    def _former(self) -> dict[tuple[str, str], int]:
        rows = FormerTermSlug.objects.filter(vocabulary__in=self.vocabularies)
        return {(vocabulary, slug): pk for vocabulary, slug, pk in rows.values_list("vocabulary", "slug", "term")}

    @cached_property
    def _children(self) -> dict[tuple[str, int | None], list[Term]]:
        found: dict[tuple[str, int | None], list[Term]] = {}
        for term in self._terms.values():
            if not term.merged_into_id:
                found.setdefault((term.vocabulary, term.parent_id), []).append(term)
        return found

    def present(self, vocabulary: str, slug: str) -> str:
        """The slug under which the term stands today; empty for none."""
        term = self._by_slug.get((vocabulary, slug)) or self._terms.get(self._former.get((vocabulary, slug), 0))
        while term and term.merged_into_id:
            term = self._terms.get(term.merged_into_id)
        return term.slug if term else ""

    def below(self, vocabulary: str, slug: str) -> set[int]:
        """Keys of the term and of all terms below it."""
        term = self._by_slug[(vocabulary, slug)]
        keys = {term.pk} | {found.pk for found, _depth in self._walk(vocabulary, term.pk, 0)}
        # An old draft that goes live may carry a term that was merged since.
        return keys | {found.pk for found in self._terms.values() if found.merged_into_id in keys}

    def tree(self, vocabulary: str) -> Iterator[tuple[Term, int]]:
        return self._walk(vocabulary, None, 0)

    def _walk(self, vocabulary: str, parent: int | None, depth: int) -> Iterator[tuple[Term, int]]:
        for term in self._children.get((vocabulary, parent), []):
            yield term, depth
            yield from self._walk(vocabulary, term.pk, depth + 1)


@remembered
def term_table(*vocabularies: str) -> TermTable:
    return TermTable(list(vocabularies))


@dataclass
class Context:
    """What facets need besides the entries: the terms, and who reads."""

    terms: TermTable
    user: Any = STRANGER
    # What facets of one list keep for each other during a request.
    kept: dict[str, Any] = field(default_factory=dict)


class Filters:
    """What the address asks for, of the facets of one list. `shown` names those that the form has, in order."""

    def __init__(
        self, facets: list[Facet], params: QueryDict, user: Any = STRANGER, shown: Sequence[str] | None = None
    ) -> None:
        self.facets, self.params = facets, params
        by_name = {facet.name: facet for facet in facets}
        self.shown = [by_name[name] for name in (by_name if shown is None else shown) if by_name[name].is_shown]
        vocabularies = [facet.name for facet in facets if isinstance(facet, TermFacet)]
        self.context = Context(term_table(*vocabularies), user)
        self.chosen = {facet.name: self._understood(facet) for facet in facets}

    def _understood(self, facet: Facet) -> list[str]:
        given = [value.strip()[:100] for value in self.params.getlist(facet.name)[:MAX_CHOSEN] if value.strip()]
        values = facet.understood(given, self.context) if given else []
        return values[:1] if facet.is_single else values

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    @property
    def chosen_count(self) -> int:
        return sum(len(values) for values in self.chosen.values())

    def narrow(self, bits: int, shelf: Shelf, but: Facet | None = None) -> int:
        """The entries that fit every facet, one facet left out if so wished."""
        for facet in self.facets:
            if facet is not but and (self.chosen[facet.name] or facet.is_single):
                bits = facet.narrow(bits, shelf, self.chosen[facet.name], self.context)
        return bits

    def groups(self, bits: int, shelf: Shelf) -> list[Group]:
        """Each facet of the form with its values and their counts."""
        made = [Group(facet, self._values(facet, bits, shelf)) for facet in self.shown]
        return [group for group in made if group.values]

    def _values(self, facet: Facet, bits: int, shelf: Shelf) -> list[Value]:
        counts = facet.counts(self.narrow(bits, shelf, but=facet), shelf, self.context)
        return facet.values(counts, self.chosen[facet.name], self.context)

    # Addresses

    def query_without(self, facet: Facet, value: str) -> str:
        """The query string with one filter taken away, from the first page."""
        return self.query({**self.chosen, facet.name: [other for other in self.chosen[facet.name] if other != value]})

    def query(self, chosen: dict[str, list[str]]) -> str:
        """A query string for these filters, with the words and the order kept."""
        made = QueryDict(mutable=True)
        for name, values in chosen.items():
            made.setlist(name, values)
        for name in ("q", "sort"):
            if self.params.get(name):
                made.setlist(name, [str(self.params[name])])
        return made.urlencode()

    def chips(self) -> list[Chip]:
        return [Chip(self.label_of(facet, value), self.query_without(facet, value)) for facet, value in self.pairs()]

    def unseen(self) -> list[tuple[str, str]]:
        """Names and values of filters that the form does not show, so that it keeps them."""
        return [(facet.name, value) for facet, value in self.pairs() if facet not in self.shown]

    def pairs(self) -> list[tuple[Facet, str]]:
        return [(facet, value) for facet in self.facets for value in self.chosen[facet.name]]

    def label_of(self, facet: Facet, value: str) -> str:
        chosen = facet.values({}, [value], self.context)
        return next((found.label for found in chosen if found.value == value), value)

    def narrow_without(self, bits: int, shelf: Shelf, facet: Facet, value: str) -> int:
        """The entries that there would be with one filter taken away."""
        rest = [other for other in self.chosen[facet.name] if other != value]
        bits = self.narrow(bits, shelf, but=facet)
        return facet.narrow(bits, shelf, rest, self.context) if rest or facet.is_single else bits
