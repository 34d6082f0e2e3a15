"""Pages that wait for the end of an event, when that end is another one now: drafts and what is approved follow."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from core.locking import lock_page
from events.after_event.hour_of_event import LiveAfterEvent, hour_of, keep_hour
from events.models import EventPage, WebinarSummaryPage


def waiting_versions() -> QuerySet[Revision]:
    """Approved or the newest, of pages that were never live."""
    pages = WebinarSummaryPage.objects.filter(first_published_at=None).order_by()
    keys = pages.annotate(key_in_words=Cast("pk", CharField())).values("key_in_words")
    newest = pages.filter(latest_revision__isnull=False).values("latest_revision_id")
    versions = Revision.page_revisions.filter(object_id__in=keys, content__after_event=True)
    return versions.filter(Q(approved_go_live_at__isnull=False) | Q(pk__in=newest))


def follow_all() -> int:
    """How many versions were moved. Killed in between, the next one goes on."""
    return sum(follow(pk) for pk in list(waiting_versions().order_by("pk").values_list("pk", flat=True)))


def follow_event(key: Any) -> None:
    """In all languages: a translation may name the event in its own."""
    events = list(EventPage.objects.filter(translation_key=key).values_list("pk", flat=True))
    for pk in list(waiting_versions().filter(content__event__in=events).order_by("pk").values_list("pk", flat=True)):
        follow(pk)


@transaction.atomic
def follow(pk: int) -> bool:
    """Words, number and day of the version stay. Where no end is known, the hour stays until it comes, and is refused
    then (`LiveAfterEvent.publish`)."""
    found = Revision.page_revisions.filter(pk=pk).first()
    if found is None or lock_page(int(found.object_id)) is None:
        return False
    revision = waiting_versions().filter(pk=pk).first()
    page = revision.as_object() if revision else None
    if revision is None or not isinstance(page, LiveAfterEvent):
        return False
    at = page.end_of_event()
    if at is None or hour_of(revision) == at:
        return False
    keep_hour(revision, at)
    Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).update(approved_go_live_at=at)
    Page.objects.filter(pk=page.pk, live=False).update(go_live_at=at)
    return True


def _on_published(sender: type[Page], instance: EventPage, **kwargs: Any) -> None:
    transaction.on_commit(partial(follow_event, instance.translation_key), robust=True)


def connect() -> None:
    page_published.connect(_on_published, sender=EventPage, dispatch_uid="hours-follow-event")
