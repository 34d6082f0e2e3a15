"""Covers inside of pages, as SVG: shapes with classes, no colour of their own (static/css/components/cover.css)."""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from core.cover import Cover, Knots
from website.covers.strand import Curve, Frame, Point, Strand, strand, tone_of

TONES = 3


class Shape(NamedTuple):
    """A format of covers: its measures, where its strand runs below a sign and without one, the size of its knots, and
    the place of a sign with the height of its base line for a large and a small one."""

    width: int
    height: int
    frame: Frame
    whole: Frame
    radius: float
    sign: tuple[int, int, int] | None = None


SHAPES = {
    "card": Shape(120, 90, Frame(120, 65, 15), Frame(120, 45, 27), 5, (9, 36, 28)),
    # Words of the page stand on it: the strand has its place between a title of two lines and the button to play.
    "poster": Shape(320, 180, Frame(320, 90, 18), Frame(320, 90, 18), 6),
    "story": Shape(320, 180, Frame(320, 126, 28), Frame(320, 90, 48), 8, (22, 76, 58)),
}


def cover_svg(page: Page, shape: str) -> SafeString:
    """The cover of a page: decoration, since the words beside it say all that it shows."""
    chosen, cover = SHAPES[shape], cover_of(page)
    frame = chosen.frame if cover.sign and chosen.sign else chosen.whole
    line = strand(page.translation_key, cover.figure, cover.knots, frame)
    return format_html(
        '<svg class="cover{} tone-{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<path d="{}"/>{}{}</svg>',
        "" if shape == "card" else " wide",
        tone(page, cover),
        chosen.width,
        chosen.height,
        _way(line),
        _knots(line, cover.knots, chosen.radius),
        _sign(cover.sign, *chosen.sign) if cover.sign and chosen.sign else "",
    )


def cover_of(page: Page) -> Cover:
    """What the page says of itself; a page of a kind that is not ours says nothing."""
    return page.cover if hasattr(page, "cover") else Cover()


def tone(page: Page, cover: Cover) -> int:
    return tone_of(str(cover.knots.key if cover.knots else page.translation_key), TONES)


def state_of(number: int, knots: Knots) -> str:
    """How a knot looks: this part, one that was held, one to come."""
    if number == knots.here:
        return "here"
    return "held" if number in knots.held else "open"


def _way(line: Strand) -> str:
    return f"M{_pair(line.start)}" + "".join(f"C{_curve(curve)}" for curve in line.curves)


def _curve(curve: Curve) -> str:
    return " ".join(_pair(point) for point in curve)


def _pair(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"


def _knots(line: Strand, knots: Knots | None, radius: float) -> SafeString:
    if knots is None:
        return mark_safe("")
    marks = [
        (state_of(number, knots), f"{x:.0f}", f"{y:.0f}", f"{radius * (1.6 if number == knots.here else 1):.1f}")
        for number, (x, y) in enumerate(line.knots, 1)
    ]
    return format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="{}"/>', marks)


def _sign(sign: str, left: int, large: int, small: int) -> SafeString:
    """Large for a number or a day, smaller for a year and for more."""
    size, base = ("large", large) if len(sign) <= 2 else ("small", small)
    return format_html('<text x="{}" y="{}" class="{}">{}</text>', left, base, size, sign)
