"""What the screens of imports share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PageOfRows
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from resources.importing import dry_run, tasks
from resources.importing.permissions import indexes_for, may_import
from resources.models import ImportBatch, ResourceIndexPage

State = ImportBatch.State
# So few rows are looked at at once; more are left to the worker.
CHECKED_AT_ONCE = 150
UNDER_WAY = (State.CHECKING, State.APPLYING, State.UNDOING)
# Until here the columns and terms may be chosen anew, and the import thrown away.
OPEN = (State.MAPPING, State.CHECKED, State.FAILED)


def frame_of(title: str, **more: Any) -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("imports:list"), "label": _("Import")},
    ]
    if title:
        trail.append({"url": "", "label": title})
    return {"header_title": title or _("Import"), "breadcrumbs_items": trail, "header_icon": "upload", **more}


def batch_for(request: HttpRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch.objects.select_related("index__locale", "made_by"), pk=pk)
    if not may_import(batch, request.user):
        raise PermissionDenied
    return batch


def indexes_of(request: HttpRequest) -> list[ResourceIndexPage]:
    found = indexes_for(request.user)
    if not found:
        raise PermissionDenied
    return found


def check_and_show(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Look at the rows: at once where there are few, else in the background."""
    if dry_run.begin(batch):
        if batch.total <= CHECKED_AT_ONCE:
            tasks.work_on(batch)
        if ImportBatch.objects.filter(pk=batch.pk, state__in=UNDER_WAY).exists():
            tasks.carry_on.enqueue(batch.pk)
    return redirect("imports:batch", batch.pk)


def pages_of(page: PageOfRows) -> dict[str, Any]:
    return {"elided_page_range": page.paginator.get_elided_page_range(page.number)}
