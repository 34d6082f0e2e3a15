"""On the administrators' desk: steps at which nobody may decide, and pages that wait for nobody."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from moderation.reviewers.deciders import deciders, steps_in_use, why_nobody
from users.models import AnyUser


class NobodyToDecide(Component):
    name = "nobody_to_decide"
    template_name = "moderation/nobody_to_decide.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        if not may_change_that(parent_context["request"].user):
            return {}
        reasons = [reason for task in steps_in_use() if (reason := why_nobody(task))]
        return {"reasons": reasons, "entries": stuck()}


def may_change_that(user: AnyUser) -> bool:
    return user.has_perm("auth.change_group")


def stuck() -> list[dict[str, Any]]:
    """The pages that wait at a step where nobody may decide about them, the oldest first."""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    ).select_related("workflow_state__requested_by", "task")
    few = {task.pk: task for task in _tasks_with_few(waiting)}
    found = []
    for state in waiting.filter(task__in=few).order_by("started_at", "pk"):
        page = state.workflow_state.content_object
        revision = page.get_latest_revision() if page else None
        reason = why_nobody(few[state.task_id], revision) if revision else ""
        if reason:
            title = page.get_admin_display_title() if isinstance(page, Page) else str(page)
            found.append({"state": state, "page": page, "title": title, "reason": reason})
    return found


def _tasks_with_few(waiting: Any) -> list[Task]:
    """Where two may decide, one of them did not make the last change."""
    tasks = [task.specific for task in Task.objects.filter(pk__in=waiting.values("task"))]
    return [task for task in tasks if isinstance(task, AbstractGroupApprovalTask) and deciders(task).count() < 2]
