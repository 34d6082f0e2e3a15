"""Reads a document that came from anywhere: in a process of its own, on a short leash (files/extraction.py)."""

import subprocess
import tempfile
from pathlib import Path
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text.pasted_lists import without_list_end
from files.extraction import Limits, answer_of, copied
from intake.document import ITEM, Document

PROCESS = Path(__file__).resolve().with_name("reading_process.py")
LIMITS = Limits(seconds=5, memory=200 * 1024 * 1024, text=600_000)
FILE_SIZE = 25 * 1024 * 1024
# What a file is, by the end of its name.
FORMATS = {
    ".docx": "docx",
    ".docm": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".eml": "eml",
    ".pdf": "pdf",
}
_WHY: dict[str, str | Promise] = {
    "too_large": _("This document is too large to be read here. Paste the part that you need instead."),
    "no_text": _("There are no words in this document. If it is a scan, its text has to be typed or recognised first."),
    "broken": _("This document could not be read. Open it, copy its text, and paste it below."),
    "not_asked": _("This site does not ask other sites (LINK_CHECKS). Paste the text of the document instead."),
    "not_found": _("Nothing could be read at this address. Paste the text of the document instead."),
    "format": _("This kind of file cannot be read. Save it as a Word file (.docx), or paste its text below."),
}


class CannotRead(Exception):
    """Says why, for the person who brought the document."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(_WHY[state])


def read_document(file: IO[bytes], name: str, limits: Limits = LIMITS) -> Document:
    """Raises CannotRead."""
    kind = FORMATS.get(Path(name).suffix.lower())
    if kind is None:
        raise CannotRead("format")
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        if not copied(file, copy, FILE_SIZE):
            raise CannotRead("too_large")
        try:
            answer = answer_of(PROCESS, copy.name, kind, limits)
        except (subprocess.TimeoutExpired, ValueError) as error:
            raise CannotRead("too_large") from error
    if answer["state"] != "read":
        raise CannotRead(answer["state"])
    document = Document.from_json(answer)
    for block in document.blocks:
        block.html = without_list_end(block.html) if block.kind == ITEM else block.html
    return document
