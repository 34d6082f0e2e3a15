"""The filters of the search page, as components of lists show them: form, chips, ways out of an empty result."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict

from search.engine import search
from search.facet_groups import Group
from search.filters import Chip, Filters
from search.lists.site_facets import site_facets
from search.results import SearchQuery, SearchResult
from users.models import AnyUser

# Filters that an empty result tries to leave out, one by one.
MOST_WAYS_OUT = 4


def filters_of(params: QueryDict, user: AnyUser) -> Filters:
    return Filters(site_facets(), params, user, kept=("q", "kind"))


@dataclass
class Narrowing:
    """What narrows a search, and how much each filter would leave."""

    question: SearchQuery
    answer: SearchResult
    filters: Filters

    @cached_property
    def groups(self) -> list[Group]:
        """A facet of which all results have the same value narrows nothing, unless it was chosen."""
        found = self.filters.groups(lambda facet: self.answer.values.get(facet.name, {}))
        return [group for group in found if len(group.values) > 1 or any(value.is_chosen for value in group.values)]

    @property
    def is_narrowed(self) -> bool:
        return self.filters.is_narrowed

    @property
    def chosen_count(self) -> int:
        return self.filters.chosen_count

    @property
    def chips(self) -> list[Chip]:
        return self.filters.chips()

    @cached_property
    def ways_out(self) -> list[Chip]:
        """For a result that the filters leave empty: each filter without which something would be found."""
        return list(self._ways_out()) if self.is_narrowed and not self.answer.total else []

    def _ways_out(self) -> Iterator[Chip]:
        for facet, value in self.filters.pairs()[:MOST_WAYS_OUT]:
            query = self.filters.query_without(facet, value)
            filters = filters_of(QueryDict(query), self.question.user)
            if total := search(replace(self.question, filters=filters, page=1)).total:
                yield Chip(self.filters.label_of(facet, value), query, total)
