"""Reads the counts out of what a search cluster answers."""

from collections.abc import Iterator, Mapping, Sequence

from search.cluster.cluster_client import Answer, Json


def number_at(answer: Answer, *path: str) -> int:
    """How many there are in an aggregation that may stand inside others."""
    found = _at(answer, path)
    return int(str(found["doc_count"])) if isinstance(found, Mapping) else 0


def buckets(answer: Answer, *path: str) -> dict[str, int]:
    """How many there are of each value."""
    found = _at(answer, path)
    rows = found["buckets"] if isinstance(found, Mapping) else None
    return {str(key): int(str(row["doc_count"])) for key, row in _named(rows) if isinstance(row, Mapping)}


def _named(rows: Json) -> Iterator[tuple[Json, Json]]:
    """Values stand in a row, and those that were given names under these."""
    if isinstance(rows, Mapping):
        yield from rows.items()
    elif isinstance(rows, Sequence) and not isinstance(rows, str):
        yield from ((row["key"], row) for row in rows if isinstance(row, Mapping))


def _at(answer: Answer, path: Sequence[str]) -> Json:
    found: Json = answer["aggregations"]
    for name in path:
        found = found[name] if isinstance(found, Mapping) else None
    return found
