"""An import as a whole: made from a file, its rows as they were read; and where others join in, as review does.

Imports point down: moderation registers itself here, and this module knows nothing of it.
"""

import hashlib
from collections.abc import Callable
from typing import IO, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from core.text.sentences import one_stop
from resources.models import ImportBatch, ImportRow, ResourceIndexPage
from resources.spreadsheets.headings import guess
from resources.spreadsheets.reading import BadFile, Sheet, read_sheet
from users.models import AnyUser, User


def batch_of(
    file: IO[bytes], name: str, index: ResourceIndexPage, user: User | None
) -> tuple[ImportBatch, list[ImportRow]]:
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
        notes=sheet.notes,
        total=len(sheet.rows),
    )
    return batch, _rows(batch, sheet)


def _rows(batch: ImportBatch, sheet: Sheet) -> list[ImportRow]:
    return [ImportRow(batch=batch, number=one.number, place=one.place, cells=one.cells) for one in sheet.rows]


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
        raise BadFile(one_stop(_("Only one column can be read as “%(column)s”.") % {"column": twice[0]}))


# Where others join in


class Step(NamedTuple):
    """A button on the page of an import. With `is_post` it is pressed, without it leads somewhere."""

    label: str
    url: str
    is_post: bool = True
    # A sentence beside it.
    note: str = ""


# Each is asked with the import and the person who looks at it; None shows nothing.
steps: list[Callable[[ImportBatch, AnyUser], Step | None]] = []
# Each is called before a row is taken back, in the same transaction, for example to take its page out of review.
before_undoing_row: list[Callable[[ImportRow, User | None], None]] = []


def steps_for(batch: ImportBatch, user: AnyUser) -> list[Step]:
    return [step for ask in steps if (step := ask(batch, user)) is not None]
