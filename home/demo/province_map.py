"""A map of the five regional health authorities of British Columbia, drawn by hand from longitudes and latitudes.

Each border is written once and used by the regions on both sides of it, so that they meet without gaps. The outlines
are ours, good for telling regions apart and for nothing else.
"""

import math
from collections.abc import Iterator

Line = list[tuple[float, float]]


def _parallel(latitude: float, first: float, last: float) -> Line:
    """Along a parallel, which the projection bends."""
    steps = max(1, round(abs(last - first)))
    return [(first + (last - first) * step / steps, latitude) for step in range(steps + 1)]


# Where three regions, or a border and the coast, meet.
NORTH_COAST, NORTH_WEST = (-129.15, 52.78), (-125.9, 52.85)
NORTH_EAST, HOPE_SOUTH = (-118.2, 52.38), (-120.85, 49.0)
RIVERS, WADDINGTON = (-127.75, 51.3), (-125.85, 51.65)
DESOLATION, HOMATHKO = (-124.92, 50.28), (-124.3, 51.05)
LILLOOET, FRASER_MOUTH = (-122.1, 49.95), (-123.2, 49.09)

# The edges of the province, clockwise from where Alaska, Yukon and British Columbia meet.
YUKON = _parallel(60, -139.06, -120)
EAST_NORTH = [
    (-120, 60), (-120, 57.5), (-120, 55), (-120, 53.8), (-119.8, 53.52), (-119.35, 53.37), (-119.0, 53.14),
    (-118.65, 53.05), (-118.42, 52.88), (-118.25, 52.66), NORTH_EAST,
]  # fmt: skip
EAST_SOUTH = [
    NORTH_EAST, (-117.75, 52.4), (-117.35, 52.14), (-116.95, 51.72), (-116.55, 51.78), (-116.3, 51.46),
    (-116.0, 51.22), (-115.62, 50.9), (-115.32, 50.68), (-114.95, 50.55), (-114.78, 50.3), (-114.72, 49.95),
    (-114.66, 49.6), (-114.45, 49.4), (-114.2, 49.2), (-114.07, 49),
]  # fmt: skip
STATES_EAST = _parallel(49, -114.07, -120.85)
STATES_WEST = [*_parallel(49, -120.85, -122.76), (-122.8, 49.06), (-123.03, 49.04), (-123.1, 49), FRASER_MOUTH]
SOUND = [
    FRASER_MOUTH, (-123.24, 49.24), (-123.27, 49.34), (-123.2, 49.5), (-123.16, 49.68), (-123.3, 49.55),
    (-123.5, 49.39), (-123.8, 49.46), (-124.05, 49.63), (-123.86, 49.95), (-124.14, 49.78), (-124.5, 49.81),
    (-124.75, 49.96), DESOLATION,
]  # fmt: skip
INLETS = [
    DESOLATION, (-125.02, 50.4), (-124.88, 50.88), (-125.2, 50.42), (-125.75, 50.5), (-126.05, 50.66), (-125.62, 51.05),
    (-126.28, 50.72), (-126.7, 50.84), (-127.2, 50.92), (-127.55, 51.05), (-127.78, 51.15), RIVERS,
]  # fmt: skip
CENTRAL_COAST = [
    RIVERS, (-127.68, 51.5), (-128.05, 51.6), (-128.15, 51.95), (-127.55, 52.12), (-126.95, 52.35), (-127.6, 52.3),
    (-128.35, 52.2), (-128.6, 52.4), (-128.75, 52.65), NORTH_COAST,
]  # fmt: skip
NORTHERN_COAST = [
    NORTH_COAST, (-129.1, 53.15), (-128.72, 53.95), (-129.35, 53.4), (-129.75, 53.15), (-130.2, 53.4), (-130.5, 53.75),
    (-130.45, 54.1), (-130.1, 54.15), (-130.5, 54.4), (-130.35, 54.7), (-130.05, 54.85), (-130.1, 55.2),
    (-130.0, 55.92), (-130.45, 56.13), (-131.1, 56.4), (-131.85, 56.65), (-132.1, 56.88), (-132.35, 57.1),
    (-132.35, 57.4), (-132.9, 57.85), (-133.35, 58.4), (-133.85, 58.73), (-134.3, 58.92), (-134.95, 59.28),
    (-135.05, 59.58), (-135.5, 59.8), (-136.3, 59.6), (-136.55, 59.2), (-137.0, 59.05), (-137.5, 58.92),
    (-137.6, 59.25), (-138.3, 59.6), (-138.7, 59.9), (-139.06, 60),
]  # fmt: skip

# Borders between regions.
NORTH_AND_COAST = [NORTH_COAST, (-128.3, 52.95), (-127.2, 52.82), NORTH_WEST]
NORTH_AND_INTERIOR = [
    NORTH_WEST, (-125.0, 52.75), (-123.9, 52.78), (-123.0, 52.66), (-122.3, 52.62), (-121.6, 52.8), (-120.9, 52.88),
    (-120.2, 52.62), (-119.4, 52.42), NORTH_EAST,
]  # fmt: skip
COAST_AND_INTERIOR_NORTH = [NORTH_WEST, (-125.6, 52.4), (-125.5, 52.0), WADDINGTON]
COAST_AND_ISLAND = [RIVERS, (-127.1, 51.42), (-126.4, 51.5), WADDINGTON]
ISLAND_AND_INTERIOR = [WADDINGTON, (-125.3, 51.4), (-124.75, 51.28), HOMATHKO]
ISLAND_AND_COAST = [DESOLATION, (-124.6, 50.62), HOMATHKO]
COAST_AND_INTERIOR = [HOMATHKO, (-123.6, 50.98), (-122.9, 50.72), (-122.4, 50.45), LILLOOET]
COAST_AND_FRASER = [FRASER_MOUTH, (-123.0, 49.18), (-123.0, 49.3), (-122.86, 49.52), (-122.5, 49.75), LILLOOET]
FRASER_AND_INTERIOR = [LILLOOET, (-121.6, 50.02), (-121.3, 49.88), (-120.98, 49.55), (-121.0, 49.25), HOPE_SOUTH]

VANCOUVER_ISLAND = [
    (-128.42, 50.78), (-127.9, 50.87), (-127.4, 50.73), (-126.9, 50.55), (-126.2, 50.46), (-125.7, 50.34),
    (-125.25, 50.05), (-124.85, 49.68), (-124.4, 49.36), (-123.92, 49.2), (-123.68, 48.95), (-123.42, 48.68),
    (-123.33, 48.41), (-123.75, 48.35), (-124.4, 48.54), (-125.1, 48.78), (-124.85, 49.1), (-125.5, 48.93),
    (-125.95, 49.17), (-126.5, 49.37), (-126.35, 49.62), (-126.85, 49.65), (-127.3, 49.98), (-127.9, 50.1),
    (-127.75, 50.3), (-128.0, 50.46),
]  # fmt: skip
GRAHAM = [
    (-133.05, 54.2), (-132.5, 54.08), (-132.0, 54.03), (-131.65, 54.17), (-131.9, 53.7), (-131.85, 53.3),
    (-132.3, 53.22), (-132.65, 53.2), (-133.1, 53.55), (-133.2, 53.9),
]  # fmt: skip
MORESBY = [
    (-132.55, 53.12), (-132.1, 53.14), (-131.75, 53.2), (-131.6, 52.85), (-131.35, 52.5), (-131.0, 52.0),
    (-131.35, 52.2), (-132.0, 52.7),
]  # fmt: skip


def _around(*lines: Line) -> Line:
    """One outline of lines that follow each other; each begins where the one before ends."""
    return [point for line in lines for point in line[:-1]]


REGIONS: dict[str, list[Line]] = {
    "northern-health": [
        _around(YUKON, EAST_NORTH, NORTH_AND_INTERIOR[::-1], NORTH_AND_COAST[::-1], NORTHERN_COAST),
        GRAHAM,
        MORESBY,
    ],
    "interior-health": [
        _around(
            NORTH_AND_INTERIOR,
            EAST_SOUTH,
            STATES_EAST,
            FRASER_AND_INTERIOR[::-1],
            COAST_AND_INTERIOR[::-1],
            ISLAND_AND_INTERIOR[::-1],
            COAST_AND_INTERIOR_NORTH[::-1],
        )
    ],
    "island-health": [
        VANCOUVER_ISLAND,
        _around(COAST_AND_ISLAND, ISLAND_AND_INTERIOR, ISLAND_AND_COAST[::-1], INLETS),
    ],
    "vancouver-coastal-health": [
        _around(ISLAND_AND_COAST, COAST_AND_INTERIOR, COAST_AND_FRASER[::-1], SOUND),
        _around(NORTH_AND_COAST, COAST_AND_INTERIOR_NORTH, COAST_AND_ISLAND[::-1], CENTRAL_COAST),
    ],
    "fraser-health": [_around(FRASER_AND_INTERIOR, STATES_WEST, COAST_AND_FRASER)],
}


def province_svg() -> bytes:
    """The map as a file that an administrator could have drawn."""
    shapes = "".join(f'<path data-term="{slug}" d="{"".join(map(_path, rings))}"/>' for slug, rings in REGIONS.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'.encode()


def _path(ring: Line) -> str:
    return "M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in _projected(ring)) + "Z"


def _projected(ring: Line) -> Iterator[tuple[float, float]]:
    """Albers' equal-area projection, with the parallels that the province uses for its own maps."""
    south, north, middle = math.radians(50), math.radians(58.5), math.radians(-126)
    cone = (math.sin(south) + math.sin(north)) / 2
    for longitude, latitude in ring:
        squared = math.cos(south) ** 2 + 2 * cone * (math.sin(south) - math.sin(math.radians(latitude)))
        radius, angle = math.sqrt(squared) / cone, cone * (math.radians(longitude) - middle)
        yield 3000 * radius * math.sin(angle), 3000 * radius * math.cos(angle)
