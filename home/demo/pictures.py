"""The pictures of the demo site: drawings, kept beside this module as SVG and as the PNG made of it."""

import io
from pathlib import Path
from typing import NamedTuple

from django.core.files.images import ImageFile

from files.models import SiteImage

DRAWINGS = Path(__file__).parent / "drawings"


class Drawing(NamedTuple):
    """A title, what one sees in English and in French, and the pages that show it."""

    title: str
    english: str
    french: str
    pages: tuple[str, ...]


SCENES = {
    "two-chairs": Drawing(
        "Two chairs",
        "Drawing: two chairs at a small table with two cups, below a window.",
        "Dessin : deux chaises à une petite table avec deux tasses, sous une fenêtre.",
        ("two-tables-one-plan", "families-and-friends-network"),
    ),
    "kettle-and-cups": Drawing(
        "Kettle and cups",
        "Drawing: a steaming kettle beside three cups, each different.",
        "Dessin : une bouilloire fumante à côté de trois tasses, toutes différentes.",
        ("five-kitchens-one-recipe", "night-shift-peers"),
    ),
    "ferry-at-the-landing": Drawing(
        "Ferry at the landing",
        "Drawing: a ferry comes in to a wooden landing, in low sun.",
        "Dessin : un traversier accoste à un quai de bois, sous un soleil bas.",
        ("what-two-ferries-a-week-taught-a-nursing-school", "rural-and-remote-table"),
    ),
    "lit-doorway": Drawing(
        "Lit doorway",
        "Drawing: a door stands open at night, a lamp burns beside it, and light falls on the step.",
        "Dessin : une porte ouverte dans la nuit, une lampe allumée à côté, et la lumière qui tombe sur le seuil.",
        ("doors-open-on-bright-street", "coming-home-from-care"),
    ),
    "bus-stop-in-snow": Drawing(
        "Bus stop in snow",
        "Drawing: an empty bus shelter with a bench, in falling snow.",
        "Dessin : un abribus vide avec un banc, sous la neige qui tombe.",
        ("driving-someone-home", "the-first-72-hours"),
    ),
    "passing-a-sheet": Drawing(
        "Passing a sheet",
        "Drawing: one hand passes a sheet of paper to another.",
        "Dessin : une main passe une feuille de papier à une autre.",
        ("rights-at-the-counter", "complex-care-network"),
    ),
}


def make_pictures() -> dict[str, SiteImage]:
    """The pictures, made once, by the pages that show them."""
    made = {}
    for name, drawing in SCENES.items():
        picture = SiteImage.objects.filter(title=drawing.title, credit="Lantern Network").first()
        picture = picture or _make(name, drawing)
        made.update(dict.fromkeys(drawing.pages, picture))
    return made


def _make(name: str, drawing: Drawing) -> SiteImage:
    content = (DRAWINGS / f"{name}.png").read_bytes()
    picture = SiteImage(
        title=drawing.title,
        credit="Lantern Network",
        licence="CC BY 4.0",
        description=drawing.english,
        alternatives={"en": drawing.english, "fr": drawing.french},
        file=ImageFile(io.BytesIO(content), name=f"{name}.png"),
    )
    picture.save()
    return picture
