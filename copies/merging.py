"""Three versions of plain data become one: what both come from, what the page says now, what the working copy says.

Pure: knows lists whose parts have an `id` (blocks, items, rows), structures by name, and all else as one value. What
only one side changed is taken; what both changed differently is a conflict, which somebody decides.
"""

import operator
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

Side: TypeAlias = Literal["page", "copy"]
Way: TypeAlias = tuple[str, ...]
Same: TypeAlias = Callable[[object, object], bool]


class _Gone:
    """In place of a value that is not there."""

    def __repr__(self) -> str:
        return "GONE"


GONE = _Gone()


class Conflict(NamedTuple):
    """Changed on both sides. Of an order the values are lists of ids."""

    way: Way
    base: Any
    page: Any
    copy: Any
    is_order: bool = False


class Merged(NamedTuple):
    value: Any
    conflicts: list[Conflict]
    # Where something of the page came into the copy by itself.
    taken: list[Way]


def merge(
    base: object,
    page: object,
    copy: object,
    choose: Callable[[Conflict], Side | None] = lambda one: None,
    same: Same = operator.eq,
) -> Merged:
    """With the conflicts decided as `choose` says; the copy's side stands where it says nothing."""
    merging = _Merging(choose, same)
    # A page is never taken whole: each field has a name.
    if fields := _structures(base, page, copy):
        return Merged(merging.structure((), fields), merging.conflicts, merging.taken)
    return Merged(merging.value((), base, page, copy), merging.conflicts, merging.taken)


class _Merging:
    def __init__(self, choose: Callable[[Conflict], Side | None], same: Same) -> None:
        self.choose, self.is_same = choose, same
        self.conflicts: list[Conflict] = []
        self.taken: list[Way] = []

    def same(self, one: object, other: object) -> bool:
        return one is other if GONE in (one, other) else bool(self.is_same(one, other))

    def value(self, way: Way, base: object, page: object, copy: object) -> object:
        if self.same(page, copy) or self.same(base, page):
            return copy
        if self.same(base, copy):
            self.taken.append(way)
            return page
        if fields := _structures(base, page, copy):
            return self.structure(way, fields)
        if lists := _lists_of_parts(base, page, copy):
            return self.parts(way, lists)
        return page if self.decided(Conflict(way, base, page, copy)) == "page" else copy

    def decided(self, conflict: Conflict) -> Side | None:
        self.conflicts.append(conflict)
        return self.choose(conflict)

    def structure(self, way: Way, three: list[dict[str, Any]]) -> object:
        base, page, copy = three
        if any(map(_is_one_thing, three)) or len({*map(_kind, three)}) > 1:
            return page if self.decided(Conflict(way, base, page, copy)) == "page" else copy
        names = dict.fromkeys([*copy, *page])
        found = {name: self.value((*way, name), *(one.get(name, GONE) for one in three)) for name in names}
        return {name: value for name, value in found.items() if value is not GONE}

    def parts(self, way: Way, three: list[list[dict[str, Any]]]) -> list[object]:
        sides = [{part["id"]: part for part in parts} for parts in three]
        keys = dict.fromkeys(key for side in sides for key in side)
        found = {key: self.value((*way, key), *(side.get(key, GONE) for side in sides)) for key in keys}
        kept = {key: value for key, value in found.items() if value is not GONE}
        return [kept[key] for key in self.order(way, [list(side) for side in sides], set(kept))]

    def order(self, way: Way, sides: list[list[str]], kept: set[str]) -> list[str]:
        base, page, copy = sides
        common = set(base) & set(page) & set(copy)
        before, here, there = ([key for key in one if key in common] for one in sides)
        side: Side | None = "copy"
        if here not in (before, there):
            side = "page" if there == before else self.decided(Conflict(way, before, here, there, is_order=True))
        lead, other = (page, copy) if side == "page" else (copy, page)
        return _woven(lead, other, kept)


def _woven(lead: list[str], other: list[str], kept: set[str]) -> list[str]:
    """In the order of the first; what only the second has stands behind what it stood behind there."""
    row = [key for key in lead if key in kept]
    place = 0
    for key in other:
        if key in row:
            place = row.index(key) + 1
        elif key in kept:
            row.insert(place, key)
            place += 1
    return row


def _structures(*three: object) -> list[dict[str, Any]]:
    """The three, where all are structures; else none."""
    found = [one for one in three if isinstance(one, dict)]
    return found if len(found) == len(three) else []


def _is_one_thing(value: dict[str, Any]) -> bool:
    """A table: its rows fit its columns."""
    return {"columns", "rows"} <= value.keys()


def _kind(value: dict[str, Any]) -> str | None:
    """Of a block; None of other structures, which may have a field of that name."""
    return str(value["type"]) if {"type", "value"} <= value.keys() else None


def _lists_of_parts(*three: object) -> list[list[dict[str, Any]]]:
    """The three, where all are lists whose parts have each an id of its own; else none."""
    found = [one for one in three if isinstance(one, list) and _have_ids(one)]
    return found if len(found) == len(three) else []


def _have_ids(parts: list[object]) -> bool:
    keys = [part.get("id") for part in parts if isinstance(part, dict)]
    return len(keys) == len(parts) and all(isinstance(key, str) and key for key in keys) and len({*keys}) == len(keys)
