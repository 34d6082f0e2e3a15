"""Files as people send them, for the tests of imports."""

import csv
import io
import zipfile
from typing import Any

from openpyxl import Workbook

from resources.models import ImportBatch, ResourceIndexPage
from resources.spreadsheets.columns import row_of
from resources.spreadsheets.importing import applying, batches, dry_run, tasks
from resources.spreadsheets.reading import Sheet, read_sheet
from resources.spreadsheets.writing import write_csv, write_xlsx
from tests import factories


def book(rows: list[list[Any]], **more: Any) -> io.BytesIO:
    """A workbook made by openpyxl, with formulas where a text begins with an equals sign."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    for merged in more.get("merged", []):
        workbook.active.merge_cells(merged)
    return saved(workbook)


def saved(workbook: Workbook) -> io.BytesIO:
    out = io.BytesIO()
    workbook.save(out)
    out.seek(0)
    return out


def text(rows: list[list[str]], encoding: str = "utf-8", separator: str = ",") -> io.BytesIO:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return io.BytesIO(out.getvalue().encode(encoding))


def read(file: io.BytesIO, name: str = "sheet.xlsx") -> Sheet:
    return read_sheet(file, name)


def with_part(file: io.BytesIO, name: str, content: bytes) -> io.BytesIO:
    """The workbook with one part of its archive replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, content if part.filename == name else old.read(part))
    out.seek(0)
    return out


def exported(*pages: Any) -> io.BytesIO:
    out = io.BytesIO()
    write_xlsx([row_of(page) for page in pages], out)
    out.seek(0)
    return out


def edited(*rows: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    write_csv(list(rows), out, list(dict.fromkeys(name for row in rows for name in row)))
    out.seek(0)
    return out


def index() -> ResourceIndexPage:
    return factories.resource_index()


def checked(file: io.BytesIO, user: Any = None, **more: Any) -> ImportBatch:
    """An import after its dry run."""
    name = "sheet.xlsx" if file.getvalue().startswith(b"PK") else "sheet.csv"
    batch, rows = batches.batch_of(file, name, index(), user)
    for field, value in more.items():
        setattr(batch, field, value)
    batches.save(batch, rows)
    dry_run.begin(batch)
    return worked(batch)


def applied(file: io.BytesIO, user: Any = None, **more: Any) -> ImportBatch:
    batch = checked(file, user, **more)
    applying.begin(batch)
    return worked(batch)


def worked(batch: ImportBatch) -> ImportBatch:
    """After the worker has done all that there is to do."""
    while tasks.work_on(ImportBatch.objects.get(pk=batch.pk), seconds=30):
        pass
    return ImportBatch.objects.get(pk=batch.pk)


def outcomes(batch: ImportBatch) -> list[str]:
    return [row.outcome for row in batch.rows.all()]


def only_row(batch: ImportBatch):
    return batch.rows.get()
