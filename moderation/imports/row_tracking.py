"""The rows of an import follow the review of their pages, whichever door it is decided through."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import workflow_cancelled

from moderation.approval import version_of
from moderation.models import ImportReview, ReviewEntry

State = ReviewEntry.State
MEANING = {
    WorkflowState.STATUS_APPROVED: State.APPROVED,
    WorkflowState.STATUS_NEEDS_CHANGES: State.SENT_BACK,
    WorkflowState.STATUS_CANCELLED: State.ENDED,
}


def entry_of(course: WorkflowState) -> ReviewEntry | None:
    """The row that waits with this course of review, when its page is reviewed as part of an import.

    A row waits before its course begins (they are written in one transaction): then it is known by its page.
    """
    if course.base_content_type.model_class() is not Page:
        return None
    beginning = Q(workflow_state=None, row__page=course.object_id)
    return ReviewEntry.objects.filter(Q(workflow_state=course) | beginning, state=State.WAITING).first()


def follow(course: WorkflowState) -> bool:
    """Write what was decided into the row; whether there is one."""
    entry = entry_of(course)
    if entry is not None and course.status in MEANING:
        _note(entry, course)
    return entry is not None


def _note(entry: ReviewEntry, course: WorkflowState | None) -> None:
    last = TaskState.objects.filter(pk=course.current_task_state_id).first() if course else None
    entry.state = MEANING[course.status] if course else State.ENDED
    entry.decided_by = last.finished_by if last else None
    entry.decided_at = (last.finished_at if last else None) or timezone.now()
    entry.comment = last.comment if last else ""
    entry.problem = ""
    entry.asked_version = version_of(last.revision) if last else ""
    entry.save(update_fields=["state", "decided_by", "decided_at", "comment", "problem", "asked_version"])


def catch_up(review: ImportReview) -> None:
    """Rows whose page is gone, or whose course ended without a signal (a change of the tables by hand)."""
    still = WorkflowState.STATUS_IN_PROGRESS
    waiting = review.entries.filter(state=State.WAITING).exclude(workflow_state__status=still)
    for entry in waiting.select_related("workflow_state"):
        _note(entry, entry.workflow_state)


def _on_cancelled(instance: WorkflowState, **kwargs: Any) -> None:
    follow(instance)


def connect() -> None:
    """Approvals and rejections are followed where their mail is written (`moderation.notifications`)."""
    workflow_cancelled.connect(_on_cancelled, sender=WorkflowState, dispatch_uid="import-follows")
