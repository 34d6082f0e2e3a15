"""What an address asks of the facets of a list: what is chosen, counted and shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.text.quotation_marks import quoted
from core.text.sentences import one_stop
from core.visibility import STRANGER
from search.facet_groups import Group, Value
from search.facet_index import FacetIndex
from search.facets import Facet, TermFacet
from search.term_table import Context, term_table
from users.models import AnyUser

# More values than this of one facet in an address are nobody's wish.
MAX_CHOSEN = 20


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and the query string without it."""

    label: str
    query: str
    # How many entries there would be without it; counted only where nothing was found.
    total: int | None = None


class Filters:
    """What the address asks for, of the facets of one list. `shown` names those that the form has, in order."""

    def __init__(
        self,
        facets: list[Facet],
        params: QueryDict,
        user: AnyUser = STRANGER,
        shown: Sequence[str] | None = None,
        kept: Sequence[str] = ("q", "sort"),
    ) -> None:
        # `kept`: what else of the address the links of the filters keep.
        self.facets, self.params, self.kept = facets, params, kept
        by_name = {facet.name: facet for facet in facets}
        self.shown = [by_name[name] for name in (by_name if shown is None else shown) if by_name[name].is_shown]
        vocabularies = [facet.name for facet in facets if isinstance(facet, TermFacet)]
        self.context = Context(term_table(*vocabularies), user)
        self.chosen = {facet.name: self._understood(facet) for facet in facets}

    def _given(self, facet: Facet) -> list[str]:
        return [value.strip()[:100] for value in self.params.getlist(facet.name)[:MAX_CHOSEN] if value.strip()]

    def _understood(self, facet: Facet) -> list[str]:
        given = self._given(facet)
        values = facet.understood(given, self.context) if given else []
        return values[:1] if facet.is_single else values

    @cached_property
    def unknown(self) -> dict[str, list[str]]:
        """What the address asks for and no facet knows, by facet: it leaves nothing out, and each answer says so."""
        found = {
            facet.name: [
                value for value in dict.fromkeys(self._given(facet)) if not facet.is_known(value, self.context)
            ]
            for facet in self.facets
        }
        return {name: values for name, values in found.items() if values}

    @property
    def unknown_said(self) -> str:
        """The same as a sentence; empty where all is known."""
        labels = {facet.name: str(facet.label) for facet in self.facets}
        filters = [f"{labels[name]} {quoted(value)}" for name, values in self.unknown.items() for value in values]
        sentence = _("Filters that are not known here were left out: %(filters)s.")
        return one_stop(sentence % {"filters": ", ".join(filters)}) if filters else ""

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    @property
    def chosen_count(self) -> int:
        return sum(len(values) for values in self.chosen.values())

    def narrow(self, bits: int, index: FacetIndex, but: Facet | None = None) -> int:
        """The entries that fit every facet, one facet left out if so wished."""
        for facet, wanted in self.meant(but):
            bits = facet.narrow(bits, index, wanted, self.context)
        return bits

    def meant(self, but: Facet | None = None, instead: list[str] | None = None) -> list[tuple[Facet, list[str]]]:
        """The facets that narrow the list, each with its values; one of them left out, or with others instead."""
        chosen = {facet: self.chosen[facet.name] for facet in self.facets if facet is not but}
        if but is not None and instead is not None:
            chosen[but] = instead
        found = [(facet, facet.meant(values)) for facet, values in chosen.items()]
        return [(facet, values) for facet, values in found if values]

    def groups(self, counts: Callable[[Facet], dict[str, int]]) -> list[Group]:
        """Each facet of the form with its values and their counts."""
        made = [Group(facet, self._values(facet, counts(facet))) for facet in self.shown]
        return [group for group in made if group.values]

    def _values(self, facet: Facet, counts: dict[str, int]) -> list[Value]:
        return facet.values(counts, self.chosen[facet.name], self.context)

    # Addresses

    def query_without(self, facet: Facet, value: str) -> str:
        """The query string with one filter taken away, from the first page."""
        return self.query({**self.chosen, facet.name: self.without(facet, value)})

    def query(self, chosen: dict[str, list[str]]) -> str:
        """A query string for these filters, with the words and the order kept."""
        made = QueryDict(mutable=True)
        for name, values in chosen.items():
            made.setlist(name, values)
        for name in self.kept:
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

    def narrow_without(self, bits: int, index: FacetIndex, facet: Facet, value: str) -> int:
        """The entries that there would be with one filter taken away."""
        for one, wanted in self.meant(facet, self.without(facet, value)):
            bits = one.narrow(bits, index, wanted, self.context)
        return bits

    def without(self, facet: Facet, value: str) -> list[str]:
        return [other for other in self.chosen[facet.name] if other != value]
