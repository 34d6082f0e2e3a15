"""Rows that are saved together with the rows below them, and pages that are deleted together with their count."""

from typing import Any

from django.db import transaction
from modelcluster.models import ClusterableModel
from wagtail.models import Page


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


class AtomicPage(Page):
    """A page that is deleted as one act: the tree takes it from its parent's count before the page itself is gone."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return super().delete(*args, **kwargs)
