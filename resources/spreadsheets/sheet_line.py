"""What readers of files hand on: lines of cells."""

from typing import NamedTuple

MAX_COLUMNS = 100

# Text; or what is wrong with the cell: {"problem": "formula" | "error", "text": what stands there}.
Cell = str | dict[str, str]


class Line(NamedTuple):
    """A row with its number in the sheet, as a spreadsheet shows it."""

    number: int
    cells: list[Cell]


class BadFile(ValueError):
    """The file cannot be read. The message says why, for whoever sent it."""
