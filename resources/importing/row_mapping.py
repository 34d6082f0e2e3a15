"""What a row says, put on a page. A column counts as changed only when the page reads differently afterwards."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from networks.directory_prefetch import attach_names
from resources.importing.names import Names
from resources.models import ResourcePage
from resources.spreadsheets.cell_text import CUT, shortened, split_names, tidy
from resources.spreadsheets.columns import Column
from resources.spreadsheets.columns.abstract_column import CellError
from resources.spreadsheets.sheet_line import Cell


class Change(NamedTuple):
    column: str
    before: str
    after: str


class RowResult(NamedTuple):
    """What a row does to a page: the columns that change, and what is wrong, in words."""

    changes: list[Change]
    problems: list[str]


def cells_of(page: ResourcePage, columns: list[Column]) -> dict[str, str]:
    """What the page says now in these columns."""
    return {column.name: column.read(page) for column in columns}


def take(
    page: ResourcePage,
    values: dict[str, Cell],
    columns: list[Column],
    names: Names,
    before: dict[str, str] | None = None,
) -> RowResult:
    """Put the values on the page, in memory. What cannot be understood is left out and named.

    `before` are the cells of the page, where they are known.
    """
    attach_names([page], "authors")
    before = cells_of(page, columns) if before is None else before
    changes: list[Change] = []
    problems: list[str] = []
    for column in columns:
        cell = values.get(column.name, "")
        words = _problem_of(cell)
        if isinstance(cell, str) and not column.is_about_the_sheet:
            try:
                changes += _take_cell(page, column, cell, before[column.name], names)
            except CellError as error:
                words = str(error)
        if words:
            problems.append(_("%(column)s: %(reason)s") % {"column": column.name, "reason": words})
    return RowResult(changes, problems)


def _problem_of(cell: Cell) -> str:
    if isinstance(cell, str):
        return ""
    if cell["problem"] == "formula":
        return _("The cell holds a formula whose result is not in the file. Paste it as a value.")
    return _("The formula of the cell failed: %(text)s.") % {"text": cell["text"]}


def _take_cell(page: ResourcePage, column: Column, cell: str, before: str, names: Names) -> Iterator[Change]:
    cell = tidy(cell)
    if cell in {before, shortened(before)}:
        return
    if cell.endswith(CUT):
        raise CellError(_("The cell was cut when it was exported. Change this text on the page."))
    stored = column.stored(page)
    pending = column.write(page, cell, names)
    after = column.read(page)
    if pending:
        yield Change(column.name, before, cell)
    elif after != before or column.differs(page, stored):
        yield Change(column.name, before, after)
    else:
        column.restore(page, stored)


def settled(values: dict[str, Cell]) -> dict[str, Cell]:
    """One way of saying it: the first language of the document in its column, further ones in theirs."""
    language, others = values.get("language", ""), values.get("other_languages", "")
    if not isinstance(language, str) or not isinstance(others, str):
        return values
    first = split_names(language)
    if len(first) < 2 and (first or "language" not in values or not others):
        return values
    all_names = list(dict.fromkeys([*first, *split_names(others)]))
    return values | {"language": all_names[0] if all_names else "", "other_languages": "; ".join(all_names[1:])}
