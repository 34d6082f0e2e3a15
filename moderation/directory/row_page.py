"""A draft of the directory: what changes, what comes with it, and the decision."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.models.approved import ApprovedModel
from core.new_rows import names_version, new_rows, reviewed_models, revision_of, waiting
from moderation.approval import Refused, last_editor, version_of, why_not_approve_row
from moderation.comparison.changes import changes_of_row
from moderation.directory.own_rows import may_publish
from moderation.directory.row_decisions import approve_row, may_decide, send_row_back
from moderation.models import RowReview


def review_row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = {one._meta.model_name: one for one in reviewed_models()}.get(kind)
    if model is None:
        raise Http404
    if not may_decide(request.user):
        raise PermissionDenied
    row = get_object_or_404(model, pk=pk)
    refusals: list[str] = []
    name = revision_of(row).object_str
    if request.method == "POST":
        try:
            said = _decide(request, row)
        except Refused as refusal:
            refusals = refusal.messages
        else:
            messages.success(request, said % {"name": name})
            return redirect("wagtailadmin_home")
    return TemplateResponse(
        request, "moderation/review_row.html", _context(request, row, refusals), status=409 if refusals else 200
    )


def _decide(request: HttpRequest, row: ApprovedModel) -> str:
    """Raises `Refused`; then nothing has changed."""
    version = request.POST.get("version", "")
    if request.POST.get("decision") == "send-back":
        send_row_back(row, request.user, version, request.POST.get("comment", ""))
        return _("“%(name)s” goes back to its author, with your reason.")
    approve_row(row, request.user, version, request.POST.get("names", ""))
    return _("“%(name)s” is approved.")


def _context(request: HttpRequest, row: ApprovedModel, refusals: list[str]) -> dict[str, Any]:
    revision = revision_of(row)
    draft = revision.as_object()
    review = RowReview.objects.filter(**RowReview.key_of(row)).exclude(reason="").first()
    before = row if row.live else type(row)()
    return {
        "page_title": _("Review"),
        "page_subtitle": str(draft),
        "header_icon": "glasses",
        "row": row,
        "kind": row._meta.model_name,
        "is_waiting": waiting(type(row)).filter(pk=row.pk).exists(),
        "edit_url": draft.snippet_viewset.get_url_name("edit"),
        "revision": revision,
        "review": review,
        "is_back": bool(review and review.is_back(revision)),
        "comment": request.POST.get("comment", ""),
        "version": version_of(revision),
        "last_editor": last_editor(revision),
        "names": names_version(draft),
        "new_rows": [(one, changes_of_row(type(one)(), one, request)) for one in new_rows(draft)],
        "obstacles": why_not_approve_row(draft, revision, request.user),
        "may_publish_own": may_publish(request.user, row),
        "comparison": changes_of_row(before, draft, request),
        "refusals": refusals,
    }
