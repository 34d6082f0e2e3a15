"""PDF files that hold text. Where paragraphs end is not in the file: lines are read as those of a plain text."""

import logging
import re
from collections import Counter
from itertools import pairwise

from pypdf import PageObject, PdfReader

from intake.document import Document, NotKept, words_apart
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
    document = read_text(_HYPHEN.sub("", _one_after_the_other([_without(page, repeated) for page in pages])))
    document.not_kept += [NotKept("margin", line) for line in sorted(repeated)]
    document.keywords = words_apart(_keywords(reader))
    return document


def _keywords(reader: PdfReader) -> str:
    try:
        return str(reader.metadata.get("/Keywords") or "") if reader.metadata else ""
    except (MemoryError, RecursionError):
        raise
    except Exception:
        # What a file says of itself may be broken while its text is not.
        return ""


def _text_of(page: PageObject) -> str:
    """The lines of a page, with an empty one where the space between two is wider than it mostly is."""
    rows: list[tuple[float, str]] = []
    try:
        page.extract_text(visitor_text=lambda text, cm, tm, *_font: _note(rows, text, cm[5] + tm[5] * (cm[3] or 1)))
    except (MemoryError, RecursionError):
        raise
    except Exception:
        # One page that breaks the parser does not take the others away.
        return ""
    lines = [(y, text.strip()) for y, text in rows if text.strip()]
    gaps = sorted(abs(above - below) for (above, _a), (below, _b) in pairwise(lines) if above != below)
    usual = gaps[len(gaps) // 2] if gaps else 0
    found: list[str] = []
    before = lines[0][0] if lines else 0
    for y, text in lines:
        found += ["", text] if usual and abs(before - y) > usual * 1.3 else [text]
        before = y
    return "\n".join(found)


def _note(rows: list[tuple[float, str]], text: str, y: float) -> None:
    """Pieces at one height are one line."""
    if rows and abs(rows[-1][0] - y) < 1 and not rows[-1][1].endswith("\n"):
        rows[-1] = (rows[-1][0], rows[-1][1] + text)
    else:
        rows.append((y, text))


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


def _one_after_the_other(pages: list[str]) -> str:
    """A paragraph may go on over the end of a page: where its last line is as long as others and no sentence ends."""
    widest = max((len(line) for page in pages for line in page.splitlines()), default=0)
    text = ""
    for page in pages:
        last = text.rstrip().rpartition("\n")[2]
        goes_on = (len(last) > widest * 0.85 and not last.endswith((".", "!", "?", ":"))) or page.lstrip()[:1].islower()
        text += ("\n" if goes_on else "\n\n") + page.strip("\n")
    return text
