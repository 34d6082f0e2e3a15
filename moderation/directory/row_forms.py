"""What the form of a row says and does about its review: whom it tells, why it was sent back, who says why instead."""

from django.db.models import Model
from django.db.models.signals import post_delete
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import registry
from wagtail.signals import published

from core.models.approved import ApprovedModel
from core.new_rows import reviewed_models, revision_of, waiting
from moderation.approval import version_of
from moderation.directory.own_rows import may_publish
from moderation.directory.row_mail import moderators_of_rows, tell_of_change
from moderation.models import RowReview
from moderation.reviewers.deciders import whom_to_tell
from moderation.reviewers.own_changes import needs_reason


def tell_moderators(request: HttpRequest, row: Model) -> None:
    """After saving, not at each autosave: once when it begins to wait, and again when it was sent back and changed."""
    is_autosave = "application/json" in request.headers.get("Accept", "")
    if is_autosave or not isinstance(row, ApprovedModel) or is_asked_why(request, row):
        return
    say_that_it_waits(request, row)


def is_asked_why(request: HttpRequest, row: ApprovedModel) -> bool:
    """Whether the button to publish was pressed by somebody who says first why nobody else reads their change."""
    revision = row.get_latest_revision()
    pressed = bool(request.POST.get("action-publish")) and may_publish(request.user, row)
    return pressed and revision is not None and needs_reason(row, revision, request.user)


def way_to_reason_of_row(request: HttpRequest, row: Model) -> HttpResponse | None:
    """In place of publishing, once the draft is saved. What is done after each saving is done here, too."""
    if not isinstance(row, ApprovedModel) or not is_asked_why(request, row):
        return None
    saved = registry.get_logs_for_instance(row).first()
    is_made = saved is not None and saved.action == "wagtail.create"
    for after in hooks.get_hooks("after_create_snippet" if is_made else "after_edit_snippet"):
        after(request, row)
    return redirect("publish_own_row", row._meta.model_name, row.pk)


def say_that_it_waits(request: HttpRequest, row: ApprovedModel) -> None:
    if not waiting(type(row)).filter(pk=row.pk).exists():
        return
    revision = revision_of(row)
    review, is_new = RowReview.objects.get_or_create(**RowReview.key_of(row))
    is_again = bool(review.sent_back_version) and review.sent_back_version != version_of(revision)
    if not is_new and not is_again:
        return
    review.wait_again()
    people = moderators_of_rows(revision)
    if people:
        tell_of_change(revision.as_object(), revision, people, is_again)
        messages.info(request, _("Visitors see it once a moderator has approved it."))
    else:
        messages.warning(request, _("Nobody can approve it now.") + " " + whom_to_tell())


def say_why_sent_back(request: HttpRequest, row: Model) -> None:
    """Each time the form is opened, until it is changed."""
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET or not isinstance(row, ApprovedModel):
        return
    review = RowReview.objects.filter(**RowReview.key_of(row)).select_related("decided_by").first()
    if review and review.is_back(row.get_latest_revision()):
        heading = _("Sent back by %(name)s:") % {"name": review.decided_by or _("somebody")}
        messages.warning(request, format_html("{}<br>{}", heading, linebreaksbr(review.reason, autoescape=True)))


def _forget(instance: Model, **kwargs: object) -> None:
    """It is live, or gone: nothing is left to say."""
    if isinstance(instance, ApprovedModel):
        RowReview.objects.filter(**RowReview.key_of(instance)).delete()


def connect() -> None:
    published.connect(_forget, dispatch_uid="forget-review-of-row")
    for model in reviewed_models():
        post_delete.connect(_forget, sender=model, dispatch_uid=f"forget-review-of-{model._meta.label_lower}")
