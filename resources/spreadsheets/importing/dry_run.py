"""The dry run of a whole import, some rows at a time. Nothing is written but the answer itself."""

import time
from collections.abc import Iterator

from django.db import transaction

from jobs.heartbeat import should_stop, still_working
from resources.models import ImportBatch, ImportRow
from resources.spreadsheets.importing.row_checker import Checker
from resources.spreadsheets.importing.row_mapping import UnknownTerm

AT_ONCE = 100
BEFORE_APPLYING = (ImportBatch.State.MAPPING, ImportBatch.State.CHECKED, ImportBatch.State.FAILED)
# A row that was not looked at yet, or is to be looked at anew.
UNSEEN: dict[str, object] = {
    "outcome": "",
    "reason": "",
    "changes": [],
    "doubts": [],
    "lacks": [],
    "page": None,
    "revision_before": None,
    "checked_state": "",
}
FIELDS = ["title", *UNSEEN]


def begin(batch: ImportBatch) -> bool:
    """Every row is to be looked at anew; whether it may be now."""
    begun = {"state": ImportBatch.State.CHECKING, "problem": "", "done": 0, "total": batch.rows.count()}
    with transaction.atomic():
        if not ImportBatch.objects.filter(pk=batch.pk, state__in=BEFORE_APPLYING).update(**begun):
            return False
        batch.rows.update(**UNSEEN)
    batch.refresh_from_db(fields=list(begun))
    return True


def check_some(batch: ImportBatch, until: float) -> bool:
    """Look at rows until the clock says so; whether there are more."""
    checker = Checker.of(batch)
    for rows in _unseen(batch):
        checker.check(rows)
        if not _keep(batch, rows, checker):
            return False
        still_working()
        if time.monotonic() > until or should_stop():
            return True
    ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.CHECKING).update(state=ImportBatch.State.CHECKED)
    return False


@transaction.atomic
def _keep(batch: ImportBatch, rows: list[ImportRow], checker: Checker) -> bool:
    """Write down what was found, unless somebody has gone on with the import, or begun anew, in the meantime."""
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state != ImportBatch.State.CHECKING or _question(held) != _question(batch):
        return False
    ImportRow.objects.bulk_update(rows, FIELDS, batch_size=AT_ONCE)
    done = batch.rows.exclude(outcome="").count()
    ImportBatch.objects.filter(pk=batch.pk).update(done=done, unknown_terms=merged_unknown(batch, checker))
    return True


def _question(batch: ImportBatch) -> list[object]:
    """What the answer depends on, besides the rows."""
    decided = [(one["vocabulary"], one["name"], one["chosen"], one["creates"]) for one in batch.unknown_terms]
    return [batch.mapping, batch.creates_terms, sorted(one for one in decided if one[2] or one[3])]


def _unseen(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    while rows := list(batch.rows.filter(outcome="").order_by("number")[:AT_ONCE]):
        yield rows


def merged_unknown(batch: ImportBatch, checker: Checker) -> list[UnknownTerm]:
    """The terms that nobody knows, of the rows seen now and before."""
    known = {(one["vocabulary"], one["name"].casefold()): one for one in batch.unknown_terms}
    for one in checker.names.unknown.values():
        known[one["vocabulary"], one["name"].casefold()] = one
    batch.unknown_terms = sorted(known.values(), key=lambda one: (one["vocabulary"], one["name"].casefold()))
    return batch.unknown_terms
