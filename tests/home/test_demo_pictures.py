"""The demo shows drawings, says that they are drawings, and no picture of what is not there."""

import pytest
from PIL import Image

from home.demo.content import read, resources
from home.demo.pictures import DRAWINGS, SCENES, make_pictures

LARGEST = 40_000


@pytest.mark.parametrize("name", SCENES)
def test_every_drawing_is_kept_with_its_source_and_is_small(name):
    assert (DRAWINGS / f"{name}.svg").read_text().startswith("<svg")
    path = DRAWINGS / f"{name}.png"
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as picture:
        assert picture.size == (1200, 800)


def test_nothing_else_lies_beside_them():
    assert {path.stem for path in DRAWINGS.iterdir()} == set(SCENES)


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_alternative_texts_say_that_it_is_a_drawing(scene):
    assert scene.english.startswith("Drawing: ")
    assert scene.french.startswith("Dessin\N{NO-BREAK SPACE}: ")


def test_pages_that_show_them_exist_and_show_one():
    rows = [*read("events"), *read("webinars")["series"], *read("webinars")["summaries"], *resources()]
    slugs = {row["slug"] for row in [*rows, *read("network")["pages"], *read("network")["standard_pages"]]}
    shown = [page for scene in SCENES.values() for page in scene.pages]
    assert set(shown) <= slugs and len(shown) == len(set(shown))


@pytest.mark.django_db
def test_they_are_made_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, second = make_pictures(), make_pictures()
    assert {picture.pk for picture in first.values()} == {picture.pk for picture in second.values()}
