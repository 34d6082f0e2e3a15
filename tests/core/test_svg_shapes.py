"""An uploaded map: what is read of a file, and what is refused."""

import random
import re

import pytest
from django.core.exceptions import ValidationError

from core.drawings.svg_shapes import HEAVIEST, LARGEST_FILE, WIDTH, middle_of, read_drawing

SQUARES = '<path id="north" d="M0 0H10V10H0Z"/><path id="south" d="M0 10h10v10h-10z"/>'


def svg(inside, attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def read(inside, *known, **more):
    return read_drawing(svg(inside, **more), (set(known) or {"north", "south"}).__contains__)


def outlines(drawing):
    return {outline.slug: outline for outline in drawing.outlines}


def refusal(content):
    with pytest.raises(ValidationError) as raised:
        read_drawing(content, {"north", "south"}.__contains__)
    return " ".join(raised.value.messages)


def test_shapes_are_scaled_to_the_width_and_keep_their_place():
    drawing = read(SQUARES)
    assert drawing.height == 2 * WIDTH
    assert outlines(drawing)["north"].path == "M0 0l1000 0 0 1000-1000 0z"
    assert outlines(drawing)["south"].path == "M0 1000l1000 0 0 1000-1000 0z"
    assert (outlines(drawing)["south"].x, outlines(drawing)["south"].y) == (500, 1500)


def test_transformations_polygons_and_groups_are_understood():
    drawing = read(
        '<g transform="translate(0 10)"><g data-term="south"><polygon points="0,0 10,0 10,10 0,10"/></g></g>'
        '<g id="north"><rect id="rect12" width="5" height="10"/><path d="M5 0h5v10h-5z"/></g>'
    )
    assert outlines(drawing)["south"].path == "M0 1000l1000 0 0 1000-1000 0z"
    assert outlines(drawing)["north"].path.count("M") == 2


def test_neighbours_meet_without_a_gap():
    drawing = read('<path id="north" d="M0 0 L9 0 L6.66 3.33 L0 7Z"/><path id="south" d="M9 0 L6.66 3.33 L0 7 L9 9Z"/>')

    def corners(path):
        x, y = map(int, re.match(r"M(-?\d+) (-?\d+)", path).groups())
        found = {(x, y)}
        steps = [int(number) for number in re.findall(r"-?\d+", path.partition("l")[2])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
        return found

    north, south = (corners(outline.path) for outline in drawing.outlines)
    assert len(north & south) == 3


def test_only_numbers_are_kept_of_a_file():
    drawing = read(
        '<style>path { fill: red }</style><title>Me</title><metadata><p xmlns="x">Words</p></metadata>'
        f'{SQUARES}<text>Words</text><path id="&quot;&gt;&lt;b" data-term="odd &lt;b&gt;" d="M0 0h1v1z"/>'
    )
    for outline in drawing.outlines:
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", outline.path)
    assert drawing.unknown == ["odd <b>"]
    assert set(outlines(drawing)) == {"north", "south"}


def test_shapes_without_a_term_are_named():
    assert read(SQUARES, "north").unknown == ["south"]


@pytest.mark.parametrize(
    "inside",
    [
        f"<script>alert(1)</script>{SQUARES}",
        f"<foreignObject><p>x</p></foreignObject>{SQUARES}",
        f'<g><image href="data:image/png;base64,xx"/></g>{SQUARES}',
        f'<g onclick="alert(1)">{SQUARES}</g>',
        f'<a href="https://example.org/">{SQUARES}</a>',
        f'<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)">{SQUARES}</a>',
        f'<g style="fill:url(https://example.org/x.svg#a)">{SQUARES}</g>',
        f'<use href="#north"/>{SQUARES}',
        f'<defs><ANIMATE attributeName="d"/></defs>{SQUARES}',
    ],
)
def test_what_a_map_never_needs_is_refused_by_name(inside):
    assert "cannot have" in refusal(svg(inside))


ENTITIES = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
OUTSIDE = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not an SVG"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not an SVG"),
        (b"<html><body/></html>", "not an SVG"),
        (b"<svg", "not an SVG"),
        (b'<?xml version="1.0" encoding="nonsense"?><svg/>', "not an SVG"),
        (ENTITIES, "entities"),
        (OUTSIDE, "entities"),
        (svg(""), "No shape"),
        (svg('<path id="elsewhere" d="M0 0h1v1z"/>'), "No shape"),
        (svg('<path id="north" d="M0 0h9"/>'), "No shape"),
        (svg('<path id="north" d="M0 0 L nonsense 9z"/>'), ""),
        (svg('<path id="north" d="M0 0 L1e999 5 L9 9z"/>'), "cannot be read"),
        (svg('<path id="north" d="M0 0 L0 5 L0 9z"/>'), "cannot be read"),
        (b" " * (LARGEST_FILE + 1), "megabyte"),
    ],
)
def test_what_is_no_map_is_refused_in_words(content, words):
    assert words in refusal(content)


def test_a_page_stays_light():
    rolls = random.Random(1)
    points = " ".join(f"{rolls.randrange(1000)},{rolls.randrange(1000)}" for _number in range(4000))
    assert f"at most 60 shapes and {HEAVIEST // 1024} KB" in refusal(svg(f'<polygon id="north" points="{points}"/>'))


def test_very_deep_files_are_refused():
    assert refusal(svg("<g>" * 5000 + SQUARES + "</g>" * 5000))


def test_a_doctype_alone_harms_nothing():
    kind = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert read_drawing(kind + svg(SQUARES), {"north"}.__contains__).outlines


def test_a_number_stands_inside_where_there_is_room():
    bowl = [(0, 0), (10, 0), (10, 80), (90, 80), (90, 0), (100, 0), (100, 100), (0, 100)]
    x, y = middle_of(bowl)
    assert not 10 < x < 90 or y > 80
