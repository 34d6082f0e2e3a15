"""Drafts in the directory: a list for those who decide, and a page for each with what changes and the decision.

A moderator approves the version that was read, and nobody approves their own last change, as with pages (decision 44).
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from core.models.approved import ApprovedModel
from core.new_rows import names_version, new_rows, publish, reviewed_models, revision_of, waiting
from moderation.approval import NewerVersion, Refused, last_editor, version_of, why_not_approve_row
from moderation.comparison.changes import changes_of_row
from moderation.permissions import may_moderate
from users.models import AnyUser


def may_decide(user: AnyUser) -> bool:
    """The directory belongs to all sections: those who review pages of the whole site."""
    front = Page.objects.filter(depth=2).first()
    return front is not None and may_moderate(user, front)


class WaitingInTheDirectory(Component):
    name = "waiting_in_the_directory"
    template_name = "moderation/waiting_in_the_directory.html"
    order = 105

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user = parent_context["request"].user
        if not may_decide(user):
            return {}
        rows = [row for model in reviewed_models() for row in waiting(model).order_by("pk")]
        return {"entries": [{"row": row, "kind": row._meta.model_name, "revision": revision_of(row)} for row in rows]}


def review_row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = {one._meta.model_name: one for one in reviewed_models()}.get(kind)
    if model is None:
        raise Http404
    if not may_decide(request.user):
        raise PermissionDenied
    row = get_object_or_404(model, pk=pk)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            approve_row(row, request.user, request.POST.get("version", ""), request.POST.get("names", ""))
        except Refused as refusal:
            refusals = refusal.messages
        else:
            messages.success(request, _("“%(name)s” is approved.") % {"name": row})
            return redirect("wagtailadmin_home")
    return TemplateResponse(
        request, "moderation/review_row.html", _context(request, row, refusals), status=409 if refusals else 200
    )


def _context(request: HttpRequest, row: ApprovedModel, refusals: list[str]) -> dict[str, Any]:
    revision = revision_of(row)
    draft = revision.as_object()
    before = row if row.live else type(row)()
    return {
        "page_title": _("Review"),
        "page_subtitle": str(draft),
        "header_icon": "glasses",
        "row": row,
        "is_waiting": waiting(type(row)).filter(pk=row.pk).exists(),
        "edit_url": draft.snippet_viewset.get_url_name("edit"),
        "revision": revision,
        "version": version_of(revision),
        "last_editor": last_editor(revision),
        "names": names_version(draft),
        "new_rows": [(one, changes_of_row(type(one)(), one, request)) for one in new_rows(draft)],
        "obstacles": why_not_approve_row(draft, revision, request.user),
        "comparison": changes_of_row(before, draft, request),
        "refusals": refusals,
    }


@transaction.atomic
def approve_row(row: ApprovedModel, user: AnyUser, version: str, names: str = "") -> None:
    """`names` are the versions of what is new and goes live with it. Raises `Refused`; then nothing has changed."""
    model = type(row)
    held = model._default_manager.select_for_update().get(pk=row.pk)
    revision: Revision = revision_of(held)
    if not waiting(model).filter(pk=held.pk).exists():
        raise Refused(_("This was decided already, by %(name)s.") % {"name": _("somebody else")})
    draft = revision.as_object()
    if version != version_of(revision) or names != names_version(draft):
        raise NewerVersion(_("It was changed after you opened it. Read what is new, then decide again."))
    if reasons := why_not_approve_row(draft, revision, user):
        raise Refused(reasons)
    try:
        publish(held, user)
    except ValidationError as error:
        raise Refused(error.messages) from error
