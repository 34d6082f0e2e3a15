"""Pages in review past their day: their moderators are told once; when nothing follows, those above them, once."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from core.locking import lock_page
from jobs.heartbeat import still_working
from moderation.imports.row_tracking import entry_of
from moderation.inbox import review_mails
from moderation.inbox.due_dates import due_day
from moderation.inbox.readers import concerned
from moderation.models import ReviewReader, ReviewTask
from moderation.reviewers.deciders import deciders, people_with

# After the moderators were told.
ESCALATED_AFTER = datetime.timedelta(days=3)


def open_states() -> list[TaskState]:
    """Steps at which a page waits for a person."""
    courses = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
    states = TaskState.objects.filter(workflow_state__in=courses, status=TaskState.STATUS_IN_PROGRESS)
    return list(states.select_related("workflow_state").order_by("pk"))


def tell_late(now: datetime.datetime) -> None:
    for state in open_states():
        if isinstance(state.task.specific, ReviewTask) and not entry_of(state.workflow_state):
            _tell(state.pk, now)
        still_working()


def _tell(pk: int, now: datetime.datetime) -> None:
    """The note and the mails together, so that a second worker finds the note."""
    with transaction.atomic():
        state = TaskState.objects.select_related("workflow_state").get(pk=pk)
        page = lock_page(int(state.workflow_state.object_id))
        state.refresh_from_db()
        if page is None or state.status != TaskState.STATUS_IN_PROGRESS:
            return
        if due_day(state, page.get_latest_revision().as_object()) >= timezone.localdate(now):
            return
        row, _made = ReviewReader.objects.get_or_create(workflow_state=state.workflow_state)
        if not row.said_late_at:
            row.said_late_at = now
            row.save(update_fields=["said_late_at"])
            review_mails.late(state, concerned(state, row))
        elif not row.escalated_at and now - row.said_late_at >= ESCALATED_AFTER:
            row.escalated_at = now
            row.save(update_fields=["escalated_at"])
            _escalate(state, page)


def _escalate(state: TaskState, page: Page) -> None:
    """To those who may publish the page around its review: they can help, or find out who does."""
    asked = list(deciders(state.task.specific, page.get_latest_revision()).order_by("last_name", "first_name", "pk"))
    able = page_permission_policy.users_with_permission_for_instance("publish", page).values("pk")
    others = people_with("wagtailadmin.access_admin").filter(pk__in=able)
    review_mails.escalated(state, others.exclude(pk__in=[one.pk for one in asked]), asked)
