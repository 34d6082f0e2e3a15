"""Reads .xlsx files with openpyxl, a row at a time. The archive is looked at first: it may be broken, or a bomb."""

import datetime
import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.cell import column_index_from_string
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from resources.spreadsheets.cell_text import tidy
from resources.spreadsheets.sheet_line import BadFile, Cell, Line, Tab
from resources.spreadsheets.workbook_outline import Outline, too_large

MAX_EXPANDED = 100 * 1024 * 1024
MAX_PARTS = 2_000
MAX_SHEETS = 50
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = b"http://schemas.openxmlformats.org/"
WEB = re.compile(r"https?://", re.IGNORECASE)
CHUNK = 1024 * 1024
NUMBERED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def tabs_of_workbook(content: bytes, limited: Callable[[Iterable[Line]], list[Line]]) -> list[Tab]:
    """Every sheet of the file. `limited` takes its rows, and raises BadFile where they are too many."""
    try:
        return _tabs(content, limited)
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part of the file makes it stumble over
        raise BadFile(_("The workbook is damaged, or not an Excel workbook. Open it and save it again.")) from error


def _tabs(content: bytes, limited: Callable[[Iterable[Line]], list[Line]]) -> list[Tab]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    _check(archive)
    if _is_strict(archive):
        content = _as_transitional(archive)
        archive = zipfile.ZipFile(io.BytesIO(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = workbook.worksheets
        if not any(one.sheet_state == "visible" for one in sheets):
            raise BadFile(_("The workbook has no visible sheet."))
        found = [_tab(archive, sheet, limited) for sheet in sheets[:MAX_SHEETS]]
        workbook.close()
    return found + [Tab(sheet.title, problem=_("There are too many sheets.")) for sheet in sheets[MAX_SHEETS:]]


def _tab(archive: zipfile.ZipFile, sheet: ReadOnlyWorksheet, limited: Callable[[Iterable[Line]], list[Line]]) -> Tab:
    """A sheet that cannot be read keeps the others from nothing: it says why."""
    path = _path_of(archive, sheet.title)
    is_hidden = sheet.sheet_state != "visible"
    try:
        with archive.open(path) as source:
            outline = Outline(source)
        lines = limited(_filled_down(_lines(sheet, outline), outline.covered())) if outline.last_row else []
    except BadFile as error:
        return Tab(sheet.title, problem=str(error), is_hidden=is_hidden)
    relations = _relations_of(archive, path)
    addresses = {place: relations[key].address for place, key in outline.link_keys.items() if key in relations}
    numbers = {one.number for one in lines}
    return Tab(
        sheet.title,
        lines,
        is_hidden=is_hidden,
        links={place: url for place, url in (addresses | outline.addresses).items() if WEB.match(url)},
        hidden_rows=sorted(outline.hidden_rows & numbers),
        hidden_columns=[
            name for name in outline.hidden_columns if column_index_from_string(name) <= outline.last_column
        ],
        comments=[cell for one in relations.values() for cell in _comments_in(archive, one)],
    )


class Relation(NamedTuple):
    """What a part of the archive leads to."""

    kind: str
    # An address elsewhere, or a path in the archive.
    address: str


def _relations_of(archive: zipfile.ZipFile, path: str) -> dict[str, Relation]:
    folder, name = posixpath.split(path)
    part = f"{folder}/_rels/{name}.rels".lstrip("/")
    if part not in archive.namelist():
        return {}
    found = {}
    for one in fromstring(archive.read(part)):
        target = one.get("Target", "")
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target)
    return found


def _comments_in(archive: zipfile.ZipFile, relation: Relation) -> list[str]:
    """The cells that have a comment."""
    if relation.kind != "comments" or relation.address not in archive.namelist():
        return []
    elements = fromstring(archive.read(relation.address)).iter()
    return [one.get("ref", "") for one in elements if one.tag.endswith("}comment")]


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """“Strict Open XML”: the same sheets by other names, which openpyxl does not know."""
    return STRICT in archive.read("_rels/.rels")


def _as_transitional(archive: zipfile.ZipFile) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename.endswith((".xml", ".rels")):
                content = content.replace(STRICT + b"spreadsheetml/main", TRANSITIONAL + b"spreadsheetml/2006/main")
                content = content.replace(STRICT + b"officeDocument/", TRANSITIONAL + b"officeDocument/2006/")
            written.writestr(part.filename, content)
    return out.getvalue()


def _check(archive: zipfile.ZipFile) -> None:
    """That the archive is a workbook, opens to no more than it should, and names nothing outside of itself."""
    parts = archive.infolist()
    if "[Content_Types].xml" not in archive.namelist() or not any("workbook" in part.filename for part in parts):
        raise BadFile(_("This is not an Excel workbook. Save the sheet as .xlsx or .csv."))
    if any(part.flag_bits & 1 for part in parts):
        raise BadFile(_("The workbook has a password. Save it without one."))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_EXPANDED:
        raise BadFile(too_large())
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
                raise BadFile(too_large())
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise BadFile(_("The workbook has parts that no spreadsheet program makes. It was not read."))
            before = chunk[-20:]
    return read


def _path_of(archive: zipfile.ZipFile, title: str) -> str:
    """Where the sheet of this name lies in the archive."""
    start = _relations_of(archive, "")
    main = next(one.address for one in start.values() if one.kind == "officeDocument")
    relations = _relations_of(archive, main)
    for element in fromstring(archive.read(main)).iter():
        if element.tag.endswith("}sheet") and element.get("name") == title:
            key = next(value for attribute, value in element.attrib.items() if attribute.endswith("}id"))
            return relations[key].address
    raise BadFile(_("The workbook has no visible sheet."))


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
