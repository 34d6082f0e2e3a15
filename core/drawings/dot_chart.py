"""Rows of dots, a dot for each thing: what `templates/components/dot_chart.html` draws."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

# A row has no more dots than this: where a number is larger, each dot stands for several things.
MOST_DOTS = 100
# Kinds of dots that can be told apart without colour; the last is for all other groups.
MARKS = 6
# Rows above the line that opens the others.
OPEN_ROWS = 8


class Line(NamedTuple):
    """A row of a chart: how many things there are of each group."""

    label: str
    url: str
    counts: dict[str, int]
    words: str


class Run(NamedTuple):
    """The dots of one group in a row."""

    mark: int
    label: str
    number: int
    dots: range


class DotRow(NamedTuple):
    label: str
    url: str
    words: str
    runs: tuple[Run, ...]


class Mark(NamedTuple):
    number: int
    label: str


class DotChart(NamedTuple):
    marks: tuple[Mark, ...]
    rows: tuple[DotRow, ...]
    caption: str

    @property
    def first(self) -> tuple[DotRow, ...]:
        # One more row takes no more room than the line that would hide it.
        return self.rows if len(self.rows) <= OPEN_ROWS + 1 else self.rows[:OPEN_ROWS]

    @property
    def folded(self) -> tuple[DotRow, ...]:
        return self.rows[len(self.first) :]


def dot_chart(
    lines: Iterable[Line], groups: Sequence[tuple[str, str]], other: str, caption: Callable[[int], str]
) -> DotChart | None:
    """`groups` are keys and labels in their order. Those with most have dots of their own, the rest are `other`.

    `caption` says in words how many things a dot stands for, and whatever else readers must know. None without things.
    """
    kept = [line for line in lines if sum(line.counts.values())]
    if not kept:
        return None
    named = _named(kept, groups)
    worth = max(1, -(-max(sum(line.counts.values()) for line in kept) // MOST_DOTS))
    rows = tuple(DotRow(line.label, line.url, line.words, _runs(line, named, other, worth)) for line in kept)
    used = {run.mark for row in rows for run in row.runs}
    marks = [*(Mark(number, label) for number, (_key, label) in enumerate(named, 1)), Mark(MARKS, other)]
    return DotChart(tuple(mark for mark in marks if mark.number in used), rows, caption(worth))


def _named(lines: list[Line], groups: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    totals = {key: sum(line.counts.get(key, 0) for line in lines) for key, _label in groups}
    largest = sorted((key for key in totals if totals[key]), key=lambda key: -totals[key])[: MARKS - 1]
    return [(key, label) for key, label in groups if key in largest]


def _runs(line: Line, named: list[tuple[str, str]], other: str, worth: int) -> tuple[Run, ...]:
    own = [(number, label, line.counts.get(key, 0)) for number, (key, label) in enumerate(named, 1)]
    rest = sum(line.counts.values()) - sum(count for _number, _label, count in own)
    return tuple(
        Run(number, label, count, range(-(-count // worth)))
        for number, label, count in [*own, (MARKS, other, rest)]
        if count
    )
