"""What readers of files hand on: sheets of lines of cells."""

from dataclasses import dataclass, field
from typing import NamedTuple

MAX_COLUMNS = 100

# Text; or what is wrong with the cell: {"problem": "formula" | "error", "text": what stands there}.
Cell = str | dict[str, str]


class Line(NamedTuple):
    """A row with its number in the sheet, as a spreadsheet shows it."""

    number: int
    cells: list[Cell]
    # Where it stands, if not in the first sheet that is read (“2022!7”): the number is then counted on.
    place: str = ""


@dataclass
class Tab:
    """A sheet of a file as it was read, and what besides its cells was seen in it."""

    name: str
    # The rows that hold something.
    lines: list[Line] = field(default_factory=list)
    is_hidden: bool = False
    # Why it could not be read.
    problem: str = ""
    # Addresses behind words, by the numbers of row and column.
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    # What is doubtful about the sheet as a whole, in sentences.
    doubts: list[str] = field(default_factory=list)


class Sheet(NamedTuple):
    """What an import takes from a file, and what it did not read of it, in sentences."""

    headings: list[str]
    rows: list[Line]
    notes: list[str]


class BadFile(ValueError):
    """The file cannot be read. The message says why, for whoever sent it."""
