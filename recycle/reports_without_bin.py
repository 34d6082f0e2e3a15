"""What Wagtail lists of pages, without those that were deleted. Its reports have the same addresses as before."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.base import ReportView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page, TaskState, WorkflowState

from core.visibility import IN_BIN, outside_bin


class Locked(LockedPagesView):
    def filter_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        return super().filter_queryset(outside_bin(pages))


class Aging(AgingPagesView):
    def filter_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        return super().filter_queryset(outside_bin(pages))


class Reviews(WorkflowView):
    def filter_queryset(self, states: QuerySet[WorkflowState]) -> QuerySet[WorkflowState]:
        return super().filter_queryset(states.exclude(_of_bin("")))


class StepsOfReviews(WorkflowTasksView):
    def filter_queryset(self, states: QuerySet[TaskState]) -> QuerySet[TaskState]:
        return super().filter_queryset(states.exclude(_of_bin("workflow_state__")))


def _of_bin(way: str) -> Q:
    keys = Page.objects.filter(IN_BIN).annotate(key=Cast("pk", CharField())).values("key")
    kind = ContentType.objects.get_for_model(Page)
    return Q(**{f"{way}base_content_type": kind, f"{way}object_id__in": keys})


class LockedByYou(LockedPagesPanel):
    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"locked_pages": outside_bin(context["locked_pages"])}


def at_the_desk(request: HttpRequest, panels: list[Component]) -> None:
    for number, panel in enumerate(panels):
        if isinstance(panel, LockedPagesPanel):
            panels[number] = LockedByYou()


REPORTS: dict[str, type[ReportView]] = {
    "locked": Locked,
    "aging-pages": Aging,
    "workflow": Reviews,
    "workflow_tasks": StepsOfReviews,
}


def urls() -> list[URLPattern]:
    return [
        path(f"reports/{name}/{part}", require_admin_access(view.as_view(results_only=bool(part))))
        for name, view in REPORTS.items()
        for part in ("", "results/")
    ]
