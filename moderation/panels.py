"""The admin's front page: what waits for me, and where my pages stand."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from moderation.approval import last_editor


class WaitingForYou(Component):
    """Pages that this person decides about, the oldest first."""

    name = "waiting_for_you"
    template_name = "moderation/waiting_for_you.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        states = TaskState.objects.reviewable_by(user).filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )
        states = states.select_related("revision", "workflow_state__requested_by").order_by("started_at", "pk")
        pages = _pages(state.workflow_state.object_id for state in states)
        entries = [(state, pages.get(state.workflow_state.object_id)) for state in states]
        return {"entries": [_entry(state, page, user) for state, page in entries if page], "user": user}


def _pages(keys: Any) -> dict[str, Page]:
    return {str(page.pk): page for page in Page.objects.filter(pk__in=list(keys)).specific(defer=True)}


def _entry(state: TaskState, page: Page, user: Any) -> dict[str, Any]:
    newest = page.get_latest_revision()
    return {"state": state, "page": page, "is_own": last_editor(newest) == user, "section": page.get_parent()}


class YourPages(Component):
    """Pages that this person sent: in review, or sent back with a reason."""

    name = "your_pages_in_review"
    template_name = "moderation/your_pages.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        own = Page.objects.filter(owner=user).values_list("pk", flat=True)
        states = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
        states = states.filter(Q(requested_by=user) | Q(object_id__in=[str(pk) for pk in own]))
        states = states.select_related("current_task_state__finished_by").order_by("-created_at", "-pk")
        pages = _pages(state.object_id for state in states)
        rows = [
            {"page": pages[state.object_id], "last": state.current_task_state, "is_back": _is_back(state)}
            for state in states
            if state.object_id in pages
        ]
        return {"entries": sorted(rows, key=lambda row: not row["is_back"])}


def _is_back(state: WorkflowState) -> bool:
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES
