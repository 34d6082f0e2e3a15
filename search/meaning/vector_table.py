"""All vectors in the memory of a process, brought up to the state of the database before it is asked.

It holds pages that not everybody may see. What is close to a question is cut to what a person may see before it is
ranked (close_pages.py), so that pages behind closed doors change nothing.
"""

import time
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from django.db.models import Count, Max, QuerySet
from numpy.typing import NDArray

from search.meaning.vectors import Kept, Vectors, of_length_one, unpacked
from search.models import EntryVectors

# Seconds for which the table is not compared with the database again.
FRESH = 1.0
# Microseconds: what was committed late is read again.
OVERLAP = 10_000_000
# Vectors that are compared at once: they stay in the processor's own memory.
CHUNK = 2048
# What a page says in all, beside its closest passage.
SHARE_OF_WHOLE = 0.5
Keys = NDArray[np.int64]


class State(NamedTuple):
    rows: int
    newest: int


class Rows(NamedTuple):
    """Pages, and the vectors of all their passages one after the other."""

    entries: Keys
    pages: Keys
    # For each page how many passages it has, and how long the mean of their directions is.
    counts: Keys
    agreement: Vectors
    # For each passage its vector and how long that is.
    vectors: Kept
    lengths: Vectors

    def only(self, kept: NDArray[np.bool_]) -> "Rows":
        passages = np.repeat(kept, self.counts)
        return Rows(
            self.entries[kept],
            self.pages[kept],
            self.counts[kept],
            self.agreement[kept],
            self.vectors[passages],
            self.lengths[passages],
        )

    def without(self, entries: Keys) -> "Rows":
        return self.only(~np.isin(self.entries, entries))


class VectorTable:
    """Vectors of all pages by one model. It never changes: another state is another table."""

    def __init__(self, state: State, rows: Rows) -> None:
        self.state, self.rows = state, rows
        self.pages = rows.pages

    def __len__(self) -> int:
        return len(self.pages)

    def nearness(self, question: Vectors) -> Vectors:
        """Of each page to a vector of length one: the cosine of its closest passage, and half that of all it says.

        The cosine with the mean of all passages is the mean of their cosines over the length of that mean.
        """
        rows = self.rows
        if not len(self) or rows.vectors.shape[1] != len(question):
            return np.zeros(len(self), np.float32)
        products = [chunk.astype(np.float32) @ question for chunk in _chunks(rows.vectors)]
        cosines = np.concatenate(products) / rows.lengths
        starts = np.cumsum(rows.counts) - rows.counts
        whole = np.add.reduceat(cosines, starts) / (rows.counts * rows.agreement)
        found: Vectors = (np.maximum.reduceat(cosines, starts) + SHARE_OF_WHOLE * whole).astype(np.float32)
        return found


def _chunks(vectors: Kept) -> Iterator[Kept]:
    return (vectors[start : start + CHUNK] for start in range(0, len(vectors), CHUNK))


def _not_nothing(lengths: Vectors) -> Vectors:
    """To divide by."""
    return np.where(lengths > 0, lengths, 1).astype(np.float32)


class _Held:
    """What this process has read."""

    tables: dict[str, VectorTable] = {}
    fresh_until = 0.0


def forget() -> None:
    """Read all vectors anew when they are next asked for."""
    _Held.tables, _Held.fresh_until = {}, 0.0


def vector_table(model: str) -> VectorTable:
    """Those of this model, as the database had them a second ago at most."""
    table = _Held.tables.get(model)
    if table is None or time.monotonic() >= _Held.fresh_until:
        table = _brought_up_to_date(table, EntryVectors.objects.filter(model=model))
        _Held.tables, _Held.fresh_until = {model: table}, time.monotonic() + FRESH
    return table


def _brought_up_to_date(table: VectorTable | None, rows: QuerySet[EntryVectors]) -> VectorTable:
    found = rows.aggregate(rows=Count("pk"), newest=Max("made"))
    state = State(found["rows"], found["newest"] or 0)
    if table is None or not len(table):
        return VectorTable(state, _rows(rows))
    if table.state == state:
        return table
    changed = _rows(rows.filter(made__gt=table.state.newest - OVERLAP))
    if not len(changed.entries):
        changed = table.rows.only(np.zeros(len(table), np.bool_))
    if changed.vectors.shape[1] != table.rows.vectors.shape[1]:
        return VectorTable(state, _rows(rows))
    there = np.fromiter(rows.values_list("pk", flat=True), dtype=np.int64)
    gone = np.setdiff1d(table.rows.entries, there)
    return VectorTable(state, _joined([table.rows.without(np.union1d(gone, changed.entries)), changed]))


def _rows(rows: QuerySet[EntryVectors]) -> Rows:
    """Those of the first one's length: another is of a model that answered with two."""
    found: list[Rows] = []
    columns = rows.order_by("pk").values_list("pk", "entry__object_id", "passages", "vectors")
    for entry, page, count, kept in columns.iterator(chunk_size=500):
        one = _row(entry, page, unpacked(bytes(kept), count))
        if not found or one.vectors.shape[1] == found[0].vectors.shape[1]:
            found.append(one)
    if not found:
        return _row(0, 0, np.zeros((1, 0), np.int8)).only(np.zeros(1, np.bool_))
    return _joined(found)


def _joined(rows: list[Rows]) -> Rows:
    return Rows(*(np.concatenate([getattr(one, name) for one in rows]) for name in Rows._fields))


def _row(entry: int, page: int, vectors: Kept) -> Rows:
    exact = vectors.astype(np.float32)
    agreement = np.linalg.norm(of_length_one(exact).mean(axis=0, keepdims=True), axis=1)
    entries, pages, counts = (np.asarray([key], np.int64) for key in (entry, page, len(vectors)))
    lengths = np.linalg.norm(exact, axis=1)
    return Rows(entries, pages, counts, _not_nothing(agreement), vectors, _not_nothing(lengths))
