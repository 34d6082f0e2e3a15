"""Sending an import to review: each of its drafts begins its own course, in the background, without a mail for each."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from core.going_live import CannotGoLive
from core.locking import lock_page
from core.text.sentences import one_stop
from moderation.imports.shown_versions import newest_versions
from moderation.models import ImportReview, ReviewEntry
from moderation.submission import CannotSubmit, submit
from resources.models import ImportBatch, ImportRow
from users.models import AnyUser, User

logger = logging.getLogger(__name__)

State = ReviewEntry.State
# From these an import can be sent: with drafts, and with what was mended since it was decided.
SENDABLE = (ImportBatch.State.APPLIED, ImportBatch.State.DONE)
# The database itself failed: nothing is wrong with the row, and the next attempt may succeed.
DATABASE_TROUBLE = (OperationalError, InterfaceError)


def may_send(batch: ImportBatch, user: AnyUser) -> bool:
    """Who may write in the list may send what was imported into it."""
    return batch.index.permissions_for_user(user).can_add_subpage()


def sendable(batch: ImportBatch) -> models.QuerySet[ImportRow]:
    """Rows with a draft that nobody reviews yet. What was sent back counts again once it was changed."""
    made = (ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED, ImportRow.Outcome.DUPLICATE)
    rows = batch.rows.filter(is_applied=True, is_pulled_out=False, page__isnull=False, outcome__in=made)
    free = Q(entry=None) | Q(entry__state=State.REFUSED) | Q(entry__in=_mended(batch))
    return rows.filter(free).exclude(page__live=True, page__has_unpublished_changes=False)


def _mended(batch: ImportBatch) -> list[int]:
    """What was sent back and has another version since."""
    entries = ReviewEntry.objects.filter(row__batch=batch, state=State.SENT_BACK)
    decided = dict(entries.values_list("pk", "asked_version"))
    return [pk for pk, version in newest_versions(entries).items() if version != decided[pk]]


@transaction.atomic
def send(batch: ImportBatch, user: AnyUser) -> ImportReview:
    """Put the rows on their way; the worker sends them. Raises `CannotSubmit`, and then nothing has changed."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    rows = list(sendable(batch))
    if batch.state not in SENDABLE or not rows:
        raise CannotSubmit(_("There is nothing to send: “%(file)s” has no drafts waiting.") % {"file": batch})
    review, __ = ImportReview.objects.update_or_create(
        batch=batch,
        defaults={"sent_by_id": user.pk, "sent_at": timezone.now(), "finished_at": None, "done": 0, "total": len(rows)},
    )
    ReviewEntry.objects.filter(row__in=rows).delete()
    ReviewEntry.objects.bulk_create([ReviewEntry(review=review, row=row) for row in rows], batch_size=500)
    batch.state, batch.submitted_at = ImportBatch.State.SUBMITTING, review.sent_at
    batch.save(update_fields=["state", "submitted_at"])
    return review


def send_entry(pk: int) -> None:
    """One row, in a transaction of its own: a worker killed in the middle sends it once, the next time."""
    with transaction.atomic():
        lock_page(ReviewEntry.objects.values_list("row__page", flat=True).get(pk=pk))
        entry = ReviewEntry.objects.select_for_update().get(pk=pk)
        if entry.state != State.SENDING:
            return
        sender = entry.review.sent_by
        with translation.override(sender.language if sender else settings.LANGUAGE_CODE):
            problem = _tried(entry, sender)
        if problem:
            refused = {"state": State.REFUSED, "workflow_state": None, "problem": problem}
            ReviewEntry.objects.filter(pk=pk).update(**refused)
        ImportReview.objects.filter(pk=entry.review_id).update(done=F("done") + 1)


def _tried(entry: ReviewEntry, sender: User | None) -> str:
    """The reasons why it cannot be sent, a line each."""
    try:
        with transaction.atomic():
            _start(entry, sender)
    except CannotGoLive as refusal:
        return "\n".join(refusal.reasons)
    except ValidationError as refusal:
        return "\n".join(refusal.messages)
    except DATABASE_TROUBLE:
        raise
    except Exception:
        logger.exception("Row %s of an import could not be sent to review", entry.row_id)
        return _("A program error stopped it from being sent. The error is in the site's log.")
    return ""


def _start(entry: ReviewEntry, sender: User | None) -> None:
    page = Page.objects.filter(pk=entry.row.page_id).specific().first()
    if page is None or sender is None:
        raise CannotSubmit(
            _("The page no longer exists.") if page is None else _("The person who sent it no longer has an account.")
        )
    course = page.current_workflow_state
    if course is not None and course.status == WorkflowState.STATUS_IN_PROGRESS:
        _check_adoption(course, sender)
    else:
        rights = page.permissions_for_user(sender)
        if not rights.can_edit() or rights.page_locked():
            raise CannotSubmit(_("The page is locked, or it is not yours to edit."))
        entry.state = State.WAITING
        entry.save(update_fields=["state"])
        course = submit(page, sender)
    entry.state, entry.workflow_state = State.WAITING, course
    entry.warnings = len(page.get_latest_revision_as_object().go_live_warnings())
    entry.save(update_fields=["state", "workflow_state", "warnings"])


def _check_adoption(course: WorkflowState, sender: User) -> None:
    """What the same person had sent on its own joins the import. The rest stays with whoever sent it."""
    if course.requested_by != sender or course.import_entries.filter(state=State.WAITING).exists():
        raise CannotSubmit(
            one_stop(_("It is in review already, sent by %(name)s.") % {"name": course.requested_by or _("somebody")})
        )
