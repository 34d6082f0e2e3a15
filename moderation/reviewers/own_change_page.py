"""The question that whoever publishes their own last change is asked, and what stands in the history of the page."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Page

from core.going_live import CannotGoLive, may_go_live
from core.together.held_pages import not_alone
from moderation.approval import version_of
from moderation.go_live_times import button_that_publishes, button_to_live, when_live
from moderation.page_actions import ask
from moderation.reviewers.own_changes import PUBLISHED_OWN, publish_own_change

LONGEST_REASON = 1000


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why nobody else reads it first"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=100)


def way_to_reason(request: HttpRequest, page: Page) -> HttpResponse:
    """To where the reason is asked, once the draft is saved; and from there to where the editor would have led."""
    after = get_valid_next_url_from_request(request)
    more = f"?{urlencode({'next': after})}" if after else ""
    return redirect(reverse("publish_own_change", args=[page.pk]) + more)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    revision = page.get_latest_revision()
    if not page.permissions_for_user(request.user).can_publish() or revision is None:
        raise PermissionDenied
    draft = revision.as_object()
    known = {"version": version_of(revision)}
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid() and _publish(request, page, form):
        above = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        return redirect(get_valid_next_url_from_request(request) or above)
    if request.method == "POST":
        # What is asked again is asked about the version that stands here now.
        form.data = request.POST.dict() | known
    reasons = [one.in_words for one in [*not_alone(page), *may_go_live(revision)]]
    note = _(
        "The draft is saved. Its last change is yours, and nobody else has read it. You may publish it all the same: "
        "say why. The reason stays in the history of the page, and those who review it are told."
    )
    return ask(
        request,
        page,
        _("Publish without a second reader"),
        "" if reasons else button_that_publishes(draft, request.user),
        form,
        note=note,
        reasons=reasons,
    )


def _publish(request: HttpRequest, page: Page, form: ReasonForm) -> bool:
    """Whether it is; the form says why not."""
    try:
        published = publish_own_change(page, request.user, form.cleaned_data["version"], form.cleaned_data["reason"])
    except CannotGoLive:
        # The page lists what is missing.
        return False
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    title, when = published.get_admin_display_title(), when_live(published, request.user)
    words = _("“%(title)s” goes live on %(when)s.") if when else _("“%(title)s” is live.")
    messages.success(request, words % {"title": title, "when": when}, buttons=button_to_live(published))
    return True


def in_the_history(actions: LogActionRegistry) -> None:
    @actions.register_action(PUBLISHED_OWN)
    class Formatter(LogFormatter):
        label = gettext_lazy("Publish without a second reader")

        def format_message(self, log_entry: BaseLogEntry) -> str:
            reason = log_entry.data.get("reason", "")
            return _("Published without a second reader: %(reason)s") % {"reason": reason}
