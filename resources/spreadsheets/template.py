"""The sheet to begin with: the columns, an example, lists to choose from, and what each column is for."""

from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from resources.spreadsheets.columns import COLUMNS, Column
from resources.spreadsheets.writing import BOLD, USUAL, WIDE, heading_cell, text_cell

# Rows below the headings that offer the lists.
ROWS = 1_000
TEXT = "@"


def template_columns() -> list[Column]:
    """What a person fills in. The columns about pages that exist come with an export."""
    return [column for column in COLUMNS if not column.is_about_the_sheet]


def write_template(out: IO[bytes]) -> None:
    """In the reader's language; the headings are the same in all."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Resources")[:31]
    explained = workbook.create_sheet(_("Columns")[:31])
    lists = workbook.create_sheet(_("Lists")[:31])
    columns = template_columns()
    choices = {column.name: words for column in columns if (words := column.choices())}
    _fill_lists(lists, choices)
    _add_lists(sheet, lists.title, columns, choices)
    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(column.name, USUAL)
    sheet.append([heading_cell(sheet, column.name) for column in columns])
    sheet.append([text_cell(sheet, _example(column, choices)) for column in columns])
    _explain(explained, columns)
    workbook.save(out)


def _example(column: Column, choices: dict[str, list[str]]) -> str:
    """An example of its own, or the first of its choices."""
    return str(column.example) or next(iter(choices.get(column.name, [])), "")


def _fill_lists(sheet: Worksheet, choices: dict[str, list[str]]) -> None:
    for place in range(1, len(choices) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 32
    sheet.append([heading_cell(sheet, name) for name in choices])
    for row in range(max(map(len, choices.values()), default=0)):
        sheet.append([text_cell(sheet, words[row] if row < len(words) else "") for words in choices.values()])


def _add_lists(sheet: Worksheet, title: str, columns: list[Column], choices: dict[str, list[str]]) -> None:
    """Drop-downs. They suggest: a cell may also hold several terms, or a new one."""
    quoted = title.replace("'", "''")
    for place, name in enumerate(choices, start=1):
        letter = get_column_letter(place)
        column = columns.index(next(one for one in columns if one.name == name)) + 1
        rule = DataValidation(
            type="list",
            formula1=f"'{quoted}'!${letter}$2:${letter}${len(choices[name]) + 1}",
            allow_blank=True,
            showErrorMessage=False,
        )
        at = get_column_letter(column)
        rule.add(f"{at}2:{at}{ROWS + 1}")
        sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, columns: list[Column]) -> None:
    for letter, width in (("A", 28), ("B", 32), ("C", 80), ("D", 50)):
        sheet.column_dimensions[letter].width = width
    sheet.append(
        [heading_cell(sheet, words) for words in (_("Column"), _("What"), _("How it is filled"), _("Example"))]
    )
    rows = [(column.name, str(column.label), str(column.help), str(column.example)) for column in columns]
    group = _("Findings of any other group, under its name. One per line in the cell (Alt and Enter).")
    rows.append(("findings: …", _("Findings in a group of your own"), group, ""))
    note = _("Columns can be in any order. Leave out those you do not need. Only the title is required.")
    rows.append(("", "", note, ""))
    for row in rows:
        cells = [text_cell(sheet, text) for text in row]
        cells[0].font = BOLD
        sheet.append(cells)
