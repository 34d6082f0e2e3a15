"""Reads a file that somebody sent: a workbook or a text with columns. What cannot be read is refused in words."""

from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _

from resources.spreadsheets.delimited import rows_of_text
from resources.spreadsheets.encodings import decoded
from resources.spreadsheets.sheet_line import BadFile, Cell, Line, Sheet, Tab
from resources.spreadsheets.tabs import LOOK_FOR_HEADINGS, sheet_of
from resources.spreadsheets.workbooks import tabs_of_workbook

__all__ = ["BadFile", "Cell", "Line", "Sheet", "read_sheet"]

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
# Letters in all cells. A workbook says a long text once, and names it in as many cells as it likes.
MAX_LETTERS = 40_000_000


def read_sheet(file: IO[bytes], name: str) -> Sheet:
    """The headings and rows of a .xlsx or .csv file. Raises `BadFile` with a sentence for whoever sent it."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadFile(_("The file is larger than 10 MB. Split it into several files."))
    if not content.strip(b"\0 \t\r\n"):
        raise BadFile(_("The file is empty."))
    return sheet_of(_tabs(content, name))


def _tabs(content: bytes, name: str) -> list[Tab]:
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if ending not in {"xlsx", "csv"}:
        raise BadFile(_("Only .xlsx and .csv files can be imported. Save the sheet as one of these."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(_("This is an old Excel file, or one with a password. Save it as .xlsx without a password."))
    if content.startswith(b"PK"):
        return tabs_of_workbook(content, _limited)
    if ending == "xlsx":
        raise BadFile(_("This is not an Excel workbook, though its name says so. Save the sheet as .xlsx or .csv."))
    text = decoded(content)
    return [Tab("", _limited(rows_of_text(text.words)), doubts=text.doubts)]


def _limited(rows: Iterable[Line]) -> list[Line]:
    """The rows that hold something, if they are not too many."""
    found: list[Line] = []
    letters = 0
    for one in rows:
        if any(one.cells):
            found.append(one)
            letters += sum(map(len, one.cells))
        if letters > MAX_LETTERS:
            raise BadFile(_("The sheet has too much text. Split it into several files."))
        if len(found) > MAX_ROWS + LOOK_FOR_HEADINGS:
            raise BadFile(
                _("The sheet has more than %(number)s rows. Split it into several files.") % {"number": MAX_ROWS}
            )
    return found
