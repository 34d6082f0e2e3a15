"""What an uploaded SVG draws, reduced to outlines of whole numbers: nothing else of the file is ever shown.

The file is read by a parser that expands nothing (defusedxml). Elements and attributes that draw no outline are taken
away, and what is left goes through svgelements, which knows paths, transformations and the other shapes.
"""

import gzip
import math
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from svgelements import SVG, Close, Line, Move, Path, Shape

from core.text.sentences import one_stop

# How wide a map is, in its own units: outlines lie on whole numbers.
WIDTH = 1000
LARGEST_FILE = 1024 * 1024
# What the outlines weigh at most on a page, compressed; and how many terms have one.
HEAVIEST, MOST_OUTLINES = 7 * 1024, 60
# Points by which a curve is drawn.
POINTS_OF_A_CURVE = 8

NAMESPACE = "{http://www.w3.org/2000/svg}"
FRAME = {"svg", "g"}
KEPT = FRAME | {"path", "polygon", "rect", "circle", "ellipse"}
KEPT_ATTRIBUTES = {
    "id",
    "data-term",
    "transform",
    "d",
    "points",
    "x",
    "y",
    "width",
    "height",
    "r",
    "rx",
    "ry",
    "cx",
    "cy",
}
REFUSED = {"script", "foreignobject", "iframe", "object", "embed", "image", "use", "animate", "set"}
# What svgelements stumbles over when a drawing is broken.
BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

Point = tuple[int, int]
Ring = list[Point]


class Outline(NamedTuple):
    """The outline of a term, and where its number stands."""

    slug: str
    path: str
    x: int
    y: int


class Drawing(NamedTuple):
    height: int
    outlines: list[Outline]
    # Names of shapes for which there is no term.
    unknown: list[str]


def read_drawing(svg: bytes, is_known: Callable[[str], bool]) -> Drawing:
    """The outlines of a file. Shapes are named by `data-term`, or by an `id` that is known."""
    root = _parsed(svg)
    try:
        # Written anew out of what is kept.
        tree = SVG.parse(BytesIO(tostring(_plain(root))))
        found = list(_named(tree, "", is_known))
        rings = {name: _rings(shapes) for name, shapes in _by_name(found).items() if name}
    except BROKEN as error:
        raise ValidationError(_("The shapes of this file cannot be read.")) from error
    known = {name: lines for name, lines in rings.items() if lines and is_known(name)}
    unknown = [name for name in rings if name not in known]
    if not known:
        raise ValidationError(_("No shape of this file has the address part of a term as its id or data-term."))
    height, outlines = _outlines(known)
    _check_weight(outlines)
    return Drawing(height, outlines, unknown)


def _parsed(svg: bytes) -> Element:
    if len(svg) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than one megabyte. Simplify the drawing first."))
    try:
        root: Element = fromstring(svg)
    except DefusedXmlException as error:
        raise ValidationError(_("The file declares entities of its own. Save it as a plain SVG.")) from error
    except (LookupError, ParseError, ValueError) as error:
        raise ValidationError(_("This is not an SVG file.")) from error
    if root.tag not in {"svg", f"{NAMESPACE}svg"}:
        raise ValidationError(_("This is not an SVG file."))
    return root


def _plain(element: Element) -> Element:
    """The element with the shapes in it, and nothing else. What a map never needs is refused by name."""
    plain = Element(_name(element))
    for name, value in element.attrib.items():
        _check_attribute(name.rpartition("}")[2], value)
        if name in KEPT_ATTRIBUTES:
            plain.set(name, value)
    for child in element:
        name = _name(child)
        if name.lower() in REFUSED:
            raise _refused(name)
        made = _plain(child)
        if name in KEPT:
            plain.append(made)
    return plain


def _name(element: Element) -> str:
    # Comments and instructions have no name.
    return element.tag.removeprefix(NAMESPACE) if isinstance(element.tag, str) else ""


def _check_attribute(name: str, value: str) -> None:
    name, value = name.lower(), value.strip().lower()
    leads_out = name in {"href", "src"} and not value.startswith("#")
    if (
        name.startswith("on")
        or leads_out
        or ("url(" in value and "url(#" not in value.replace("'", "").replace('"', ""))
    ):
        raise _refused(name)


def _refused(name: str) -> ValidationError:
    return ValidationError(one_stop(_("The file contains something a map cannot have: %(name)s.") % {"name": name}))


# Names


def _named(group: Any, name: str, is_known: Callable[[str], bool]) -> Iterator[tuple[str, Shape]]:
    """Each shape with its name: that of the nearest element that has one."""
    for element in group:
        own = _own_name(element, is_known) or name
        if isinstance(element, Shape):
            yield own or str(element.id or ""), element
        elif isinstance(element, list):
            yield from _named(element, own, is_known)


def _own_name(element: Any, is_known: Callable[[str], bool]) -> str:
    given = element.values.get("attributes", {}).get("data-term")
    return (given or "").strip() or (str(element.id) if element.id and is_known(str(element.id)) else "")


def _by_name(found: list[tuple[str, Shape]]) -> dict[str, list[Shape]]:
    names: dict[str, list[Shape]] = {}
    for name, shape in found:
        names.setdefault(name, []).append(shape)
    return names


# Outlines


def _rings(shapes: list[Shape]) -> list[list[tuple[float, float]]]:
    return [ring for shape in shapes for ring in _rings_of(Path(shape)) if len(ring) > 2]


def _rings_of(path: Path) -> Iterator[list[tuple[float, float]]]:
    ring: list[tuple[float, float]] = []
    for segment in path:
        if isinstance(segment, Move):
            yield ring
            ring = [_finite(segment.end)]
        elif isinstance(segment, Line | Close):
            ring.append(_finite(segment.end))
        else:
            places = (number / POINTS_OF_A_CURVE for number in range(1, POINTS_OF_A_CURVE + 1))
            ring += [_finite(segment.point(place)) for place in places]
    yield ring


def _finite(point: Any) -> tuple[float, float]:
    x, y = float(point.x), float(point.y)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a shape without an end")
    return x, y


def _outlines(rings: dict[str, list[list[tuple[float, float]]]]) -> tuple[int, list[Outline]]:
    points = [point for lines in rings.values() for ring in lines for point in ring]
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    width, height = max(x for x, _y in points) - left, max(y for _x, y in points) - top
    if not width or height > 4 * width:
        raise ValidationError(_("The shapes of this file cannot be read."))
    scale = WIDTH / width

    def placed(ring: list[tuple[float, float]]) -> Ring:
        made = [(round((x - left) * scale), round((y - top) * scale)) for x, y in ring]
        # Each point once: the end is the beginning.
        return [point for point, following in pairwise([*made, made[0]]) if point != following]

    found = []
    for slug, lines in rings.items():
        whole = [one for ring in lines if len(one := placed(ring)) > 2]
        if whole:
            x, y = middle_of(max(whole, key=area_of))
            found.append(Outline(slug, "".join(_as_path(ring) for ring in whole), x, y))
    return round(height * scale), found


def _as_path(ring: Ring) -> str:
    steps = [f"{x - ring[number][0]} {y - ring[number][1]}" for number, (x, y) in enumerate(ring[1:])]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _check_weight(outlines: list[Outline]) -> None:
    weight = len(gzip.compress("".join(one.path for one in outlines).encode()))
    if weight > HEAVIEST or len(outlines) > MOST_OUTLINES:
        size = {"size": -(-weight // 1024), "most": HEAVIEST // 1024, "shapes": len(outlines), "number": MOST_OUTLINES}
        message = _(
            "The map is too detailed: %(shapes)s shapes of %(size)s KB; at most %(number)s shapes and %(most)s KB. "
            "Simplify its lines in the drawing program."
        )
        raise ValidationError(message % size)


def area_of(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs)) / 2


def middle_of(ring: Ring) -> Point:
    """The point inside that is farthest from every edge, nearly: where a number has room."""
    coarse = ring[:: len(ring) // 300 + 1]
    left, right = min(x for x, _y in ring), max(x for x, _y in ring)
    top, bottom = min(y for _x, y in ring), max(y for _x, y in ring)
    x, y, width, height = (left + right) / 2, (top + bottom) / 2, float(right - left), float(bottom - top)
    for _round in range(3):
        places = [
            (x + width * (one / 20 - 0.5), y + height * (two / 20 - 0.5)) for one in range(21) for two in range(21)
        ]
        x, y = max(places, key=lambda place: _room_at(place, coarse))
        width, height = width / 8, height / 8
    return round(x), round(y)


def _room_at(place: tuple[float, float], ring: Ring) -> float:
    """The distance to the nearest edge; less than nothing outside."""
    x, y = place
    inside, nearest = False, math.inf
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        length = (bx - ax) ** 2 + (by - ay) ** 2
        along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
        nearest = min(nearest, math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    return nearest if inside else -nearest
