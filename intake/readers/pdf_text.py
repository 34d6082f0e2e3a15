"""PDF files that hold text. Where paragraphs end is not in the file: lines are read as those of a plain text."""

import logging
import re
from collections import Counter

from pypdf import PdfReader

from intake.document import Document, NotKept
from intake.readers.plain_text import read_text

PAGES = 300
_NUMBER_OF_PAGE = re.compile(r"^\s*(?:page|p\.)?\s*\d{1,4}\s*(?:(?:/|of|de|sur)\s*\d{1,4})?\s*$", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\w)[-\xad]\n(?=[a-zà-ÿ])")


def read_pdf(path: str) -> Document:
    logging.disable(logging.CRITICAL)
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("locked with a password")
    pages = [_text_of(page) for page in reader.pages[:PAGES]]
    repeated = _heads_and_feet(pages)
    document = read_text(_HYPHEN.sub("", "\n".join(_without(page, repeated) for page in pages)))
    document.not_kept += [NotKept("margin", line) for line in sorted(repeated)]
    return document


def _text_of(page: object) -> str:
    try:
        text = page.extract_text() or ""  # type: ignore[attr-defined]  # pypdf's pages carry no type here
    except (MemoryError, RecursionError):
        raise
    except Exception:
        # One page that breaks the parser does not take the others away.
        return ""
    return str(text)


def _heads_and_feet(pages: list[str]) -> set[str]:
    """Lines that stand first or last on several pages."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        edges.update({*lines[:2], *lines[-2:]})
    return {line for line, times in edges.items() if times > len(pages) / 2 and len(line) < 150}


def _without(page: str, repeated: set[str]) -> str:
    lines = page.splitlines()
    kept = [line for line in lines if line.strip() not in repeated and not _NUMBER_OF_PAGE.match(line)]
    return "\n".join(kept)
