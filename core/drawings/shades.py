"""Shades of a count: four steps of equal width, from pale to dark."""

from bisect import bisect_right
from collections.abc import Iterable

SHADES = 4


def steps(counts: Iterable[int]) -> list[int]:
    """From which number on each shade begins; fewer than four where the numbers are few."""
    highest = max(counts, default=0)
    width = -(-highest // SHADES)
    return list(range(1, highest + 1, width)) if width else []


def shade_of(count: int, lows: list[int]) -> int:
    """1 to 4; 0 is none."""
    return bisect_right(lows, count) if count > 0 else 0
