"""The editor's buttons that send a page to review or publish it: the draft is saved first, then sent as all pages are.

A refusal then loses nothing, and says what is missing in the words of our rules; Wagtail's own way checks the form,
saves nothing and says that the page could not be saved.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from core.forms import SHOWS_PROBLEMS
from core.going_live import CannotGoLive, labelled, may_go_live
from core.together.held_pages import not_alone
from moderation.go_live_times import button_to_live, when_live
from moderation.reviewers.own_change_page import way_to_reason
from moderation.reviewers.own_changes import needs_reason
from moderation.submission import CannotSubmit, submit
from moderation.translations import translation_of
from moderation.writing.sent_along import begun_for, is_in_review
from moderation.writing.still_needed import sent_back

# In the address of the editor after a refusal.
ASKED = "problems"
# What Wagtail's buttons send, and under which name it is kept while the draft is saved.
SUBMIT, RESTART, PUBLISH = "action-submit", "action-restart-workflow", "action-publish"
KEPT = {SUBMIT: "then-submit", RESTART: "then-restart", PUBLISH: "then-publish"}


def save_before_sending(request: HttpRequest, *args: object) -> None:
    """Before the form is read: Wagtail saves a draft, and `send_saved` does the rest."""
    if request.method != "POST":
        return
    asked = request.POST.copy()
    for name, kept in KEPT.items():
        if asked.pop(name, None):
            asked[kept] = asked[SHOWS_PROBLEMS] = "yes"
    if asked != request.POST:
        request.POST = QueryDict(asked.urlencode())


def is_to_be_sent(request: HttpRequest) -> bool:
    return any(request.POST.get(KEPT[name]) for name in (SUBMIT, RESTART))


def send_saved(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After the draft was saved: send it; or say why not, and open the editor again."""
    if "application/json" in request.headers.get("Accept", ""):
        return None
    if request.POST.get(KEPT[PUBLISH]) and page.permissions_for_user(request.user).can_publish():
        return _published(request, page)
    if not is_to_be_sent(request):
        return None
    try:
        _send(request, page)
    except CannotGoLive:
        words = _("The draft is saved, but not sent to review. What is still needed stands in the list.")
        return _refused(request, page, words)
    except ValidationError as refusal:
        words = in_a_list(_("The draft is saved, but not sent to review."), refusal.messages)
        return _refused(request, page, words)
    _say_what_blocks(request, page)
    if before := [one.get_admin_display_title() for one in begun_for(page) if is_in_review(one)]:
        words = _("“%(title)s” is sent for review. A moderator reads “%(first)s” too.")
        return _done(request, page, words, first=", ".join(before))
    return _done(request, page, _("“%(title)s” is sent for review."))


def _say_what_blocks(request: HttpRequest, page: Page) -> None:
    """It is sent, and will not be approved like this."""
    revision = page.get_latest_revision()
    if blocking := [one.in_words for one in labelled(page, may_go_live(revision)) if one.check]:
        messages.warning(request, in_a_list(_("This has to be mended before it can be approved:"), blocking))


def _published(request: HttpRequest, page: Page) -> HttpResponse:
    """`BasePage.publish` asks the rules."""
    if waits := not_alone(page):
        return _refused(request, page, f"{_('The draft is saved, but not published.')} {waits[0].message}")
    revision = page.get_latest_revision()
    if needs_reason(page, revision, request.user) and not may_go_live(revision):
        return way_to_reason(request, page)
    try:
        revision.publish(user=request.user)
    except CannotGoLive:
        words = _("The draft is saved, but not published. What is still needed stands in the list.")
        return _refused(request, page, words)
    if when := when_live(page, request.user):
        return _done(request, page, _("“%(title)s” goes live on %(when)s."), when=when)
    return _done(request, page, _("“%(title)s” is live."))


def _done(request: HttpRequest, page: Page, words: str, **more: str) -> HttpResponse:
    buttons = [*button_to_live(page), messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))]
    messages.success(request, words % {"title": page.get_admin_display_title(), **more}, buttons=buttons)
    above = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return redirect(get_valid_next_url_from_request(request) or above)


def _refused(request: HttpRequest, page: Page, words: str) -> HttpResponse:
    """The draft is saved, so it is no error; the list beside the form says what is missing."""
    messages.warning(request, words)
    kept = QueryDict(mutable=True)
    kept[ASKED] = "yes"
    if after := get_valid_next_url_from_request(request):
        kept["next"] = after
    return redirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{kept.urlencode()}")


def say_why_sent_back(request: HttpRequest, page: Page) -> None:
    """In the editor of translations, which has no list of what is needed (`moderation.writing`)."""
    back = sent_back(page) if request.method == "GET" else None
    if back and translation_of(page):
        heading = _("Sent back by %(name)s:") % {"name": back.name}
        messages.warning(request, format_html("{}<br>{}", heading, linebreaksbr(back.comment, autoescape=True)))


def show_problems(request: HttpRequest, page: Page) -> None:
    """The editor opens again after a refusal: its form shows at each field what is missing (`core.forms.PageForm`)."""
    if request.method == "GET" and ASKED in request.GET:
        page.shows_problems = True


@transaction.atomic
def _send(request: HttpRequest, page: Page) -> None:
    state = page.current_workflow_state
    if request.POST.get(KEPT[RESTART]) and state:
        if not state.user_can_cancel(request.user):
            raise CannotSubmit(_("Somebody else sent this page. Only they can restart its review."))
        state.cancel(user=request.user)
    submit(page, request.user)


def in_a_list(heading: str, lines: list[str]) -> SafeString:
    return format_html("{}<ul>{}</ul>", heading, format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
