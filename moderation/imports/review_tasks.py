"""What the worker does for imports in review: sends rows, carries out decisions, tells people once, and ends it."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Task, WorkflowState

from jobs.heartbeat import still_working
from moderation.imports import import_emails
from moderation.imports.bulk_submission import send_entry
from moderation.imports.decisions import Entries, carry_out
from moderation.imports.row_tracking import catch_up
from moderation.models import ImportReview, ReviewEntry
from resources.models import ImportBatch

State = ReviewEntry.State
DECIDED = (State.APPROVED, State.SENT_BACK, State.PULLED_OUT)
# Of an import that is not in one of these (being undone, say) the state is somebody else's to set.
IN_REVIEW = (ImportBatch.State.SUBMITTING, ImportBatch.State.IN_REVIEW, ImportBatch.State.DECIDING)


def work(at_most: int = 20) -> bool:
    """A part of what there is to do; whether there is more."""
    left = [_work_on(review, at_most) for review in ImportReview.objects.filter(finished_at=None)]
    return any(left)


def _work_on(review: ImportReview, at_most: int) -> bool:
    if review.batch.state == ImportBatch.State.UNDOING:
        _drop_the_rest(review)
    entries = review.entries.order_by("pk")
    if _each(send_entry, entries.filter(state=State.SENDING), at_most):
        return True
    if _each(carry_out, entries.exclude(asked=""), at_most):
        return True
    if not _is_quiet(review):
        settle(review)
    return False


def _is_quiet(review: ImportReview) -> bool:
    """Asked every few seconds, for days: reading takes no lock, writing does."""
    waiting = review.entries.filter(state=State.WAITING)
    if review.batch.state in (ImportBatch.State.SUBMITTING, ImportBatch.State.DECIDING) or not waiting.exists():
        return False
    in_progress = WorkflowState.STATUS_IN_PROGRESS
    untold = Q(told_task=None) | ~Q(told_task=F("workflow_state__current_task_state__task"))
    over = Q(workflow_state=None) | ~Q(workflow_state__status=in_progress)
    return not waiting.filter(untold | over).exists()


def _each(step: Callable[[int], None], entries: Entries, at_most: int) -> bool:
    keys = list(entries.values_list("pk", flat=True)[:at_most])
    for pk in keys:
        step(pk)
        still_working()
    return bool(keys)


def _drop_the_rest(review: ImportReview) -> None:
    """The import is being undone: what is on its way goes no further."""
    review.entries.filter(state=State.SENDING).update(state=State.ENDED, decided_at=timezone.now())
    review.entries.exclude(asked="").update(asked="")


@transaction.atomic
def settle(review: ImportReview) -> None:
    """When nothing is on its way: tell who is next, or end the review when nothing waits."""
    review = ImportReview.objects.select_for_update().get(pk=review.pk)
    if review.finished_at or review.entries.filter(state=State.SENDING).exists():
        return
    if review.entries.exclude(asked="").exists():
        return
    catch_up(review)
    if review.entries.filter(state=State.WAITING).exists():
        _tell_moderators(review)
        _set_state(review, ImportBatch.State.IN_REVIEW)
    else:
        _finish(review)


def _set_state(review: ImportReview, state: str) -> bool:
    return bool(ImportBatch.objects.filter(pk=review.batch_id, state__in=IN_REVIEW).update(state=state))


def _tell_moderators(review: ImportReview) -> None:
    """A mail when something begins to wait at a step, none when more joins it there."""
    waiting = review.entries.filter(state=State.WAITING)
    steps = waiting.values_list("workflow_state__current_task_state__task", flat=True)
    for task in Task.objects.filter(pk__in=list(steps.order_by().distinct())).specific():
        here = waiting.filter(workflow_state__current_task_state__task=task.pk)
        if not here.filter(told_task=task.pk).exists():
            import_emails.tell_moderators(review, task, here)
        here.exclude(told_task=task.pk).update(told_task=task.pk)


def _finish(review: ImportReview) -> None:
    review.finished_at = timezone.now()
    review.save(update_fields=["finished_at"])
    was_reviewed = review.entries.exclude(state=State.REFUSED).exists()
    is_ours = _set_state(review, ImportBatch.State.DONE if was_reviewed else ImportBatch.State.APPLIED)
    # Whoever takes an import back knows what became of it, but not what was decided before.
    untold = review.entries.filter(is_told=False)
    if is_ours or untold.filter(state__in=DECIDED).exists():
        import_emails.tell_sender(review)
    untold.update(is_told=True)
