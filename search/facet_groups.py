"""A facet with its values, as the form of a list shows it: which stand open, which are folded away."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.facets import Facet

# Values of a facet shown before the rest is folded away; a tree needs more to be understood.
OPEN_VALUES, OPEN_IN_TREE = 5, 9
# With so many the first and the last are chosen, instead of one after the other.
MANY_IN_ROW = 7
# How the values are called by which a stretch begins and ends.
FROM, TO = "from-", "to-"


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

    @cached_property
    def in_row(self) -> list[Value]:
        """Values of which the first and the last are chosen; none where they are few."""
        found = [value for value in self.values if value.value.isdigit()] if self.facet.is_range else []
        return found if len(found) >= MANY_IN_ROW else []

    @property
    def ends(self) -> list[tuple[str, list[str]]]:
        """For the first and the last: how its values begin, and which of them is chosen."""
        chosen = [value.value for value in self.values if value.is_chosen]
        return [(sign, [value[len(sign) :] for value in chosen if value.startswith(sign)]) for sign in (FROM, TO)]

    @cached_property
    def offered(self) -> list[Value]:
        """The values from where the tree begins to divide: a root that holds all others leaves nothing out."""
        if self.in_row:
            others = [one for one in self.values if one.is_chosen or one not in self.in_row]
            return [one for one in others if not one.value.startswith((FROM, TO))]
        values, held = self.values, None
        while _is_only_root(values) and held in {None, values[0].count}:
            held = values[0].count
            values = values[1:]
        least = min((value.depth for value in values), default=0)
        return [replace(value, depth=value.depth - least) for value in values] if least else values

    @cached_property
    def shown(self) -> list[Value]:
        # One more value takes no more room than the line that would hide it.
        most = OPEN_IN_TREE if any(value.depth for value in self.offered) else OPEN_VALUES
        return self.offered if len(self.offered) <= most + 1 else self.offered[:most]

    @property
    def folded(self) -> list[Value]:
        return self.offered[len(self.shown) :]

    @property
    def chosen_count(self) -> int:
        """How many values are ticked; one that is always taken of a few says nothing."""
        return 0 if self.facet.is_single else sum(value.is_chosen for value in self.values)

    @property
    def hides_a_choice(self) -> bool:
        return any(value.is_chosen for value in self.folded)


def _is_only_root(values: list[Value]) -> bool:
    """Whether the first, not chosen, has all the others below it."""
    return len(values) > 1 and not values[0].is_chosen and all(one.depth > values[0].depth for one in values[1:])
