"""`manage.py update_search`: writes what the search of visitors looks into; with `--all` everything anew."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from search.indexing import entries
from search.meaning.model_choice import ModelAway
from search.models import Entry, EntryVectors


class Command(BaseCommand):
    help = "Writes search entries that are missing or old. The worker does the same by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="write every entry anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            # Searches go on meanwhile: an entry stands until it is written anew.
            Entry.objects.update(analyser=0)
            EntryVectors.objects.update(entry_written=-1, said="")
        for _done in entries.mend():
            pass
        if settings.SEARCH_MEANING:
            self._write_vectors()
        self.stdout.write(f"{Entry.objects.count()} entries are up to date.")

    def _write_vectors(self) -> None:
        mend: Callable[[], Iterator[int]] = import_string("search.meaning.vector_writing.mend")
        try:
            for _done in mend():
                pass
        except ModelAway as error:
            raise CommandError(f"What pages mean could not be written: {error}") from error
        self.stdout.write(f"What {EntryVectors.objects.count()} pages mean is up to date.")
