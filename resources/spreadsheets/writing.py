"""Writes sheets that nobody need fear: text only, never a live formula, never a letter that breaks the file."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import IO, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from resources.spreadsheets.cell_text import shortened, tidy
from resources.spreadsheets.columns import headings_of
from resources.spreadsheets.safe_text import LIVE, harmless

Row = dict[str, str]
SheetToWrite: TypeAlias = Worksheet | WriteOnlyWorksheet
# Workbooks write a character as its number in this shape; words that look like it are kept apart.
NUMBERED = re.compile(r"_x([0-9A-Fa-f]{4})_")

BOLD = Font(bold=True)
HEAD = PatternFill("solid", fgColor="E4EEEF")
TOP = Alignment(vertical="top", wrap_text=True)
# Columns with long text are wider. The rest is as wide as a heading.
WIDE = {"title": 44, "summary": 60, "key_findings": 60, "principles": 50, "practices": 50}
USUAL = 22


def write_csv(rows: Iterable[Row], out: IO[bytes], headings: Sequence[str] | None = None) -> None:
    """UTF-8 with the sign by which spreadsheets know it. Without `headings` all rows are read first."""
    headings, rows = _prepared(rows, headings)
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([harmless(tidy(name)) for name in headings])
    for row in rows:
        writer.writerow([harmless(tidy(row.get(name, ""))) for name in headings])
    text.detach()


def write_xlsx(rows: Iterable[Row], out: IO[bytes], headings: Sequence[str] | None = None) -> None:
    headings, rows = _prepared(rows, headings)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Resources")
    sheet.freeze_panes = "A2"
    for place, name in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(name, USUAL)
    sheet.append([heading_cell(sheet, name) for name in headings])
    for row in rows:
        sheet.append([text_cell(sheet, row.get(name, "")) for name in headings])
    workbook.save(out)


def text_cell(sheet: SheetToWrite, text: str) -> Cell:
    """A cell that is text, whatever it begins with, and stays text when somebody edits it."""
    cell = WriteOnlyCell(sheet)
    cell.value = shortened(NUMBERED.sub(r"_x005F_x\1_", tidy(text))) or None
    if cell.value:
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = bool(LIVE.match(cell.value))
    cell.alignment = TOP
    return cell


def heading_cell(sheet: SheetToWrite, text: str) -> Cell:
    cell = text_cell(sheet, text)
    cell.font, cell.fill = BOLD, HEAD
    return cell


def _prepared(rows: Iterable[Row], headings: Sequence[str] | None) -> tuple[Sequence[str], Iterable[Row]]:
    if headings is not None:
        return headings, rows
    rows = list(rows)
    return headings_of(rows), rows
