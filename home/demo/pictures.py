"""Draws the pictures of the demo site: shores and lanterns in flat colours, each one different."""

import io
import math
import random

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from files.models import SiteImage

# Title, and what each picture shows, in English and in French.
SCENES = [
    (
        "Harbour at dusk",
        "A small harbour at dusk, with one lit lantern on the pier",
        "Un petit port au crépuscule, une lanterne allumée sur la jetée",
    ),
    ("Two hills", "Two dark hills above calm water", "Deux collines sombres au-dessus d’une eau calme"),
    ("Morning inlet", "Morning light over a narrow inlet", "La lumière du matin sur un bras de mer étroit"),
    ("Lanterns in a row", "A row of lanterns along a shore", "Une rangée de lanternes le long d’un rivage"),
    ("Snow line", "Mountains with snow above the tree line", "Des montagnes enneigées au-dessus de la forêt"),
    ("River mouth", "The mouth of a wide river, seen from above", "L’embouchure d’une large rivière, vue d’en haut"),
    ("Night ferry", "A ferry with lit windows crossing at night", "Un traversier aux fenêtres éclairées, la nuit"),
    ("Valley road", "A road that winds through a green valley", "Une route qui serpente dans une vallée verte"),
    ("After the fire", "New green below burnt hills", "Du vert nouveau au pied de collines brûlées"),
    ("Winter light", "A low winter sun over ice", "Un soleil d’hiver bas sur la glace"),
    ("Open door", "Light falling from an open door onto a yard", "La lumière d’une porte ouverte sur une cour"),
    ("Tide flats", "Tide flats with long ripples", "Une batture aux longues rides"),
]
SKIES = [("#f4d9b0", "#b4674e"), ("#dfe8e6", "#6d9aa0"), ("#f7ead2", "#d59a6a"), ("#2b3a55", "#11182b")]
LAND = ["#1c5d66", "#24484f", "#3f6b4f", "#6b5a4a", "#38506b", "#7a4b3f"]


def draw(number: int, width: int = 1200, height: int = 800) -> bytes:
    """A JPEG of the scene of that number."""
    chance = random.Random(number)  # noqa: S311 - pictures, not secrets
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    top, bottom = SKIES[number % len(SKIES)]
    _sky(pen, top, bottom, width, height)
    sun = (chance.randrange(width // 5, width * 4 // 5), chance.randrange(height // 6, height // 2))
    radius = chance.randrange(40, 90)
    pen.ellipse([sun[0] - radius, sun[1] - radius, sun[0] + radius, sun[1] + radius], fill="#ffe9a8")
    for layer in range(4):
        base = height * (0.45 + layer * 0.14)
        waves = [(chance.uniform(1, 4), chance.uniform(0, 6.28), chance.uniform(10, 90 - 18 * layer)) for _ in range(3)]
        ridge = [
            (x, base + sum(size * math.sin(speed * x / width * math.pi + shift) for speed, shift, size in waves))
            for x in range(0, width + 20, 20)
        ]
        pen.polygon([*ridge, (width, height), (0, height)], fill=LAND[(number + layer) % len(LAND)])
    for _ in range(chance.randrange(1, 6)):
        x, y = chance.randrange(80, width - 80), chance.randrange(height * 2 // 3, height - 60)
        pen.ellipse([x - 14, y - 18, x + 14, y + 18], fill="#ffd36b")
        pen.rectangle([x - 3, y + 18, x + 3, y + 60], fill="#1b2426")
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=82)
    return target.getvalue()


def _sky(pen: ImageDraw.ImageDraw, top: str, bottom: str, width: int, height: int) -> None:
    first, last = (tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5)) for colour in (top, bottom))
    for y in range(height):
        share = y / height
        pen.line([(0, y), (width, y)], fill=tuple(round(a + (b - a) * share) for a, b in zip(first, last, strict=True)))


def make_pictures() -> list[SiteImage]:
    """The pictures of the demo site, made once."""
    pictures = []
    for number, (title, english, french) in enumerate(SCENES):
        picture = SiteImage.objects.filter(title=title, credit="Lantern Network").first()
        if picture is None:
            picture = SiteImage(
                title=title,
                credit="Lantern Network",
                licence="CC BY 4.0",
                description=english,
                alternatives={"en": english, "fr": french},
                file=ImageFile(io.BytesIO(draw(number)), name=f"{title.lower().replace(' ', '-')}.jpg"),
            )
            picture.save()
        pictures.append(picture)
    return pictures
