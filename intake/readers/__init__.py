"""A reader for each format; each makes one `intake.document.Document`. None of them knows Django or the site."""

from collections.abc import Callable
from pathlib import Path

from bs4.dammit import UnicodeDammit

from files.extraction_process import check_archive
from intake.document import Document
from intake.readers.blocks_of_html import read_html
from intake.readers.mail_file import read_mail
from intake.readers.markdown_text import read_markdown
from intake.readers.open_text import read_open_text
from intake.readers.pdf_text import read_pdf
from intake.readers.plain_text import read_text
from intake.readers.shaping import shaped
from intake.readers.word import read_word

# What an archive may hold once unpacked, pictures included.
UNPACKED = 120 * 1024 * 1024


class NoText(Exception):
    """The file holds no words: pictures of pages, or nothing."""


def read(path: str, kind: str) -> Document:
    """The document in this file. Raises NoText, `TooLarge`, and whatever a parser makes of a broken file."""
    if kind in _ARCHIVES:
        check_archive(path, UNPACKED)
        document = _ARCHIVES[kind](path)
    elif kind == "pdf":
        document = read_pdf(path)
    elif kind == "eml":
        content = Path(path).read_bytes()
        document = read_mail(content, _text_of(content))
    else:
        document = _TEXTS[kind](_text_of(Path(path).read_bytes()))
    if not any(block.text for block in document.blocks):
        raise NoText
    return document


def _text_of(content: bytes) -> str:
    """The letters that the bytes stand for: as they say, as UTF-8, or as Windows wrote them."""
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("no text")
    text = UnicodeDammit(content, ["utf-8", "windows-1252"]).unicode_markup
    if text is None:
        raise ValueError("no text")
    return text


def _shaped_html(source: str) -> Document:
    return shaped(read_html(source))


_ARCHIVES: dict[str, Callable[[str], Document]] = {"docx": read_word, "odt": read_open_text}
_TEXTS: dict[str, Callable[[str], Document]] = {"html": _shaped_html, "md": read_markdown, "txt": read_text}
