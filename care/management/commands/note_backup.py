from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from care.models import BackupNote


class Command(BaseCommand):
    help = "Notes that a backup was made just now. The last line of a script that makes backups."

    def handle(self, *args: Any, **options: Any) -> None:
        BackupNote.objects.update_or_create(pk=1, defaults={"made_at": timezone.now()})
        self.stdout.write("Noted: a backup was made.")
