"""The process that reads one file: it knows nothing of the site, and has little time and memory (files/extraction.py).

Called with the path, the kind, the seconds, the bytes of memory and the length of text; writes JSON.
"""

import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Iterator

from defusedxml.ElementTree import fromstring
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

PAGES = 2_000
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# A Word file, and one of slides, is an archive: what it holds once unpacked.
UNPACKED = 300 * 1024 * 1024
ENTRIES = 5_000


def main(path: str, kind: str, seconds: str, memory: str, length: str) -> None:
    bind(int(seconds), int(memory))
    try:
        text = shortened(pieces(path, kind), int(length))
        state = "read" if len(re.findall(r"\w", text)) > 3 else "empty"
    except (MemoryError, TooLarge):
        text, state = "", "too_large"
    except Exception:  # a broken file may break a parser in any way
        text, state = "", "broken"
    sys.stdout.write(json.dumps({"state": state, "text": text}))


class TooLarge(Exception):
    """Unpacked it would be larger than we read."""


def bind(seconds: int, memory: int) -> None:
    """From now on: so much time and memory, and no file is written."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)


def pieces(path: str, kind: str) -> Iterator[str]:
    return {"pdf": pieces_of_pdf, "docx": pieces_of_word, "pptx": pieces_of_slides}[kind](path)


def pieces_of_pdf(path: str) -> Iterator[str]:
    logging.disable(logging.CRITICAL)
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("locked with a password")
    for number in range(min(len(reader.pages), PAGES)):
        try:
            yield reader.pages[number].extract_text() or ""
        except (MemoryError, RecursionError):
            raise
        except Exception:
            logging.getLogger(__name__).debug("Page %d cannot be read; the others can", number)


def pieces_of_word(path: str) -> Iterator[str]:
    check_archive(path)
    for paragraph in Document(path).element.body.iter(qn("w:p")):
        yield "".join(node.text or " " for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")))


def pieces_of_slides(path: str) -> Iterator[str]:
    """The words on each slide, in their order. Notes of the speaker are for the speaker."""
    check_archive(path)
    with zipfile.ZipFile(path) as archive:
        found = ((re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name), name) for name in archive.namelist())
        for _number, name in sorted((int(match[1]), name) for match, name in found if match):
            for paragraph in fromstring(archive.read(name)).iter(f"{_DRAWING}p"):
                words = (node for node in paragraph.iter() if node.tag in {f"{_DRAWING}t", f"{_DRAWING}br"})
                yield "".join(node.text or " " for node in words)


def check_archive(path: str, unpacked: int = UNPACKED) -> None:
    """Raises TooLarge for an archive that holds more than we read."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > unpacked:
            raise TooLarge


def shortened(pieces: Iterator[str], length: int) -> str:
    """The words in one line of text, without what no database takes and without hyphens at ends of lines."""
    lines: list[str] = []
    left = length
    for piece in pieces:
        piece = re.sub(r"(?<=\w)[-\xad]\n(?=[a-zà-ÿ])", "", piece)
        piece = re.sub(r"[\x00-\x1f\x7f-\x9f\xad\ud800-\udfff\ufffe\uffff\s]+", " ", piece).strip()
        if piece:
            lines.append(piece[:left])
            left -= len(piece) + 1
        if left <= 0:
            break
    return "\n".join(lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
