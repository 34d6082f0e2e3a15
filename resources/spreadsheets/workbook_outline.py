"""What openpyxl does not tell of a sheet in its quick way of reading: its reach, what is merged, hidden or linked."""

import re
from itertools import islice
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from resources.spreadsheets.sheet_line import MAX_COLUMNS, BadFile

# Rows that the file names, most of them empty: a sheet that was formatted to its end.
MAX_NAMED_ROWS = 100_000
MAX_MERGED = 100_000
HYPERLINK = re.compile(r'^\s*=?\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


class Outline:
    """Read in one pass over the part of the archive that holds the sheet."""

    def __init__(self, source: IO[bytes]) -> None:
        self.last_row = self.last_column = 0
        # For each row, columns of formulas whose result is not in the file.
        self.unknown: dict[int, list[int]] = {}
        # Cells merged downwards: column, first and last row.
        self.merged: list[tuple[int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[str] = []
        # Links by row and column: the key of their address among the relations of the sheet, or the address itself.
        self.link_keys: dict[tuple[int, int], str] = {}
        self.addresses: dict[tuple[int, int], str] = {}
        self._row = self._column = self._named = 0
        self._read(source)

    def _read(self, source: IO[bytes]) -> None:
        rows: Element | None = None
        for event, element in iterparse(source, events=("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                rows = element if name == "sheetData" else rows
                self._begin(name, element)
            elif name == "c":
                self._note(element)
            elif name == "row" and rows is not None:
                rows.clear()
            elif name == "mergeCell":
                left, top, _right, bottom = range_boundaries(element.get("ref"))
                self.merged += [(left, top, bottom)] if bottom > top else []
            elif name == "col" and _is_true(element.get("hidden")):
                self._note_column(element)
            elif name == "hyperlink":
                self._note_link(element)

    def _begin(self, name: str, element: Element) -> None:
        if name == "row":
            self._named, self._column = self._named + 1, 0
            self._row = int(float(element.get("r") or self._row + 1))
            if self._named > MAX_NAMED_ROWS:
                raise BadFile(too_large())
            if _is_true(element.get("hidden")):
                self.hidden_rows.add(self._row)

    def _note(self, cell: Element) -> None:
        place = cell.get("r")
        self._row, self._column = coordinate_to_tuple(place) if place else (self._row, self._column + 1)
        state = _state_of(cell)
        if state == "unknown":
            self.unknown.setdefault(self._row, []).append(self._column)
        if state:
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column)
        formula = next((child.text or "" for child in cell if child.tag.endswith("}f")), "")
        if match := HYPERLINK.match(formula):
            self.addresses[self._row, self._column] = match[1]
        if self.last_column > MAX_COLUMNS:
            raise BadFile(_("The sheet has more than %(number)s columns.") % {"number": MAX_COLUMNS})

    def _note_column(self, element: Element) -> None:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        self.hidden_columns += [get_column_letter(number) for number in range(first, min(last, MAX_COLUMNS) + 1)]

    def _note_link(self, element: Element) -> None:
        left, top, _right, _bottom = range_boundaries(element.get("ref"))
        key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        if key and top and left:
            self.link_keys[top, left] = key

    def covered(self) -> dict[int, list[tuple[int, int]]]:
        """For each row below the first of merged cells: their column and first row."""
        found: dict[int, list[tuple[int, int]]] = {}
        spans = (
            (column, top, row)
            for column, top, bottom in self.merged
            for row in range(top + 1, min(bottom, self.last_row) + 1)
            if column <= self.last_column
        )
        for column, top, row in islice(spans, MAX_MERGED):
            found.setdefault(row, []).append((column, top))
        return found


def _is_true(value: str | None) -> bool:
    return value in {"1", "true"}


def too_large() -> str:
    return _("The workbook is too large. Remove pictures and empty rows, or split it into several files.")


def _state_of(cell: Element) -> str:
    """Of a cell in the file: "known" with a value, "unknown" for a formula without one, else empty."""
    children = {child.tag.rpartition("}")[2]: child for child in cell}
    value = children.get("v")
    if "is" in children or (value is not None and value.text):
        return "known"
    # A formula may well have the empty text for its result.
    is_formula = "f" in children and not (value is not None and cell.get("t") == "str")
    return "unknown" if is_formula else ""
