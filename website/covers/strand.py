"""The course of the strand over a cover: one smooth line, drawn by who the page is and by nothing else.

Both languages of a page share it. In a series the line of a part goes on where that of the part before it ended.
"""

import hashlib
import math
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from core.cover import Knots

Point = tuple[float, float]
# What a strand may do on its way, in shares of the width and, up and down, of the height: the figures.
FIGURES: tuple[tuple[Point, ...], ...] = (
    # A long wave.
    ((0.22, 0.9), (0.5, -0.9), (0.78, 0.9)),
    # A loop.
    ((0.32, 0.86), (0.6, 0.6), (0.68, -0.3), (0.5, -0.95), (0.32, -0.3), (0.4, 0.6), (0.68, 0.86)),
    # Stairs.
    ((0.14, 0.9), (0.28, 0.78), (0.4, 0.06), (0.56, -0.06), (0.68, -0.78), (0.86, -0.9)),
    # There and back: a bight.
    ((0.52, -0.9), (0.72, -0.62), (0.62, -0.16), (0.38, 0.16), (0.28, 0.62), (0.48, 0.9)),
    # Two loops.
    (
        *((0.16, 0.86), (0.36, 0.5), (0.38, -0.45), (0.27, -0.9), (0.16, -0.45), (0.2, 0.5), (0.42, 0.86)),
        *((0.58, 0.86), (0.8, 0.5), (0.84, -0.45), (0.73, -0.9), (0.62, -0.45), (0.64, 0.5), (0.86, 0.86)),
    ),
    # One high hill.
    ((0.28, 0.9), (0.5, -0.95), (0.72, 0.9)),
    # Short waves.
    ((0.14, -0.75), (0.32, 0.75), (0.5, -0.75), (0.68, 0.75), (0.86, -0.75)),
)
# The width of a figure, in heights of its reach.
WIDEST = 7.5


class Curve(NamedTuple):
    """A cubic Bézier curve that goes on where the last one ended."""

    first: Point
    second: Point
    end: Point


class Frame(NamedTuple):
    """Where on a cover the strand has its place."""

    width: float
    middle: float
    reach: float


class Strand(NamedTuple):
    """The line, and where its knots sit."""

    start: Point
    curves: list[Curve]
    knots: list[Point]

    def points(self, steps: int = 24) -> Iterator[Point]:
        """Close together along the line, for those who draw with straight lines."""
        last = self.start
        yield last
        for curve in self.curves:
            yield from (_at(last, curve, step / steps) for step in range(1, steps + 1))
            last = curve.end


def strand(key: UUID, figure: str, knots: Knots | None, frame: Frame) -> Strand:
    """The strand of the page with this translation key."""
    if knots:
        return _through_knots(knots, frame)
    chance = _Chance(f"{key}")
    bends = FIGURES[_Chance(figure).below(len(FIGURES))] if figure else FIGURES[0]
    turned = chance.below(2) == 1
    way = [(1 - x if turned else x, y) for x, y in (reversed(bends) if turned else bends)]
    way = [(0.0, chance.level()), *(_kept_in_shape(point, frame) for point in way), (1.0, chance.level())]
    return Strand(*_smooth([_placed(point, frame) for point in way]), [])


def _through_knots(knots: Knots, frame: Frame) -> Strand:
    """A calm wave from the height at which the last part ended, with a knot for every part."""
    start, end = (_Chance(f"{knots.key}{place}").level() for place in (knots.here or 1, (knots.here or 0) + 1))
    chance = _Chance(f"{knots.key}{knots.here}bend")
    sign = 1 if chance.below(2) else -1
    way = [(0.0, start), (0.3, sign * 0.75), (0.7, -sign * 0.75), (1.0, end)]
    first, curves = _smooth([_placed(point, frame) for point in way])
    line = Strand(first, curves, [])
    return line._replace(knots=list(_evenly(list(line.points()), knots.total, frame.width)))


def _evenly(line: list[Point], total: int, width: float) -> Iterator[Point]:
    """Points of a line that goes from left to right, at even distances from side to side."""
    margin = 0.12 if total < 8 else 0.07
    for place in range(total):
        wanted = width * (margin + (1 - 2 * margin) * place / (total - 1))
        yield min(line, key=lambda point: abs(point[0] - wanted))


def _kept_in_shape(point: Point, frame: Frame) -> Point:
    """A point of a figure: on a wide cover the figure is no wider for it, and stands to the right."""
    share = min(1.0, WIDEST * frame.reach / frame.width)
    return 0.5 + (1 - share) * 0.22 + (point[0] - 0.5) * share, point[1]


def _placed(point: Point, frame: Frame) -> Point:
    return point[0] * frame.width, frame.middle + point[1] * frame.reach


def _smooth(way: list[Point]) -> tuple[Point, list[Curve]]:
    """A curve through all the points, level at both ends so that covers side by side join.

    Handles point along the neighbours and are as long as the stretch they bend, so that a short one has no kink.
    """
    padded = [(way[0][0] - 1, way[0][1]), *way, (way[-1][0] + 1, way[-1][1])]
    curves = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        length = 0.36 * math.dist(start, end)
        first, second = _moved(start, before, end, length), _moved(end, after, start, length)
        curves.append(Curve(first, second, end))
    level = (curves[0].first[0], way[0][1]), (curves[-1].second[0], way[-1][1])
    curves[0], curves[-1] = curves[0]._replace(first=level[0]), curves[-1]._replace(second=level[1])
    return way[0], curves


def _moved(point: Point, origin: Point, target: Point, length: float) -> Point:
    """A point moved that far in the direction in which `target` lies from `origin`."""
    share = length / (math.dist(origin, target) or 1)
    return point[0] + (target[0] - origin[0]) * share, point[1] + (target[1] - origin[1]) * share


def _at(start: Point, curve: Curve, share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    points = (start, *curve)
    x, y = (math.fsum(w * point[axis] for w, point in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


class _Chance:
    """Numbers that look drawn by lot, and are the same for the same word in every process."""

    def __init__(self, word: str) -> None:
        self.rest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=16).digest(), "big")

    def below(self, limit: int) -> int:
        self.rest, found = divmod(self.rest, limit)
        return found

    def level(self) -> float:
        """A height between -0.8 and 0.8."""
        return self.below(17) / 10 - 0.8


def tone_of(word: str, tones: int) -> int:
    """Which of the grounds a page, or all parts of a series, lie on."""
    return _Chance(f"tone {word}").below(tones)
