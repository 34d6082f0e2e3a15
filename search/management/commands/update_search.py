"""`manage.py update_search`: writes what the search of visitors looks into; with `--all` everything anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import entries
from search.models import Entry


class Command(BaseCommand):
    help = "Writes search entries that are missing or old. The worker does the same by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="write every entry anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            # Searches go on meanwhile: an entry stands until it is written anew.
            Entry.objects.update(analyser=0)
        for _done in entries.mend():
            pass
        self.stdout.write(f"{Entry.objects.count()} entries are up to date.")
