"""Years as filters: one by one, or from one to another (`?year=from-2018&year=to-2022`)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.models.unsaid import NOT_SAID
from search.facet_groups import FROM, TO, Value
from search.facets import FieldFacet, SaidFacet
from search.term_table import Context

YEAR = re.compile(r"[12][0-9]{3}")
BOUND = re.compile(rf"({FROM}|{TO})[12][0-9]{{3}}")
# How far a stretch goes that has one end.
FIRST, LAST = 1000, 2999


class YearFacet(FieldFacet):
    """A year; the newest stand first. The first and the last of a stretch are values of their own."""

    is_range = True

    def __init__(self, name: str, label: str | Promise, lookup: str) -> None:
        super().__init__(name, label, lookup, tuple)

    def understood(self, given: list[str], context: Context) -> list[str]:
        known = [value for value in dict.fromkeys(given) if YEAR.fullmatch(value) or BOUND.fullmatch(value)]
        # A stretch begins and ends once.
        twice = [value for sign in (FROM, TO) for value in [one for one in known if one.startswith(sign)][1:]]
        return [value for value in known if value not in twice]

    def meant(self, chosen: list[str]) -> list[str]:
        single = [value for value in chosen if not BOUND.fullmatch(value)]
        bounds = {value[: -len("2000")]: int(value[-len("2000") :]) for value in chosen if value not in single}
        if not bounds:
            return single
        # The wrong way round they are meant the other way.
        first, last = sorted((bounds.get(FROM, FIRST), bounds.get(TO, LAST)))
        return [*single, *(str(year) for year in range(first, last + 1))]

    def names(self, found: Iterable[str], context: Context) -> Iterator[tuple[str, str]]:
        return ((year, year) for year in found if year.isdigit())

    def values(self, counts: dict[str, int], chosen: list[str], context: Context) -> list[Value]:
        bounds = [value for value in chosen if BOUND.fullmatch(value)]
        years = sorted({*counts, *chosen} - {*bounds}, reverse=True)
        return [
            *(Value(value, _bound_label(value), 0, is_chosen=True) for value in bounds),
            *(Value(year, year, counts.get(year, 0), year in chosen) for year in years),
        ]


def _bound_label(value: str) -> str:
    words = _("From %(year)s") if value.startswith(FROM) else _("Up to %(year)s")
    return words % {"year": value[-len("2000") :]}


class SaidYearFacet(YearFacet):
    """A year, or not said, which stands last."""

    def value_of(self, raw: object) -> str | None:
        return super().value_of(raw) or SaidFacet.NOT_SAID

    def understood(self, given: list[str], context: Context) -> list[str]:
        unsaid = [SaidFacet.NOT_SAID] if SaidFacet.NOT_SAID in given else []
        return super().understood(given, context) + unsaid

    def values(self, counts: dict[str, int], chosen: list[str], context: Context) -> list[Value]:
        found = super().values(counts, chosen, context)
        years = [value for value in found if value.value != SaidFacet.NOT_SAID]
        return years + [replace(value, label=str(NOT_SAID)) for value in found if value not in years]
