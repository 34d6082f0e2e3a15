"""Reads .csv files as people have them: of several encodings, separated by comma, semicolon or tab."""

import csv
import io
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


def rows_of_text(content: bytes) -> Iterator[Line]:
    text = _decoded(content)
    # Excel takes the separator from a first line of this kind.
    first = text[:8].lower().replace('"', "")
    separator, skipped = "", 0
    if first.startswith("sep=") and len(first) > 4:
        separator, skipped = first[4], 1
        text = text.partition("\n")[2]
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


def _decoded(content: bytes) -> str:
    for sign, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(sign):
            return _with(content, encoding)
    if b"\0" in content:
        return _with(content, _wide_encoding(content))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _with(content, "cp1252")


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without its sign: every other byte of plain letters is zero."""
    start = content[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 8 or min(even, odd) > max(even, odd) // 4:
        raise BadFile(_not_text())
    return "utf-16-le" if odd > even else "utf-16-be"


def _with(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(_not_text()) from error
    if "\0" in text or sum(text.count(letter) for letter in "\x01\x02\x03\x04\x05\x06") > 3:
        raise BadFile(_not_text())
    return text


def _not_text() -> str:
    return _("This is not a text with columns. Save the sheet as .xlsx, or as “CSV UTF-8”.")


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
