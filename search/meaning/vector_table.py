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

from search.meaning.vectors import Kept, Vectors, unpacked
from search.models import EntryVectors

# Seconds for which the table is not compared with the database again.
FRESH = 1.0
# Microseconds: what was committed late is read again.
OVERLAP = 10_000_000
# Vectors that are compared at once: they stay in the processor's own memory.
CHUNK = 4096
Keys = NDArray[np.int64]


class State(NamedTuple):
    rows: int
    newest: int


class VectorTable:
    """Vectors of all passages by one model. It never changes: another state is another table."""

    def __init__(self, state: State, entries: Keys, pages: Keys, vectors: Kept) -> None:
        self.state = state
        # For each passage its entry and its page.
        self.entries, self.pages, self.vectors = entries, pages, vectors
        self.lengths = np.concatenate([np.zeros(0, np.float32), *map(_lengths, _chunks(vectors))])

    def __len__(self) -> int:
        return len(self.pages)

    def nearness(self, question: Vectors) -> Vectors:
        """The cosine of each passage with a vector of length one."""
        if not len(self) or self.vectors.shape[1] != len(question):
            return np.zeros(len(self), np.float32)
        found = [chunk.astype(np.float32) @ question for chunk in _chunks(self.vectors)]
        cosines: Vectors = np.concatenate(found) / self.lengths
        return cosines

    def without(self, entries: Keys) -> tuple[Keys, Keys, Kept]:
        kept = ~np.isin(self.entries, entries)
        return self.entries[kept], self.pages[kept], self.vectors[kept]


def _chunks(vectors: Kept) -> Iterator[Kept]:
    return (vectors[start : start + CHUNK] for start in range(0, len(vectors), CHUNK))


def _lengths(chunk: Kept) -> Vectors:
    lengths = np.linalg.norm(chunk.astype(np.float32), axis=1)
    found: Vectors = np.where(lengths > 0, lengths, 1).astype(np.float32)
    return found


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
        return _read(state, rows)
    if table.state == state:
        return table
    changed = _read(state, rows.filter(made__gt=table.state.newest - OVERLAP))
    if not len(changed):
        changed = VectorTable(state, table.entries[:0], table.pages[:0], table.vectors[:0])
    if changed.vectors.shape[1] != table.vectors.shape[1]:
        return _read(state, rows)
    there = np.fromiter(rows.values_list("pk", flat=True), dtype=np.int64)
    entries, pages, vectors = table.without(np.union1d(np.setdiff1d(table.entries, there), changed.entries))
    return VectorTable(
        state,
        np.concatenate([entries, changed.entries]),
        np.concatenate([pages, changed.pages]),
        np.concatenate([vectors, changed.vectors]),
    )


def _read(state: State, rows: QuerySet[EntryVectors]) -> VectorTable:
    entries: list[int] = []
    pages: list[int] = []
    counts: list[int] = []
    found: list[Kept] = []
    columns = rows.order_by("pk").values_list("pk", "entry__object_id", "passages", "vectors")
    for entry, page, count, kept in columns.iterator(chunk_size=500):
        one = unpacked(bytes(kept), count)
        if not found or one.shape[1] == found[0].shape[1]:
            entries.append(entry)
            pages.append(page)
            counts.append(count)
            found.append(one)
    vectors: Kept = np.concatenate(found) if found else np.zeros((0, 0), np.int8)
    return VectorTable(state, np.repeat(_keys(entries), counts), np.repeat(_keys(pages), counts), vectors)


def _keys(keys: list[int]) -> Keys:
    return np.asarray(keys, dtype=np.int64)
