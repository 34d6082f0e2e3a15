"""Notes which pages changed, in the transaction that changes them (see `search.facet_index`)."""

import datetime
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from caching.site_version import DRAFT_FIELDS, is_part_of_draft
from core.models import FormerTermSlug, PageTerm, Term
from search.models import EntryChange

KEPT = datetime.timedelta(days=1)


def note(page_id: int | None = None) -> None:
    EntryChange.objects.create(page_id=page_id)


def forget_old_changes() -> None:
    """The newest stays: a process that knows it knows everything before it."""
    newest = EntryChange.objects.order_by("-pk").values("pk")[:1]
    EntryChange.objects.filter(changed_at__lt=timezone.now() - KEPT).exclude(pk__in=newest).delete()


def _on_page(sender: Any, instance: Any, created: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if not isinstance(instance, Page) or kwargs.get("raw"):
        return
    is_draft_work = (created and not instance.live) or (update_fields and DRAFT_FIELDS.issuperset(update_fields))
    if not is_draft_work:
        note(instance.pk)


def _on_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if sender is Page:
        note(instance.pk)


def _on_term_of_page(sender: Any, instance: PageTerm, **kwargs: Any) -> None:
    if not is_part_of_draft(instance):
        note(instance.page_id)


def _everything(**kwargs: Any) -> None:
    note()


def connect() -> None:
    """Called when the apps are ready."""
    post_save.connect(_on_page, dispatch_uid="shelf-page")
    post_delete.connect(_on_deleted, dispatch_uid="shelf-deleted")
    for signal in (page_published, page_unpublished):
        signal.connect(_on_page, dispatch_uid="shelf-published")
    for signal in (post_save, post_delete):
        signal.connect(_on_term_of_page, sender=PageTerm, dispatch_uid="shelf-terms")
        for model in (Term, FormerTermSlug):
            signal.connect(_everything, sender=model, dispatch_uid=f"shelf-{model._meta.model_name}")
    # Also what stands below a page that moved.
    post_page_move.connect(_everything, dispatch_uid="shelf-moved")
