"""A file becomes an import: its rows as they were read, before anything is decided."""

import hashlib
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from resources.models import ImportBatch, ImportRow, ResourceIndexPage
from resources.spreadsheets.headings import guess
from resources.spreadsheets.reading import BadFile, Sheet, read_sheet


def batch_of(file: IO[bytes], name: str, index: ResourceIndexPage, user: Any) -> tuple[ImportBatch, list[ImportRow]]:
    """The import and its rows, unsaved. Raises `BadFile`."""
    content = file.read()
    file.seek(0)
    sheet = read_sheet(file, name)
    batch = ImportBatch(
        index=index,
        made_by=user,
        file_name=name[-255:],
        digest=hashlib.sha256(content).hexdigest(),
        headings=sheet.headings,
        mapping=guess(sheet.headings),
        total=len(sheet.rows),
    )
    return batch, _rows(batch, sheet)


def _rows(batch: ImportBatch, sheet: Sheet) -> list[ImportRow]:
    return [ImportRow(batch=batch, number=one.number, cells=one.cells) for one in sheet.rows]


@transaction.atomic
def save(batch: ImportBatch, rows: list[ImportRow]) -> None:
    batch.save()
    for row in rows:
        row.batch = batch
    ImportRow.objects.bulk_create(rows, batch_size=200)


def check_mapping(mapping: list[str]) -> None:
    """That the columns chosen make sense. Raises `BadFile`."""
    if "title" not in mapping:
        raise BadFile(_("No column is read as the title. Give one column the heading “title”."))
    twice = sorted({name for name in mapping if name and mapping.count(name) > 1})
    if twice:
        raise BadFile(_("Only one column can be read as “%(column)s”.") % {"column": twice[0]})
