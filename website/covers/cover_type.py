"""Words on covers that leave the page as pictures: set in the typefaces of the site, in lines that fit."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from PIL import ImageDraw, ImageFont

from website.covers.cover_colours import Colour

FONTS = settings.BASE_DIR / "static" / "fonts"
# Letters that neither typeface has, those of First Nations languages above all: DejaVu, cut to such letters, in one
# weight.
FURTHER_SERIF = "dejavu-serif-bold-further-letters.woff2"
FURTHER_SANS = "dejavu-sans-bold-further-letters.woff2"
# Each in files: most letters, those of further languages, those of other typefaces.
SERIF = ("bitter-latin-wght-normal.woff2", "bitter-latin-ext-wght-normal.woff2", FURTHER_SERIF, FURTHER_SANS)
SANS = (
    "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    FURTHER_SANS,
)
# Stands in no font: what is drawn for it is what is drawn for every letter that is missing.
NO_LETTER = "\U0010fffd"
ELLIPSIS = "…"
# By how much lines are made narrower, until they are even.
STEP = 24
# Longer titles are cut before anything is measured.
LONGEST = 300


class Face(NamedTuple):
    """A typeface in a size and a weight."""

    files: tuple[str, ...]
    size: int
    weight: int


# From the largest, each with the number of lines that there is room for.
Faces = list[tuple[Face, int]]


class Words(NamedTuple):
    """Lines of one face, one below the other."""

    face: Face
    lines: list[str]

    @property
    def step(self) -> int:
        return round(self.face.size * 1.16)


def can_be_set(text: str, files: tuple[str, ...]) -> bool:
    """Whether the typeface has every letter of the text. Signs that are no letters may be left out."""
    return all(_file_with(letter, files) for letter in _letters(_composed(text)) if _matters(letter))


def fitted(text: str, faces: Faces, width: int) -> Words:
    """The text in the first of the faces in which it fits; in the last, cut short, when it fits in none."""
    text = _settable(text, faces[0][0].files)
    for face, most_lines in faces:
        lines = _lines(text, face, width)
        if len(lines) <= most_lines and all(width_of(line, face) <= width for line in lines):
            return Words(face, _balanced(text, face, width, lines))
    return Words(face, [_cut(line, face, width) for line in _shortened(lines, most_lines)])


def draw_line(pen: ImageDraw.ImageDraw, place: tuple[float, float], line: str, face: Face, colour: Colour) -> None:
    """At a point of the base line."""
    x, y = place
    for font, piece in _runs(_settable(line, face.files), face):
        pen.text((x, y), piece, colour, font, anchor="ls")
        x += font.getlength(piece)


def width_of(line: str, face: Face) -> float:
    return sum(font.getlength(piece) for font, piece in _runs(line, face))


def _lines(text: str, face: Face, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, face) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _balanced(text: str, face: Face, width: int, lines: list[str]) -> list[str]:
    """In as many lines, so that no last word stands alone where there is room beside it."""
    for narrower in range(width, width // 2, -STEP):
        found = _lines(text, face, narrower)
        if len(found) > len(lines) or any(width_of(line, face) > narrower for line in found):
            break
        lines = found
    return lines


def _shortened(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}{ELLIPSIS}"]


def _cut(line: str, face: Face, width: int) -> str:
    """A line that is too wide (one long word), or that ends in the sign of a cut, as far as there is room."""
    while len(line) > 1 and width_of(line, face) > width:
        line = f"{line.rstrip(ELLIPSIS)[:-1].rstrip()}{ELLIPSIS}"
    return line


def _runs(line: str, face: Face) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    for name, letters in groupby(_letters(line), lambda letter: _file_with(letter, face.files)):
        if name:
            yield _font(name, face.size, face.weight), "".join(letters)


def _settable(text: str, files: tuple[str, ...]) -> str:
    """Without signs that the typeface has not, such as emoji."""
    composed = " ".join(_composed(text)[:LONGEST].split())
    return " ".join("".join(letter for letter in _letters(composed) if _file_with(letter, files)).split())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _letters(text: str) -> list[str]:
    """Each sign with the marks that stand above or below it."""
    letters: list[str] = []
    for sign in text:
        if letters and unicodedata.combining(sign):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def _matters(letter: str) -> bool:
    return unicodedata.category(letter[0])[0] in "LMN" and not 0xFE00 <= ord(letter[0]) <= 0xFE0F


@cache
def _file_with(letter: str, files: tuple[str, ...]) -> str:
    """The file that has the letter and its marks; empty when none has it."""
    if letter.isspace():
        return files[0]
    return next((name for name in files if all(_shape(name, sign) != _shape(name, NO_LETTER) for sign in letter)), "")


def _shape(name: str, sign: str) -> bytes:
    return bytes(_font(name, 40, 500).getmask(sign))


@cache
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(FONTS / name), size)
    if name not in (FURTHER_SERIF, FURTHER_SANS):
        font.set_variation_by_axes([weight])
    return font
