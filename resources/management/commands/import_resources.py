"""Reads a spreadsheet of resources into drafts, without the worker, and says of each row what became of it."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from resources.models import ImportBatch, ImportRow, ResourceIndexPage
from resources.spreadsheets.cell_text import line
from resources.spreadsheets.importing import applying, batches
from resources.spreadsheets.importing.row_checker import Checker
from resources.spreadsheets.reading import MAX_BYTES, BadFile


class Command(BaseCommand):
    help = (
        "Imports resources from a .xlsx or .csv file as drafts, and prints one line for each row. "
        "Nothing that is live changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a .xlsx or .csv file with a heading over each column")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--create-terms", action="store_true", help="make terms that no vocabulary has")
        parser.add_argument("--user", metavar="EMAIL", help="whose drafts they are; without it they are nobody's")
        parser.add_argument("--language", default="en", help="of the list that the drafts are made in (default: en)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            batch, rows = self._read(options)
        except BadFile as error:
            raise CommandError(str(error)) from error
        batch.creates_terms = options["create_terms"]
        self._name_unread(batch)
        for note in batch.notes:
            self.stderr.write(note)
        checker = Checker(batch, batch.made_by)
        checker.check(rows)
        batch.unknown_terms = list(checker.names.unknown.values())
        if not options["dry_run"]:
            self._apply(batch, rows)
        else:
            self._tell(rows)
        counts = Counter(row.outcome for row in rows)
        summary = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ImportRow.Outcome.values)
        self.stderr.write(f"{len(rows)} rows: {summary}." + (" Nothing was changed." if options["dry_run"] else ""))

    def _read(self, options: dict[str, Any]) -> tuple[ImportBatch, list[ImportRow]]:
        path = Path(options["file"])
        index = ResourceIndexPage.objects.filter(locale__language_code=options["language"]).first()
        if index is None:
            raise CommandError(f"There is no list of resources in the language “{options['language']}” to import into.")
        user = get_user_model().objects.filter(email__iexact=options["user"]).first() if options["user"] else None
        if options["user"] and user is None:
            raise CommandError(f"Nobody has an account with the address {options['user']}.")
        try:
            if path.is_file() and path.stat().st_size > MAX_BYTES:
                raise CommandError("The file is larger than 10 MB. Split it into several files.")
            with path.open("rb") as file:
                batch, rows = batches.batch_of(file, path.name, index, user)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        batches.check_mapping(batch.mapping)
        return batch, rows

    def _name_unread(self, batch: ImportBatch) -> None:
        unread = [one for one, column in zip(batch.headings, batch.mapping, strict=True) if one and not column]
        if unread:
            self.stderr.write("Columns that are not read: " + ", ".join(unread))

    def _apply(self, batch: ImportBatch, rows: list[ImportRow]) -> None:
        """Each row is told as soon as it is done; the worker finishes what a killed command leaves."""
        batch.state = ImportBatch.State.CHECKED
        batches.save(batch, rows)
        if not applying.begin(batch):
            self._tell(rows)
            return
        places = {row.number: place for place, row in enumerate(rows)}
        told = 0
        for row in applying.applied(batch):
            rows[places[row.number]] = row
            self._tell(rows[told : places[row.number] + 1])
            told = places[row.number] + 1
        self._tell(rows[told:])
        applying.finish(batch)

    def _tell(self, rows: list[ImportRow]) -> None:
        for row in rows:
            self.stdout.write(_line_of(row))


def _line_of(row: ImportRow) -> str:
    """`row 7: error: TITLE - reason`"""
    said = " ".join([row.reason, *row.doubts]).strip()
    reason = f" - {line(said)}" if said else ""
    return f"row {row.shown_place}: {row.outcome}: {row.title}{reason}"
