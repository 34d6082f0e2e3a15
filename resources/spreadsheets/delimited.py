"""Reads the text of .csv files as people have them: separated by comma, semicolon or tab."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from resources.spreadsheets.cell_text import tidy
from resources.spreadsheets.headings import guess
from resources.spreadsheets.safe_text import as_meant
from resources.spreadsheets.sheet_line import MAX_COLUMNS, BadFile, Line

SEPARATORS = ",;\t"
LOOK_AT = 10
# The module knows one limit for all who use it.
csv.field_size_limit(16 * 1024 * 1024)


def rows_of_text(text: str) -> Iterator[Line]:
    # Excel takes the separator from a first line of this kind.
    first = text[:8].lower().replace('"', "")
    separator, skipped = "", 0
    if first.startswith("sep=") and len(first) > 4:
        separator, skipped = first[4], 1
        # Old Macs end lines in a way of their own.
        text = re.sub(r"\A[^\r\n]*(?:\r\n|\n|\r)?", "", text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1 + skipped):
            if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
                raise BadFile(_("The sheet has more than %(number)s columns.") % {"number": MAX_COLUMNS})
            yield Line(number, [tidy(as_meant(cell)) for cell in cells[:MAX_COLUMNS]])
    except csv.Error as error:
        raise BadFile(
            _("Line %(number)s cannot be read: a quotation mark opens a cell and does not close it.")
            % {"number": reader.line_num}
        ) from error


def _separator(text: str) -> str:
    """The one that gives headings we know; else the one that gives most columns."""
    return max(SEPARATORS, key=lambda separator: _fit(text, separator))


def _fit(text: str, separator: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [row[:MAX_COLUMNS] for row in islice((row for row in reader if any(row)), LOOK_AT)]
    except csv.Error:
        return (-1, 0)
    known = max((sum(map(bool, guess(row))) for row in rows), default=0)
    return (known, max(map(len, rows), default=0))
