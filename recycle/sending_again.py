"""A page that was in review when it was deleted: the review has ended, and whoever restores it may send it again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from core.going_live import CannotGoLive, labelled, problems_in
from core.text.sentences import one_stop
from core.visibility import outside_bin
from moderation.submission import submit
from moderation.translations import translation_of
from users.models import AnyUser

# So many have a button of their own beside the sentence.
BUTTONS = 5


def say_that_reviews_ended(request: HttpRequest, pages: list[Page]) -> None:
    words = ngettext(
        "The review of this page ended when it was deleted: %(titles)s.",
        "The reviews of these pages ended when they were deleted: %(titles)s.",
        len(pages),
    )
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in pages)
    buttons = [_button(page, len(pages) > 1) for page in pages[:BUTTONS] if _may_send(request.user, page)]
    messages.warning(request, one_stop(words % {"titles": titles}), buttons=buttons)


def _may_send(user: AnyUser, page: Page) -> bool:
    return bool(page.get_workflow() and page.permissions_for_user(user).can_edit())


def _button(page: Page, is_one_of_several: bool) -> object:
    name = "send_translation" if translation_of(page) else "recycle_send_again"
    label = _("Send it for review again")
    if is_one_of_several:
        label = _("Send “%(title)s” for review again") % {"title": page.get_admin_display_title()}
    return messages.button(reverse(name, args=[page.pk]), label)


@require_http_methods(["GET", "POST"])
def send_again(request: HttpRequest, page_id: int) -> HttpResponse:
    """One press, as the editor's button sends a page; asked first, as a link alone changes nothing."""
    page = get_object_or_404(outside_bin(Page.objects.all()), pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not _was_in_review(page):
        raise Http404
    reasons = _sent(page, request.user) if request.method == "POST" else []
    if request.method == "POST" and not reasons:
        words = _("“%(title)s” is sent for review.")
        messages.success(request, words % {"title": page.get_admin_display_title()})
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    context = {
        "page_title": _("Send for review"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "resubmit",
        "parent": page.get_parent(),
        "note": _("Those who decide here get its newest version to read."),
        "reasons": reasons,
        "button": _("Send it for review"),
    }
    return TemplateResponse(request, "moderation/ask.html", context, status=409 if reasons else 200)


def _was_in_review(page: Page) -> bool:
    """Whether its last review was ended without a decision, or goes on: anything else is sent by its own form."""
    last = page.workflow_states.order_by("-created_at", "-pk").first()
    return last is not None and last.status in {WorkflowState.STATUS_CANCELLED, WorkflowState.STATUS_IN_PROGRESS}


def _sent(page: Page, user: AnyUser) -> list[str]:
    """Reasons why it could not be sent; then nothing has changed."""
    try:
        submit(page, user)
    except CannotGoLive as refusal:
        return refusal.reasons
    except ValidationError as refusal:
        return [problem.in_words for problem in labelled(page, problems_in(refusal))]
    return []
