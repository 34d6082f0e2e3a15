"""The cells of a table of HTML: which are headings, and where one stands that was merged of several."""

from bs4 import Tag

# Beyond them nobody merged by hand.
WIDEST, HIGHEST = 60, 500
Spans = tuple[int, int]


def rows_of(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def cells_of(row: Tag) -> list[Tag]:
    return list(row.find_all(("td", "th"), recursive=False))


def heading_rows(table: Tag) -> int:
    """How many rows at the top are marked as headings."""
    number = 0
    for row in rows_of(table):
        cells = cells_of(row)
        is_in_head = row.parent is not None and row.parent.name == "thead"
        if not is_in_head and not (cells and all(cell.name == "th" for cell in cells)):
            break
        number += bool(row.get_text(strip=True))
    return number


def spans_of(cell: Tag) -> Spans:
    """How many columns and rows it goes over."""
    return _number(cell.get("colspan"), WIDEST), _number(cell.get("rowspan"), HIGHEST)


def _number(written: object, most: int) -> int:
    text = str(written or "1").strip()
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 6 else 1


def is_merged(table: Tag) -> bool:
    return any(spans_of(cell) != (1, 1) for row in rows_of(table) for cell in cells_of(row))


def unrolled(rows: list[list[str]], spans: list[list[Spans]]) -> list[list[str]]:
    """Each row with a cell for each column: what was merged is said in every place that it went over."""
    made: list[list[str]] = []
    # What goes on into rows below: by column, the words and for how many rows.
    going_on: dict[int, tuple[str, int]] = {}
    for cells, sizes in zip(rows, spans, strict=True):
        row: list[str] = []
        _take_from_above(row, going_on)
        for words, (wide, high) in zip(cells, sizes, strict=True):
            for _column in range(min(wide, max(WIDEST - len(row), 0))):
                if high > 1:
                    going_on[len(row)] = (words, high - 1)
                row.append(words)
            _take_from_above(row, going_on)
        made.append(row)
    return made


def _take_from_above(row: list[str], going_on: dict[int, tuple[str, int]]) -> None:
    while len(row) in going_on:
        words, left = going_on.pop(len(row))
        if left > 1:
            going_on[len(row)] = (words, left - 1)
        row.append(words)
