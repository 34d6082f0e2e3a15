"""The kinds of file that resources are given as: spreadsheets, and references for other programs."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from resources.citations import reference_formats
from resources.citations.csl import csl_item
from resources.spreadsheets.columns import BY_NAME, row_of
from resources.spreadsheets.writing import Row, write_csv, write_xlsx

Pages = Iterable[Any]


class Format(NamedTuple):
    """A kind of file: its name in addresses, what people call it, and how pages are written to it."""

    name: str
    label: Any
    content_type: str
    ending: str
    write: Callable[[Pages, IO[bytes]], None]


def _references(lines: Callable[[Iterable[dict[str, Any]]], Iterator[str]]) -> Callable[[Pages, IO[bytes]], None]:
    def write(pages: Pages, out: IO[bytes]) -> None:
        for text in lines(csl_item(page) for page in pages):
            out.write(text.encode())

    return write


REFERENCES = [
    Format(
        "ris",
        _("RIS (EndNote, Zotero, Mendeley)"),
        "application/x-research-info-systems; charset=utf-8",
        "ris",
        _references(reference_formats.ris),
    ),
    Format(
        "bibtex",
        _("BibTeX (LaTeX)"),
        "application/x-bibtex; charset=utf-8",
        "bib",
        _references(reference_formats.bibtex),
    ),
    Format(
        "csl-json",
        _("CSL-JSON"),
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        "json",
        _references(reference_formats.csl_json),
    ),
]

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
# The spreadsheets come first in the menu.
FORMATS = {one.name: one for one in (*SHEETS, *REFERENCES)}
