"""Reads attached PDF and Word files in the background, so that their words are found with the pages that give them."""

import datetime
import logging
import time
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Collection, CollectionViewRestriction

from files.extraction import Reading, read_file
from files.models import SiteDocument
from files.search_text import documents_below, mark_of_file, read_again
from jobs.heartbeat import should_stop, still_working
from search.indexing.reindexing import index_pages_that_carry, pages_that_carry, watch

logger = logging.getLogger(__name__)

State = SiteDocument.TextState
# Seconds of one run.
BUDGET = 60.0


def read_waiting_files() -> datetime.datetime | None:
    """One run. Returns when the next one is wanted."""
    until = time.monotonic() + BUDGET
    waiting = SiteDocument.objects.filter(text_state=State.WAITING).order_by("-pk")
    while (document := waiting.first()) is not None:
        if time.monotonic() > until or should_stop():
            return timezone.now()
        still_working()
        _read(document)
    return None


def _read(document: SiteDocument) -> None:
    mark = mark_of_file(document)
    found = _reading_of(document)
    if found.state in {State.BROKEN, State.TOO_LARGE}:
        logger.warning("The text of document %s cannot be read: %s", document.pk, found.state)
    # Only of the file that was read: it may have been exchanged meanwhile.
    rows = SiteDocument.objects.filter(pk=document.pk, file=document.file.name or "")
    if rows.update(text_state=found.state, extracted_text=found.text, text_of=mark) and found.text:
        index_pages_that_carry.call(SiteDocument._meta.label_lower, document.pk)


def _reading_of(document: SiteDocument) -> Reading:
    try:
        with document.open_file() as file:
            return read_file(file, document.file_extension.lower())
    except (OSError, ValueError):
        return Reading(State.BROKEN)


def index_pages_with(document: SiteDocument) -> None:
    if pages_that_carry(SiteDocument._meta.label_lower, document.pk).exists():
        index_pages_that_carry.enqueue(SiteDocument._meta.label_lower, document.pk)


def _on_save(sender: type[Model], instance: SiteDocument, **kwargs: Any) -> None:
    """A file that was exchanged is read anew; until then nothing of the old one is found."""
    if not kwargs.get("raw") and instance.text_of != mark_of_file(instance):
        read_again(SiteDocument.objects.filter(pk=instance.pk))


def _after_bulk_action(request: HttpRequest, action_type: str, objects: Iterable[Model], action: BulkAction) -> None:
    """Moving many documents into a collection is one statement to the database, which tells nobody."""
    for document in objects:
        if isinstance(document, SiteDocument):
            index_pages_with(document)


def connect() -> None:
    """Called when the apps are ready."""
    post_save.connect(_on_save, sender=SiteDocument, dispatch_uid="read-file")
    watch(SiteDocument)
    watch(Collection, carried=documents_below)
    watch(CollectionViewRestriction, carried=lambda row: documents_below(row.collection))
    hooks.register("after_bulk_action", _after_bulk_action)
