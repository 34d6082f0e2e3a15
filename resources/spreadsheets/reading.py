"""Reads a file that somebody sent: a workbook or a text with columns. What cannot be read is refused in words."""

from collections.abc import Iterable
from typing import IO, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from resources.spreadsheets.cell_text import line
from resources.spreadsheets.delimited import rows_of_text
from resources.spreadsheets.headings import guess
from resources.spreadsheets.sheet_line import MAX_COLUMNS, BadFile, Cell, Line
from resources.spreadsheets.workbooks import rows_of_workbook

__all__ = ["BadFile", "Cell", "Line", "Sheet", "read_sheet"]

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
# Letters in all cells. A workbook says a long text once, and names it in as many cells as it likes.
MAX_LETTERS = 40_000_000
# Above the headings there may be a title or a note.
LOOK_FOR_HEADINGS = 10


class Sheet(NamedTuple):
    headings: list[str]
    rows: list[Line]


def read_sheet(file: IO[bytes], name: str) -> Sheet:
    """The headings and rows of a .xlsx or .csv file. Raises `BadFile` with a sentence for whoever sent it."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadFile(_("The file is larger than 10 MB. Divide it into several."))
    if not content.strip(b"\0 \t\r\n"):
        raise BadFile(_("The file is empty."))
    return _sheet_of(_limited(_rows(content, name)))


def _rows(content: bytes, name: str) -> Iterable[Line]:
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if ending not in {"xlsx", "csv"}:
        raise BadFile(_("Only .xlsx and .csv files can be imported. Save the sheet as one of these."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(_("This is an old Excel file, or one with a password. Save it as .xlsx without a password."))
    if content.startswith(b"PK"):
        return rows_of_workbook(content)
    if ending == "xlsx":
        raise BadFile(_("This is not an Excel workbook, though its name says so. Save the sheet as .xlsx or .csv."))
    return rows_of_text(content)


def _limited(rows: Iterable[Line]) -> list[Line]:
    """The rows that hold something, if they are not too many."""
    found: list[Line] = []
    letters = 0
    for one in rows:
        if any(one.cells):
            found.append(one)
            letters += sum(map(len, one.cells))
        if letters > MAX_LETTERS:
            raise BadFile(_("The sheet holds too much text. Divide it into several files."))
        if len(found) > MAX_ROWS + LOOK_FOR_HEADINGS:
            raise BadFile(
                _("The sheet has more than %(number)s rows. Divide it into several files.") % {"number": MAX_ROWS}
            )
    return found


def _sheet_of(rows: list[Line]) -> Sheet:
    if not rows:
        raise BadFile(_("The sheet is empty."))
    place = _place_of_headings(rows)
    headings = [line(cell) if isinstance(cell, str) else "" for cell in rows[place].cells]
    width = max(len(one.cells) for one in rows[place:])
    if width > MAX_COLUMNS:
        raise BadFile(_too_wide())
    below = rows[place + 1 :]
    if not below:
        raise BadFile(_("There are no rows below the headings."))
    headings += [""] * (width - len(headings))
    return Sheet(headings, [Line(one.number, one.cells + [""] * (width - len(one.cells))) for one in below])


def _place_of_headings(rows: list[Line]) -> int:
    for place, one in enumerate(rows[:LOOK_FOR_HEADINGS]):
        if "title" in guess([cell if isinstance(cell, str) else "" for cell in one.cells[:MAX_COLUMNS]]):
            return place
    return 0


def _too_wide() -> str:
    return ngettext(
        "The sheet has more than %(number)s column.", "The sheet has more than %(number)s columns.", MAX_COLUMNS
    ) % {"number": MAX_COLUMNS}
