"""Which sheets of a file an import reads, where their headings stand, and what of them it does not read, in sentences.

Every sheet that has a column for the title, and the columns of the fullest such sheet, is read; the others are named.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils.cell import get_column_letter

from core.text.sentences import one_stop
from resources.spreadsheets.cell_text import line
from resources.spreadsheets.headings import guess, key_of
from resources.spreadsheets.sheet_line import MAX_COLUMNS, BadFile, Cell, Line, Sheet, Tab

# Above the headings there may be a title or a note.
LOOK_FOR_HEADINGS = 10
# As many rows or cells are named.
NAMED = 20
TITLE, ADDRESS = "title", "url"


@dataclass
class Table:
    """A sheet with its headings, and the rows below them."""

    tab: Tab
    above: list[Line]
    headings: list[str]
    rows: list[Line]
    # For each heading the column that it seems to mean.
    columns: list[str]
    notes: list[str] = field(default_factory=list)

    @property
    def known(self) -> set[str]:
        return set(filter(None, self.columns))


def sheet_of(tabs: list[Tab]) -> Sheet:
    """The rows of the sheets that belong together, below one line of headings. Raises BadFile."""
    shown = [tab for tab in tabs if not tab.is_hidden]
    readable = [_table(tab) for tab in shown if tab.lines]
    if not readable:
        raise BadFile(next((tab.problem for tab in shown if tab.problem), "") or _("The sheet is empty."))
    chosen = _chosen(readable)
    for table in chosen:
        _take_links(table)
    notes = [note for table in chosen for note in _notes_of(table, len(chosen) > 1)]
    headings, rows = _joined(chosen)
    if not rows:
        raise BadFile(_("There are no rows below the headings."))
    return Sheet(headings, rows, [*_notes_of_file(tabs, chosen), *notes])


def _table(tab: Tab) -> Table:
    place = _place_of_headings(tab.lines)
    headings = [line(cell) if isinstance(cell, str) else "" for cell in tab.lines[place].cells]
    width = max(len(one.cells) for one in tab.lines[place:])
    if width > MAX_COLUMNS:
        raise BadFile(_too_wide())
    headings += [""] * (width - len(headings))
    rows = [one._replace(cells=one.cells + [""] * (width - len(one.cells))) for one in tab.lines[place + 1 :]]
    return Table(tab, tab.lines[:place], headings, rows, guess(headings))


def _place_of_headings(rows: list[Line]) -> int:
    """The row that names most columns, the title among them: above it may stand headings of groups."""
    known = [
        guess([cell if isinstance(cell, str) else "" for cell in one.cells[:MAX_COLUMNS]])
        for one in rows[:LOOK_FOR_HEADINGS]
    ]
    counts = [sum(map(bool, columns)) if TITLE in columns else 0 for columns in known]
    return counts.index(max(counts))


def _too_wide() -> str:
    return ngettext(
        "The sheet has more than %(number)s column.", "The sheet has more than %(number)s columns.", MAX_COLUMNS
    ) % {"number": MAX_COLUMNS}


def _chosen(tables: list[Table]) -> list[Table]:
    """The fullest sheet with a title, and those that have more than half of its columns; else the first."""
    titled = [table for table in tables if TITLE in table.known]
    if not titled:
        return tables[:1]
    fullest = max(titled, key=lambda table: (len(table.known), len(table.rows)))
    return [table for table in titled if table is fullest or _is_alike(table, fullest)]


def _is_alike(table: Table, other: Table) -> bool:
    return bool(table.rows) and len(table.known & other.known) * 2 > len(table.known | other.known)


# Links behind words


def _take_links(table: Table) -> None:
    """The address behind a title, or behind words in the column of addresses, becomes the address of the row."""
    places = {one.number: one for one in table.rows}
    titled = table.columns.index(TITLE) if TITLE in table.columns else None
    behind_titles = {row for row, column in table.tab.links if row in places and column - 1 == titled}
    if behind_titles and ADDRESS not in table.columns:
        table.headings, table.columns = [*table.headings, ADDRESS], [*table.columns, ADDRESS]
        table.rows = [one._replace(cells=[*one.cells, ""]) for one in table.rows]
        places = {one.number: one for one in table.rows}
    taken: list[str] = []
    left: list[str] = []
    for (row, column), url in sorted(table.tab.links.items()):
        if row in places and column <= len(table.columns):
            is_taken = _take_link(table, places[row].cells, column - 1, url)
            if is_taken is not None:
                (taken if is_taken else left).append(f"{get_column_letter(column)}{row}")
    table.notes += [one_stop(_("Links in cells were read: %(cells)s.") % {"cells": _some(taken)})] if taken else []
    if left:
        words = _("Cells with a link that was not read: %(cells)s.")
        table.notes.append(one_stop(words % {"cells": _some(left)}))


def _take_link(table: Table, cells: list[Cell], column: int, url: str) -> bool | None:
    """Whether the address was taken; None where the row says it already."""
    place = table.columns.index(ADDRESS) if ADDRESS in table.columns else -1
    said = cells[place] if place >= 0 else ""
    shown = said if isinstance(said, str) else ""
    if url.rstrip("/") in {part.rstrip("/") for part in shown.split()}:
        return None
    if column == place and "://" not in shown:
        cells[place] = url
        return True
    if table.columns[column] == TITLE and not said:
        cells[place] = url
        return True
    return False


# Several sheets in one


def _joined(tables: list[Table]) -> tuple[list[str], list[Line]]:
    """The rows of all, each cell below its heading; numbers are counted on from sheet to sheet."""
    headings: list[str] = []
    places: dict[str, int] = {}
    rows: list[Line] = []
    for number, table in enumerate(tables):
        moved = [_place_of(one, table, places, headings) for one in range(len(table.headings))]
        before = rows[-1].number if rows else 0
        for one in table.rows:
            place = f"{table.tab.name}!{one.number}" if number else ""
            cells: list[Cell] = [""] * (max(moved, default=0) + 1)
            for cell, column in zip(one.cells, moved, strict=True):
                cells[column] = cell
            rows.append(Line(before + one.number, cells, place))
    if len(headings) > MAX_COLUMNS:
        raise BadFile(_too_wide())
    return headings, [one._replace(cells=one.cells + [""] * (len(headings) - len(one.cells))) for one in rows]


def _place_of(column: int, table: Table, places: dict[str, int], headings: list[str]) -> int:
    """Where a column of this sheet stands in all of them; one without a heading stands for itself."""
    heading = table.headings[column]
    key = table.columns[column] or key_of(heading)
    if not key or key not in places or table.headings.index(heading) != column:
        headings.append(heading)
        places.setdefault(key, len(headings) - 1)
        return len(headings) - 1
    return places[key]


# What was not read


def _notes_of_file(tabs: list[Tab], chosen: list[Table]) -> list[str]:
    read = [table.tab for table in chosen]
    notes = []
    if len(read) > 1:
        notes.append(one_stop(_("Several sheets were read: %(names)s.") % {"names": _names(read)}))
    left = [tab for tab in tabs if tab not in read and not tab.problem and tab.lines]
    hidden = [tab for tab in left if tab.is_hidden]
    other = [tab for tab in left if not tab.is_hidden]
    if other:
        words = _("Sheets that were not read, because they do not have the same columns: %(names)s.")
        notes.append(one_stop(words % {"names": _names(other)}))
    if hidden:
        notes.append(one_stop(_("Hidden sheets were not read: %(names)s.") % {"names": _names(hidden)}))
    for tab in tabs:
        if tab.problem:
            words = _("The sheet “%(name)s” was not read: %(reason)s")
            notes.append(words % {"name": tab.name, "reason": tab.problem})
    return notes


def _notes_of(table: Table, is_one_of_several: bool) -> list[str]:
    tab = table.tab
    hidden = [number for number in tab.hidden_rows if table.rows and number >= table.rows[0].number]
    found = [
        (_("Rows above the headings were not read: %(list)s."), [str(one.number) for one in table.above]),
        (_("Rows that are hidden or filtered out were read too: %(list)s."), list(map(str, hidden))),
        (_("Hidden columns were read too: %(list)s."), tab.hidden_columns),
        (_("Comments were not read: %(list)s."), tab.comments),
    ]
    notes = [*tab.doubts, *(one_stop(words % {"list": _some(names)}) for words, names in found if names), *table.notes]
    return [f"{tab.name}: {note}" for note in notes] if is_one_of_several else notes


def _names(tabs: list[Tab]) -> str:
    return _some([f"“{tab.name}”" for tab in tabs])


def _some(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
