"""The question that whoever publishes their own last change of an entry of the directory is asked."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.models.approved import ApprovedModel
from core.new_rows import reviewed_models, revision_of, waiting
from moderation.approval import Refused, version_of
from moderation.directory.own_rows import may_publish, publish_own_row
from moderation.directory.row_forms import say_that_it_waits
from moderation.go_live_times import button_that_publishes, when_live
from moderation.reviewers.own_change_page import ReasonForm


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = {one._meta.model_name: one for one in reviewed_models()}.get(kind)
    if model is None:
        raise Http404
    row = get_object_or_404(model, pk=pk)
    if not may_publish(request.user, row):
        raise PermissionDenied
    the_list = redirect(row.snippet_viewset.get_url_name("list"))
    if not waiting(model).filter(pk=row.pk).exists():
        messages.warning(request, _("No change of “%(name)s” waits to be published.") % {"name": row})
        return the_list
    if "leave" in request.POST:
        say_that_it_waits(request, row)
        return the_list
    revision = revision_of(row)
    known = {"version": version_of(revision)}
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid() and _publish(request, row, form):
        return the_list
    if request.method == "POST":
        # What is asked again is asked about the version that stands here now.
        form.data = request.POST.dict() | known
    return _question(request, row, revision.as_object(), form)


def _question(request: HttpRequest, row: ApprovedModel, draft: ApprovedModel, form: ReasonForm) -> HttpResponse:
    note = _(
        "The draft is saved. Its last change is yours, and nobody else has read it. You may publish it all the same: "
        "say why. The reason stays in the history of the entry, and those who review it are told."
    )
    context = {
        "page_title": _("Publish without a second reader"),
        "page_subtitle": str(draft),
        "header_icon": row.snippet_viewset.icon,
        "note": note,
        "form": form,
        "button": button_that_publishes(draft, request.user),
        "leave": _("Leave it to another reader"),
        "back": reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk]),
    }
    return TemplateResponse(request, "moderation/ask.html", context)


def _publish(request: HttpRequest, row: ApprovedModel, form: ReasonForm) -> bool:
    """Whether it is; the form says why not."""
    try:
        publish_own_row(row, request.user, form.cleaned_data["version"], form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, refusal)
        return False
    draft = revision_of(type(row)._default_manager.get(pk=row.pk)).as_object()
    when = when_live(draft, request.user)
    words = _("“%(title)s” goes live on %(when)s.") if when else _("“%(title)s” is live.")
    messages.success(request, words % {"title": draft, "when": when})
    return True
