"""The cover of a page as a picture of its own, for those who share its address: kind, title, place and network."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from PIL import Image, ImageDraw
from wagtail.models import Page

from core import tree
from core.cover import Cover
from core.site_state import network_name, site_settings
from website.covers.cover_colours import Colour, Colours, colours
from website.covers.cover_svg import cover_of, state_of, tone
from website.covers.cover_type import SANS, SERIF, Face, can_be_set, draw_line, fitted, width_of
from website.covers.strand import Frame, Point, strand

WIDTH, HEIGHT = 1200, 630
MARGIN, TOP = 72, 94
# Lines are drawn so many times larger, and made smaller: that smooths them.
FINER = 2
THICKNESS, RADIUS = 40, 27
# Faces from the largest, each with the number of lines that there is room for.
TITLES = [(Face(SERIF, size, 680), 2 if size > 60 else 3) for size in (84, 76, 68, 60, 52)]
KIND = [(Face(SANS, 34, 620), 1)]
NOTE = [(Face(SANS, size, 500), 1) for size in (38, 34, 30, 26)]
NETWORK = [(Face(SERIF, 34, 640), 1)]
# Raised when the drawing changes: pictures get new addresses.
DRAWING = 2
DAYS = 30 * 24 * 3600
# Drawing takes a tenth of a second of a core: one at a time in a process.
_one_at_a_time = Lock()


class Drawing(NamedTuple):
    """All that the picture depends on."""

    key: UUID
    kind: str
    title: str
    network: str
    accent: str
    tone: int
    cover: Cover
    drawing: int = DRAWING

    @property
    def version(self) -> str:
        return hashlib.blake2b(repr(self).encode(), digest_size=8).hexdigest()

    @property
    def words(self) -> str:
        """What one can read on it, for those who cannot see it."""
        title = self.title if can_be_set(self.title, SERIF) else ""
        return ": ".join(filter(None, [self.kind, title])) or self.network


def drawing_of(page: Page) -> Drawing:
    """What is drawn for a page: in its own language, whoever asks."""
    with override(tree.code_of(page.locale_id)):
        cover = cover_of(page)
        is_plain = getattr(page, "searched_as", getattr(page, "kind", "page")) == "page"
        kind = "" if is_plain else str(page.kind_label)
        accent = site_settings().accent.lower()
        return Drawing(page.translation_key, kind, page.title, network_name(), accent, tone(page, cover), cover)


def png_of(drawing: Drawing) -> bytes:
    """The picture, drawn once for each version."""
    kept = f"cover:{drawing.version}"
    found: bytes | None = cache.get(kept)
    if found is None:
        with _one_at_a_time:
            found = _drawn(drawing)
        cache.set(kept, found, DAYS)
    return found


def _drawn(drawing: Drawing) -> bytes:
    """What the typefaces of the site cannot set, names in letters that they lack above all, is left to the strand."""
    paint = colours(drawing.accent, drawing.tone)
    lines = list(_lines(drawing, paint))
    picture = _ground(drawing, paint, _room_below(lines[-1].y))
    pen = ImageDraw.Draw(picture)
    for line in lines:
        draw_line(pen, (line.x, line.y), line.text, line.face, line.colour)
    content = BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


class Line(NamedTuple):
    """A line of words with the point at which its base line begins."""

    x: float
    y: float
    text: str
    face: Face
    colour: Colour


def _lines(drawing: Drawing, paint: Colours) -> Iterator[Line]:
    kind = fitted(drawing.kind, KIND, WIDTH // 3)
    yield Line(WIDTH - MARGIN - width_of(kind.lines[0], kind.face), TOP, kind.lines[0], kind.face, paint.soft)
    if drawing.network != drawing.title:
        network = fitted(drawing.network, NETWORK, WIDTH // 2)
        yield Line(MARGIN, TOP, network.lines[0], network.face, paint.knot)
    y = float(TOP)
    if can_be_set(drawing.title, SERIF):
        title = fitted(drawing.title, TITLES, WIDTH - 2 * MARGIN)
        y += 56 + title.face.size * 0.76 - title.step
        for text in title.lines:
            y += title.step
            yield Line(MARGIN, y, text, title.face, paint.ink)
    if can_be_set(drawing.cover.note, SANS):
        note = fitted(drawing.cover.note, NOTE, WIDTH - 2 * MARGIN)
        yield Line(MARGIN, y + 62, note.lines[0], note.face, paint.soft)


def _room_below(words: float) -> Frame:
    """For the strand, between the last line of words and the lower edge."""
    reach = min(120.0, (HEIGHT - 44 - words) / 2 - THICKNESS / 2 - 24)
    return Frame(WIDTH, HEIGHT - 44 - THICKNESS / 2 - reach, reach)


def _ground(drawing: Drawing, paint: Colours, frame: Frame) -> Image.Image:
    """The ground with the strand and its knots, drawn large and made smaller."""
    picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), paint.ground)
    pen = ImageDraw.Draw(picture)
    line = strand(drawing.key, drawing.cover.figure, drawing.cover.knots, frame)
    for point in _dense(list(line.points(64))):
        _disc(pen, point, THICKNESS / 2, paint.line)
    knots = drawing.cover.knots
    for number, point in enumerate(line.knots, 1):
        state = state_of(number, knots) if knots else "held"
        radius = RADIUS * (1.5 if state == "here" else 1)
        _disc(pen, point, radius + 8, paint.ground)
        _disc(pen, point, radius, paint.knot)
        if state != "held":
            _disc(pen, point, radius - (14 if state == "here" else 7), paint.ground)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _dense(points: list[Point]) -> list[Point]:
    """So close together that discs at the points are a line."""
    dense = []
    for (ax, ay), (bx, by) in pairwise(points):
        steps = max(1, round(max(abs(bx - ax), abs(by - ay))))
        dense += [(ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps) for step in range(steps)]
    return [*dense, points[-1]]


def _disc(pen: ImageDraw.ImageDraw, point: Point, radius: float, colour: Colour) -> None:
    x, y, size = point[0] * FINER, point[1] * FINER, radius * FINER
    pen.ellipse([x - size, y - size, x + size, y + size], fill=colour)


def cover_address(page: Page, drawing: Drawing) -> str:
    """Where the picture is found; a page that says something else has another address."""
    return reverse("cover", args=[page.pk, drawing.version])
