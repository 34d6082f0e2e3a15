"""The editor's button that sends a page to review: the draft is saved first, then sent as all pages are.

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
from wagtail.models import Page, WorkflowState

from core.forms import SHOWS_PROBLEMS
from core.going_live import CannotGoLive, labelled, problems_of
from moderation.submission import CannotSubmit, submit

# In the address of the editor after a refusal.
ASKED = "problems"
# What Wagtail's buttons send, and under which name it is kept while the draft is saved.
SUBMIT, RESTART = "action-submit", "action-restart-workflow"
KEPT = {SUBMIT: "then-submit", RESTART: "then-restart"}


def save_before_sending(request: HttpRequest, *args: object) -> None:
    """Before the form is read: Wagtail saves a draft, and `send_saved` does the rest."""
    if request.method != "POST" or not any(request.POST.get(name) for name in KEPT):
        return
    asked = request.POST.copy()
    for name, kept in KEPT.items():
        if asked.pop(name, None):
            asked[kept] = asked[SHOWS_PROBLEMS] = "yes"
    request.POST = QueryDict(asked.urlencode())


def is_to_be_sent(request: HttpRequest) -> bool:
    return any(request.POST.get(kept) for kept in KEPT.values())


def send_saved(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After the draft was saved: send it; or say why not, and open the editor again."""
    if not is_to_be_sent(request) or "application/json" in request.headers.get("Accept", ""):
        return None
    try:
        _send(request, page)
    except CannotGoLive as refusal:
        words = _("The draft is saved, but not sent to review. Before this page can go live:")
        return _refused(request, page, words, refusal.reasons)
    except ValidationError as refusal:
        return _refused(request, page, _("The draft is saved, but not sent to review."), refusal.messages)
    words = _("“%(title)s” is sent for review.") % {"title": page.get_admin_display_title()}
    buttons = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))]
    messages.success(request, words, buttons=buttons)
    above = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return redirect(get_valid_next_url_from_request(request) or above)


def _refused(request: HttpRequest, page: Page, words: str, reasons: list[str]) -> HttpResponse:
    messages.error(request, in_a_list(words, reasons))
    kept = QueryDict(mutable=True)
    kept[ASKED] = "yes"
    if after := get_valid_next_url_from_request(request):
        kept["next"] = after
    return redirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{kept.urlencode()}")


def say_why_sent_back(request: HttpRequest, page: Page) -> None:
    """Each time the editor is opened, until the page is sent again. Remarks at a field are Wagtail's comments."""
    state = page.current_workflow_state
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET or not state or not _is_back(state):
        return
    last = state.current_task_state
    heading = _("Sent back by %(name)s:") % {"name": last.finished_by or _("somebody")}
    messages.warning(request, format_html("{}<br>{}", heading, linebreaksbr(last.comment, autoescape=True)))


def _is_back(state: WorkflowState) -> bool:
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.current_task_state is not None


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


def say_what_is_open(request: HttpRequest, page: Page) -> None:
    """After saving, not at each autosave: what a draft still needs, and what to look at again."""
    if "application/json" in request.headers.get("Accept", "") or not hasattr(page, "go_live_warnings"):
        return
    # What has just gone live was asked about on its way; what is to be sent says itself what it needs.
    is_asked = is_to_be_sent(request) or (page.live and not page.has_unpublished_changes)
    if needed := [] if is_asked else [problem.in_words for problem in problems_of(page)]:
        messages.info(request, in_a_list(_("Before this page can go live:"), needed))
    if doubtful := [problem.in_words for problem in labelled(page, page.go_live_warnings())]:
        messages.warning(request, in_a_list(_("Please look at this:"), doubtful))


def in_a_list(heading: str, lines: list[str]) -> SafeString:
    return format_html("{}<ul>{}</ul>", heading, format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
