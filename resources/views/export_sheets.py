"""Lists as spreadsheets: the columns that an import takes back. Registers the two formats once models are loaded."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from resources.spreadsheets.columns import BY_NAME, row_of
from resources.spreadsheets.writing import Row, write_csv, write_xlsx
from resources.views.export import FORMATS, Format, Pages

Write = Callable[[Iterable[Row], IO[bytes], list[str]], None]


def as_sheet(write: Write) -> Callable[[Pages, IO[bytes]], None]:
    """Which groups of findings there are is known when all rows are; they wait on disk until then."""

    def write_pages(pages: Pages, out: IO[bytes]) -> None:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as waiting:
            headings = dict.fromkeys(BY_NAME)
            for row in map(row_of, pages):
                headings.update(dict.fromkeys(row))
                waiting.write(json.dumps(row) + "\n")
            waiting.seek(0)
            write(_rows(waiting), out, list(headings))

    return write_pages


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, lines)


SHEETS = [
    Format("csv", _("CSV (spreadsheet)"), "text/csv; charset=utf-8", "csv", as_sheet(write_csv)),
    Format(
        "xlsx",
        _("Excel workbook"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        as_sheet(write_xlsx),
    ),
]
# They come first in the menu.
REFERENCES = dict(FORMATS)
FORMATS.clear()
FORMATS.update({one.name: one for one in SHEETS} | REFERENCES)
