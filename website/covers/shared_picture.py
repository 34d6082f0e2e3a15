"""The picture that stands for a page where its address is shared, and in descriptions for machines."""

from typing import NamedTuple

from wagtail.models import Page

from core.addresses import full_address
from core.visibility import STRANGER, may_see
from files.pictures import rendition_of
from website.covers.cover_png import HEIGHT, WIDTH, cover_address, drawing_of


class SharedPicture(NamedTuple):
    url: str
    width: int
    height: int
    alt: str


def shared_picture(page: Page) -> SharedPicture | None:
    """The page's own picture; else its cover, as soon as everybody may see the page."""
    made = rendition_of(page.image, "shared") if getattr(page, "image_id", None) else None
    if made:
        return SharedPicture(full_address(made.url), made.width, made.height, made.alt)
    if page.pk is None or not may_see(page, STRANGER):
        return None
    drawing = drawing_of(page)
    return SharedPicture(full_address(cover_address(page, drawing)), WIDTH, HEIGHT, drawing.words)
