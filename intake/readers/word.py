"""Word files: mammoth reads what its styles mean; what it passes over is looked up in the file and told."""

import re
import zipfile
from collections.abc import Iterator
from html import escape
from typing import IO
from xml.etree.ElementTree import Element

import mammoth
from defusedxml.ElementTree import fromstring
from mammoth.documents import Image as WordPicture

from intake.document import NOTE, Block, Document, NotKept, bare, words_apart
from intake.readers.blocks_of_html import read_html
from intake.readers.pictures_of_html import ELSEWHERE, PART
from intake.readers.shaping import shaped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
PARAGRAPH = f"{W}p"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Titre'] => p.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
p[style-name='Titre 1'] => h1:fresh
p[style-name='Titre 2'] => h2:fresh
p[style-name='Titre 3'] => h3:fresh
"""
_SIGNS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_GONE = {f"{W}del", f"{W}moveFrom", FALLBACK}


def read_word(path: str) -> Document:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if _is_read(name)}
    with open(path, "rb") as file:
        document = read_html(_html(file))
    body = fromstring(parts["word/document.xml"], forbid_dtd=True)
    document.not_kept += [*_deleted(body), *_comments(parts), *_margins(parts), *_formulas(body)]
    document.keywords = _keywords(parts)
    _add_what_is_missing(document, body)
    return shaped(document)


def _is_read(name: str) -> bool:
    return re.fullmatch(r"word/(document|comments|header\d*|footer\d*)\.xml|docProps/core\.xml", name) is not None


def _html(file: IO[bytes]) -> str:
    shown = mammoth.images.img_element(_place_of)
    return str(mammoth.convert_to_html(file, style_map=STYLES, convert_image=shown, id_prefix="").value)


def _place_of(image: WordPicture) -> dict[str, str]:
    """The part of the archive that holds the picture; one that is only linked to is on another site."""
    try:
        with image.open() as part:
            return {"src": f"{PART}{part.name}"}
    except (ValueError, KeyError):
        return {"src": ELSEWHERE}


def words_within(element: Element) -> str:
    return " ".join(filter(None, (words_of(one) for one in element.iter(PARAGRAPH))))


def words_of(paragraph: Element) -> str:
    """The words that stand, without those deleted and those of a box that is anchored in it."""
    pieces = (piece for child in paragraph for piece in _pieces(child))
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in _GONE or element.tag == PARAGRAPH:
        return
    if element.tag == f"{W}t":
        yield element.text or ""
    yield _SIGNS.get(element.tag, "")
    for child in element:
        yield from _pieces(child)


def _deleted(body: Element) -> Iterator[NotKept]:
    """What somebody struck out with changes tracked, a place at a time."""
    for gone in body.iter(f"{W}del"):
        words = "".join(one.text or "" for one in gone.iter(f"{W}delText"))
        if words.strip():
            yield NotKept("deleted", words.strip())


def _comments(parts: dict[str, bytes]) -> Iterator[NotKept]:
    if "word/comments.xml" in parts:
        for comment in fromstring(parts["word/comments.xml"], forbid_dtd=True).iter(f"{W}comment"):
            author, words = comment.get(f"{W}author", ""), words_within(comment)
            if words:
                yield NotKept("comment", f"{author}: {words}" if author else words)


def _keywords(parts: dict[str, bytes]) -> list[str]:
    if "docProps/core.xml" not in parts:
        return []
    found = fromstring(parts["docProps/core.xml"], forbid_dtd=True).iter(KEYWORDS)
    return [word for one in found for word in words_apart(one.text or "")]


def _margins(parts: dict[str, bytes]) -> list[NotKept]:
    """Heads and feet of pages: first, even and odd ones mostly say the same."""
    names = sorted(name for name in parts if "header" in name or "footer" in name)
    texts = dict.fromkeys(words_within(fromstring(parts[name], forbid_dtd=True)) for name in names)
    return [NotKept("margin", text) for text in texts if bare(text)]


def _formulas(body: Element) -> list[NotKept]:
    texts = ("".join(one.itertext()) for one in body.iter(MATHS))
    return [NotKept("formula", text.strip()) for text in texts if text.strip()]


def _add_what_is_missing(document: Document, body: Element) -> None:
    """A paragraph of which words are in none of the blocks, whatever the reason, comes last."""
    known = " ".join(bare(block.text) for block in document.blocks)
    gone = {one for tag in _GONE for place in body.iter(tag) for one in place.iter(PARAGRAPH)}
    for paragraph in body.iter(PARAGRAPH):
        words = words_of(paragraph)
        if paragraph not in gone and bare(words) not in known:
            document.blocks.append(Block(NOTE, escape(words, quote=False)))
