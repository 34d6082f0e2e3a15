"""A picture of HTML: one that came with the document is a block of its own, one of another site is only named."""

import re
from html import escape

from bs4 import Tag

from intake.document import PICTURE, Block, NotKept, plain

# Before the name of a part of the archive that the document is.
PART = "part:"
# What a program linked to and did not put into the file, where the address is not to be had.
ELSEWHERE = "elsewhere:"
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_SITE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def picture_of(tag: Tag) -> Block | NotKept | None:
    """None for a single dot, which only counts readers."""
    words, place = plain(str(tag.get("alt") or "")), str(tag.get("src") or "").strip()
    if tag.get("width") in {"0", "1"} or tag.get("height") in {"0", "1"}:
        return None
    if place.startswith(PART) or _DATA.match(place):
        return Block(PICTURE, escape(words, quote=False), picture=place)
    if place == ELSEWHERE or _SITE.match(place):
        address = "" if place == ELSEWHERE else place
        said = ", ".join(filter(None, (words, address)))
        return NotKept("elsewhere" if said else "picture", said)
    return NotKept("picture", words)
