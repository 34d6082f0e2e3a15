"""Takes the words out of a PDF or Word file. Files come from anywhere: a process of its own does it, on a short leash.

The lower part is that process: it knows nothing of the site, and a file that makes it fall over harms nobody else.
"""

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

SECONDS = 30
MEMORY = 768 * 1024 * 1024
FILE_SIZE = 50 * 1024 * 1024
# About a hundred and fifty pages. The rest of a longer text is not searched.
TEXT_LENGTH = 400_000
PAGES = 2_000
# A Word file is an archive: what it holds once unpacked.
UNPACKED = 300 * 1024 * 1024
ENTRIES = 5_000
KINDS = ("pdf", "docx")


class Reading(NamedTuple):
    """What became of it: one of SiteDocument.TextState, and the words."""

    state: str
    text: str = ""


class Limits(NamedTuple):
    seconds: int = SECONDS
    memory: int = MEMORY
    text: int = TEXT_LENGTH


def read_file(file: IO[bytes], kind: str, limits: Limits | None = None) -> Reading:
    """The words of a file; never an error of the file's own making."""
    if kind not in KINDS:
        return Reading("other")
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        if not _copy(file, copy):
            return Reading("too_large")
        return _ask_process(copy.name, kind, limits or Limits())


def _copy(file: IO[bytes], copy: IO[bytes]) -> bool:
    """False if the file is longer than we read."""
    left = FILE_SIZE
    while chunk := file.read(1024 * 1024):
        left -= len(chunk)
        if left < 0:
            return False
        copy.write(chunk)
    copy.flush()
    return True


def _ask_process(path: str, kind: str, limits: Limits) -> Reading:
    # -I: nothing of the environment, nothing of the working directory.
    command = [sys.executable, "-I", str(Path(__file__).resolve()), path, kind, *map(str, limits)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=limits.seconds + 5, env={}, check=False)  # noqa: S603
        found = json.loads(done.stdout)
        return Reading(found["state"], found["text"][: limits.text])
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        # It took too long, or too much memory, and was ended.
        return Reading("too_large")


# The process


def _main(path: str, kind: str, seconds: str, memory: str, length: str) -> None:
    _bind(int(seconds), int(memory))
    try:
        text = _shortened(_pieces(path, kind), int(length))
        state = "read" if len(re.findall(r"\w", text)) > 3 else "empty"
    except (MemoryError, _TooLarge):
        text, state = "", "too_large"
    except Exception:  # a broken file may break a parser in any way
        text, state = "", "broken"
    sys.stdout.write(json.dumps({"state": state, "text": text}))


class _TooLarge(Exception):  # noqa: N818 - it reads as a sentence
    """Unpacked it would be larger than we read."""


def _bind(seconds: int, memory: int) -> None:
    """From now on: so much time and memory, and no file is written."""
    import resource  # noqa: PLC0415 - only here, and not on every system

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)


def _pieces(path: str, kind: str) -> Iterator[str]:
    return _pieces_of_pdf(path) if kind == "pdf" else _pieces_of_word(path)


def _pieces_of_pdf(path: str) -> Iterator[str]:
    import logging  # noqa: PLC0415 - the site itself never loads the parsers

    from pypdf import PdfReader  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("locked with a password")
    for number in range(min(len(reader.pages), PAGES)):
        try:
            yield reader.pages[number].extract_text() or ""
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: S112 - one bad page does not take the others with it
            continue


def _pieces_of_word(path: str) -> Iterator[str]:
    from docx import Document  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
            raise _TooLarge
    for paragraph in Document(path).element.body.iter(qn("w:p")):
        yield "".join(node.text or " " for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")))


def _shortened(pieces: Iterator[str], length: int) -> str:
    """The words in one line of text, without what no database takes and without hyphens at ends of lines."""
    found: list[str] = []
    left = length
    for piece in pieces:
        piece = re.sub(r"(?<=\w)[-\xad]\n(?=[a-zà-ÿ])", "", piece)
        piece = re.sub(r"[\x00-\x1f\x7f-\x9f\xad\ud800-\udfff\ufffe\uffff\s]+", " ", piece).strip()
        if piece:
            found.append(piece[:left])
            left -= len(piece) + 1
        if left <= 0:
            break
    return "\n".join(found)


if __name__ == "__main__":
    _main(*sys.argv[1:])
