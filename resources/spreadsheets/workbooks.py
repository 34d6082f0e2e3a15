"""Reads .xlsx files with openpyxl, a row at a time. The archive is looked at first: it may be broken, or a bomb."""

import datetime
import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from resources.spreadsheets.cell_text import tidy
from resources.spreadsheets.sheet_line import MAX_COLUMNS, BadFile, Cell, Line

MAX_EXPANDED = 100 * 1024 * 1024
MAX_PARTS = 2_000
# Rows that the file names, most of them empty: a sheet that was formatted to its end.
MAX_NAMED_ROWS = 100_000
MAX_MERGED = 100_000
CHUNK = 1024 * 1024
NUMBERED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Outline:
    """What openpyxl does not tell in its quick way of reading: how far content reaches, what is merged or unknown."""

    def __init__(self, source: IO[bytes]) -> None:
        self.last_row = self.last_column = 0
        # For each row, columns of formulas whose result is not in the file.
        self.unknown: dict[int, list[int]] = {}
        # Cells merged downwards: column, first and last row.
        self.merged: list[tuple[int, int, int]] = []
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

    def _begin(self, name: str, element: Element) -> None:
        if name == "row":
            self._named, self._column = self._named + 1, 0
            self._row = int(float(element.get("r") or self._row + 1))
            if self._named > MAX_NAMED_ROWS:
                raise BadFile(_too_large())

    def _note(self, cell: Element) -> None:
        place = cell.get("r")
        self._row, self._column = coordinate_to_tuple(place) if place else (self._row, self._column + 1)
        state = _state_of(cell)
        if state == "unknown":
            self.unknown.setdefault(self._row, []).append(self._column)
        if state:
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column)
        if self.last_column > MAX_COLUMNS:
            raise BadFile(_("The sheet has more than %(number)s columns.") % {"number": MAX_COLUMNS})

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


def rows_of_workbook(content: bytes) -> Iterator[Line]:
    try:
        yield from _rows(content)
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part of the file makes it stumble over
        raise BadFile(_("The workbook is damaged, or not an Excel workbook. Open it, and save it anew.")) from error


def _rows(content: bytes) -> Iterator[Line]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    _check(archive)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = next((one for one in workbook.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            raise BadFile(_("The workbook has no sheet that is shown."))
        with archive.open(_path_of(archive, sheet.title)) as source:
            outline = Outline(source)
        if outline.last_row:
            yield from _filled_down(_lines(sheet, outline), outline.covered())
        workbook.close()


def _check(archive: zipfile.ZipFile) -> None:
    """That the archive is a workbook, opens to no more than it should, and names nothing outside of itself."""
    parts = archive.infolist()
    if "[Content_Types].xml" not in archive.namelist() or not any("workbook" in part.filename for part in parts):
        raise BadFile(_("This is not an Excel workbook. Save the sheet as .xlsx or .csv."))
    if any(part.flag_bits & 1 for part in parts):
        raise BadFile(_("The workbook has a password. Save it without one."))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_EXPANDED:
        raise BadFile(_too_large())
    read = 0
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            read += _checked_part(archive, part, MAX_EXPANDED - read)


def _checked_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> int:
    read, before = 0, b""
    with archive.open(part) as source:
        while chunk := source.read(CHUNK):
            read += len(chunk)
            seen = (before + chunk).replace(b"\0", b"").upper()
            if read > room:
                raise BadFile(_too_large())
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise BadFile(_("The workbook has parts that no spreadsheet writes. It is not read."))
            before = chunk[-20:]
    return read


def _too_large() -> str:
    return _("The workbook is too large. Take away pictures and empty rows, or divide it into several files.")


def _state_of(cell: Element) -> str:
    """Of a cell in the file: "known" with a value, "unknown" for a formula without one, else empty."""
    children = {child.tag.rpartition("}")[2]: child for child in cell}
    value = children.get("v")
    if "is" in children or (value is not None and value.text):
        return "known"
    # A formula may well have the empty text for its result.
    is_formula = "f" in children and not (value is not None and cell.get("t") == "str")
    return "unknown" if is_formula else ""


def _path_of(archive: zipfile.ZipFile, title: str) -> str:
    """Where the sheet of this name lies in the archive."""
    start = fromstring(archive.read("_rels/.rels"))
    main = next(one.get("Target") for one in start if one.get("Type", "").endswith("/officeDocument")).lstrip("/")
    folder, name = posixpath.split(main)
    rels = fromstring(archive.read(f"{folder}/_rels/{name}.rels".lstrip("/")))
    targets = {one.get("Id"): one.get("Target", "") for one in rels}
    for element in fromstring(archive.read(main)).iter():
        if element.tag.endswith("}sheet") and element.get("name") == title:
            key = next(value for attribute, value in element.attrib.items() if attribute.endswith("}id"))
            target = targets[key]
            return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
    raise BadFile(_("The workbook has no sheet that is shown."))


def _lines(sheet: ReadOnlyWorksheet, outline: Outline) -> Iterator[Line]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(min_row=1, max_row=outline.last_row, min_col=1, max_col=outline.last_column)
    for number, cells in enumerate(rows, start=1):
        line = Line(number, [_cell(cell) for cell in cells])
        for place in outline.unknown.get(number, []):
            line.cells[place - 1] = {"problem": "formula", "text": ""}
        yield line


def _cell(cell: ReadOnlyCell | EmptyCell) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return {"problem": "error", "text": str(value)}
    return tidy(_in_words(value))


def _in_words(value: object) -> str:
    if isinstance(value, str):
        return NUMBERED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)


def _filled_down(lines: Iterator[Line], covered: dict[int, list[tuple[int, int]]]) -> Iterator[Line]:
    """What is merged over several rows is said of each of them; not of rows that hold nothing of their own."""
    columns: dict[int, set[int]] = {}
    for column, top in (place for places in covered.values() for place in places):
        columns.setdefault(top, set()).add(column)
    kept: dict[tuple[int, int], Cell] = {}
    for line in lines:
        kept |= {(column, line.number): line.cells[column - 1] for column in columns.get(line.number, ())}
        if any(line.cells):
            for column, top in covered.get(line.number, []):
                line.cells[column - 1] = kept[column, top]
        yield line
