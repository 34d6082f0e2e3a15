"""Takes the words out of a PDF, Word or PowerPoint file.

Files come from anywhere: a process of its own does it, on a short leash.

That process is files/extraction_process.py: a file that makes it fall over harms nobody else.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, NamedTuple

SECONDS = 30
MEMORY = 768 * 1024 * 1024
FILE_SIZE = 50 * 1024 * 1024
# About a hundred and fifty pages. The rest of a longer text is not searched.
TEXT_LENGTH = 400_000
PROCESS = Path(__file__).resolve().with_name("extraction_process.py")
KINDS = ("pdf", "docx", "pptx")


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
        if not copied(file, copy, FILE_SIZE):
            return Reading("too_large")
        return _ask_process(copy.name, kind, limits or Limits())


def copied(file: IO[bytes], copy: IO[bytes], longest: int) -> bool:
    """False if the file is longer than we read."""
    left = longest
    while chunk := file.read(1024 * 1024):
        left -= len(chunk)
        if left < 0:
            return False
        copy.write(chunk)
    copy.flush()
    return True


def _ask_process(path: str, kind: str, limits: Limits) -> Reading:
    try:
        answer = answer_of(PROCESS, path, kind, limits)
        return Reading(answer["state"], answer["text"][: limits.text])
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        # It took too long, or too much memory, and was ended.
        return Reading("too_large")


def answer_of(process: Path, path: str, kind: str, limits: Limits) -> Any:
    """What a process of this kind writes about one file.

    Raises TimeoutExpired or ValueError where it was ended before it had written all.
    """
    # -I: nothing of the environment, nothing of the working directory.
    command = [sys.executable, "-I", str(process), path, kind, *map(str, limits)]
    done = subprocess.run(command, capture_output=True, timeout=limits.seconds + 5, env={}, check=False)  # noqa: S603 - ours
    return json.loads(done.stdout)
