"""What moderators decide about rows of an import: asked for many at once, carried out one by one.

Each decision goes through `moderation.approval`, with the step and the version that were shown.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import AbstractGroupApprovalTask, Task, TaskState, WorkflowTask

from core.going_live import CannotGoLive
from core.locking import lock_page
from moderation.approval import Refused, approve, pull_out, send_back
from moderation.imports.bulk_submission import DATABASE_TROUBLE, may_send
from moderation.models import ImportReview, ReviewEntry
from moderation.permissions import may_moderate
from resources.models import ImportBatch, ImportRow
from users.models import AnyUser

logger = logging.getLogger(__name__)

State = ReviewEntry.State
Decision = ReviewEntry.Decision
Entries = models.QuerySet[ReviewEntry]


def open_to(review: ImportReview, user: AnyUser) -> Entries:
    """The rows that this person may look at: whoever sent them, may publish here, or decides at one of their steps."""
    section = review.batch.index
    rights = section.permissions_for_user(user)
    own = review.sent_by_id == user.pk and may_send(review.batch, user)
    if user.is_superuser or rights.can_publish() or own:
        return review.entries.all()
    workflows = WorkflowTask.objects.filter(task__in=_tasks_of(user)).values("workflow")
    mine = Q(workflow_state__workflow__in=workflows)
    if may_moderate(user, section):
        # Rows that were not sent, and those whose page is gone: nothing but the place says whose they are.
        mine |= Q(workflow_state=None)
    return review.entries.filter(mine)


def _tasks_of(user: AnyUser) -> list[int]:
    tasks = [task for task in Task.objects.active().specific() if isinstance(task, AbstractGroupApprovalTask)]
    return [task.pk for task in tasks if task.user_can_access_editor(None, user)]


def waiting_for(review: ImportReview, user: AnyUser) -> Entries:
    """The rows that this person decides about now."""
    steps = TaskState.objects.reviewable_by(user).values("pk")
    return review.entries.filter(state=State.WAITING, asked="", workflow_state__current_task_state__in=steps)


@transaction.atomic
def ask(review: ImportReview, user: AnyUser, decision: str, versions: dict[int, str], comment: str = "") -> list[int]:
    """Note what was decided about these rows, each with the version that was shown. The worker carries it out.

    Rows that do not wait for this person, or that somebody else has decided about a moment ago, are left out.
    """
    if decision == Decision.SEND_BACK and not comment.strip():
        raise Refused(_("Say what should change. This is all the author will see."))
    review = ImportReview.objects.select_for_update().get(pk=review.pk)
    entries = list(waiting_for(review, user).filter(pk__in=versions).select_related("workflow_state"))
    for entry in entries:
        entry.asked, entry.asked_by_id, entry.comment, entry.problem = decision, user.pk, comment.strip(), ""
        entry.asked_version = versions[entry.pk][:80]
        entry.asked_step_id = entry.workflow_state.current_task_state_id if entry.workflow_state else None
    fields = ["asked", "asked_by", "asked_version", "asked_step", "comment", "problem"]
    ReviewEntry.objects.bulk_update(entries, fields, batch_size=100)
    if entries:
        _begin(review, len(entries))
    return [entry.pk for entry in entries]


def _begin(review: ImportReview, count: int) -> None:
    open_before = review.entries.exclude(asked="").count() - count
    review.done, review.total = (review.done, review.total + count) if open_before else (0, count)
    review.save(update_fields=["done", "total"])
    known = (ImportBatch.State.IN_REVIEW, ImportBatch.State.DECIDING)
    ImportBatch.objects.filter(pk=review.batch_id, state__in=known).update(state=ImportBatch.State.DECIDING)


def carry_out(pk: int) -> None:
    """One decision, in a transaction of its own. What cannot be done is named at the row, and the row waits on."""
    with transaction.atomic():
        lock_page(ReviewEntry.objects.values_list("row__page", flat=True).get(pk=pk))
        entry = ReviewEntry.objects.select_for_update().get(pk=pk)
        if not entry.asked:
            return
        with translation.override(entry.asked_by.language if entry.asked_by else settings.LANGUAGE_CODE):
            problem = _tried(entry)
        ReviewEntry.objects.filter(pk=pk).update(asked="", problem=problem)
        ImportReview.objects.filter(pk=entry.review_id).update(done=F("done") + 1)


def _tried(entry: ReviewEntry) -> str:
    """The reasons why the decision could not be carried out, a line each."""
    try:
        with transaction.atomic():
            if entry.asked_step is None or entry.asked_by is None:
                raise Refused(_("The page, or the person who decided on it, no longer exists."))
            _DOING[entry.asked](entry, entry.asked_step, entry.asked_by)
    except CannotGoLive as refusal:
        return "\n".join([_("It cannot go live yet. Send it back, or fix it in the editor."), *refusal.reasons])
    except ValidationError as refusal:
        return "\n".join(refusal.messages)
    except DATABASE_TROUBLE:
        raise
    except Exception:
        logger.exception("A decision about row %s of an import failed", entry.row_id)
        return _("A program error stopped it from being done. The error is in the site's log.")
    return ""


def _approve(entry: ReviewEntry, step: TaskState, user: AnyUser) -> None:
    approve(step, user, entry.asked_version, entry.comment)


def _send_back(entry: ReviewEntry, step: TaskState, user: AnyUser) -> None:
    send_back(step, user, entry.comment)


def _pull_out(entry: ReviewEntry, step: TaskState, user: AnyUser) -> None:
    """Its review ends without a decision; it is an ordinary draft."""
    comment = entry.comment
    pull_out(step, user)
    ReviewEntry.objects.filter(pk=entry.pk).update(
        state=State.PULLED_OUT, decided_by=user, decided_at=timezone.now(), comment=comment
    )
    ImportRow.objects.filter(pk=entry.row_id).update(is_pulled_out=True)


_DOING: dict[str, Callable[[ReviewEntry, TaskState, Any], None]] = {
    Decision.APPROVE: _approve,
    Decision.SEND_BACK: _send_back,
    Decision.PULL_OUT: _pull_out,
}
