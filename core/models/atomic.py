"""Rows that are saved together with the rows below them."""

from typing import Any

from django.db import transaction
from modelcluster.models import ClusterableModel


class AtomicClusterableModel(ClusterableModel):
    """A row and its child rows in one transaction.

    The task that brings the index up to date is written when the row itself is saved: without the transaction a quick
    worker would index it before its children are there.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
