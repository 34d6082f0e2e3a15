"""What changed of the pages that lists show: each process brings its shelf of entries up to date with it."""

from django.db import models
from django.utils import timezone


class EntryChange(models.Model):
    """A page was published, filed under other terms or taken away. Without a page: anything may have changed."""

    is_public_content = False

    page_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.page_id or "all")
