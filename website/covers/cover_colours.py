"""Colours of covers that leave the page as pictures: the light tokens of static/css/tokens.css."""

import math
from typing import NamedTuple

Colour = tuple[int, int, int]


# Tokens by light: lightness and most chroma, in the hue of the accent; lightness, chroma and hue.
ACCENT_SOFT, ACCENT_LINE = (0.938, 0.017), (0.78, 0.05)
SUN, SUN_LINE, STONE = (0.945, 0.042, 85), (0.82, 0.085, 80), (0.957, 0.009, 85)


class Colours(NamedTuple):
    """Of one ground."""

    ground: Colour
    line: Colour
    knot: Colour
    ink: Colour
    soft: Colour


def colours(accent: str, tone: int) -> Colours:
    """As the accent colour and the ground of a cover have them on the site by light."""
    lightness, chroma, hue = _oklch(accent)
    soft, line = (_of_hue(*token, chroma, hue) for token in (ACCENT_SOFT, ACCENT_LINE))
    return Colours(
        [soft, _rgb(*SUN), _rgb(*STONE)][tone],
        [line, _rgb(*SUN_LINE), line][tone],
        _rgb(min(lightness, 0.43), min(chroma, 0.13), hue),
        _rgb(0.235, min(chroma, 0.022), hue),
        _rgb(0.43, min(chroma, 0.022), hue),
    )


def _of_hue(lightness: float, most: float, chroma: float, hue: float) -> Colour:
    return _rgb(lightness, min(chroma, most), hue)


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue of #rrggbb (Björn Ottosson, “A perceptual color space”, 2020)."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    long, medium, short = (
        math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue),
        math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue),
        math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue),
    )
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a))


def _rgb(lightness: float, chroma: float, hue: float) -> Colour:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _byte(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _byte(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _byte(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _byte(linear: float) -> int:
    share = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(255 * min(1.0, max(0.0, share)))
