"""Brings the index up to date for pages whose words stand in other tables: terms, people, organisations.

An app says with `watch` which of its models pages carry. A change is noted when it is committed, and the worker then
indexes the pages that refer to it.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete
from django_tasks import task
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from caching import site_version
from core.models import Term, TermLabel
from search.indexing import entries

BATCH = 100
Carried = Callable[[Any], Iterable[models.Model]]


def watch(model: type[models.Model], carried: Carried = lambda row: [row]) -> None:
    """Index anew what refers to `carried(row)` whenever a row of `model` is saved or goes."""

    def on_change(sender: type[Model], instance: models.Model, **kwargs: Any) -> None:
        if not kwargs.get("raw"):
            touched = {(row._meta.label_lower, row.pk) for row in carried(instance)}
            transaction.on_commit(partial(_enqueue, sorted(touched)))

    for signal in (post_save, pre_delete):
        signal.connect(on_change, sender=model, weak=False, dispatch_uid=f"reindex-{model._meta.label_lower}")


def _enqueue(touched: list[tuple[str, int]]) -> None:
    for label, pk in touched:
        if pages_that_carry(label, pk).exists():
            index_pages_that_carry.enqueue(label, pk)


def pages_that_carry(label: str, pk: int) -> models.QuerySet:
    """Live pages that refer to this row: by a term or what lies below it, or from a field or block."""
    model = apps.get_model(label)
    if model is Term:
        return Page.objects.filter(live=True, page_terms__term__in=[pk, *_current_and_below(pk)]).distinct()
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=str(pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    keys = {int(key) for key in references.values_list("object_id", flat=True)}
    return Page.objects.filter(live=True, pk__in=keys)


def _current_and_below(pk: int) -> set[int]:
    """The term that stands for this one, and all terms that are part of either: lists count those with it."""
    term = Term.objects.filter(pk=pk).first()
    found = {term.current.pk, pk} if term else {pk}
    while more := set(Term.objects.filter(parent__in=found).exclude(pk__in=found).values_list("pk", flat=True)):
        found |= more
    return found


@task()
def index_pages_that_carry(label: str, pk: int) -> None:
    keys = list(pages_that_carry(label, pk).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        entries.write(batch)
        # The search of the admin has an index of its own.
        for page in Page.objects.filter(pk__in=batch).specific():
            index.insert_or_update_object(page)
    # What was found meanwhile and kept may hold words that are no longer to be found.
    site_version.bump()


def connect() -> None:
    """Called when the apps are ready. Terms are carried by pages of every kind."""
    watch(Term)
    watch(TermLabel, carried=lambda row: [row.term])
