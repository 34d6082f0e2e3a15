"""The moderators' page: one page waiting, all that is needed to decide about it, and the decision."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision, Task, TaskState
from wagtail.utils.decorators import xframe_options_sameorigin_override

from core.admin.page_places import address_of_place
from core.drafts.live_as import as_it_goes_live, target_of
from core.going_live import CannotGoLive, Problem, labelled, may_go_live
from core.new_rows import names_version, new_rows
from core.text.sentences import one_stop
from core.together.held_pages import goes_live_with
from core.visibility import is_private
from moderation.approval import approve, last_editor, send_back, version_of, why_not_approve
from moderation.comparison.changes import changes, changes_of_row
from moderation.comparison.marked_page import marked_page
from moderation.go_live_times import button_to_live, what_approval_does, when_live
from moderation.imports.row_tracking import entry_of
from moderation.inbox.due_dates import due_day
from moderation.inbox.readers import may_be_handed, reader_of
from moderation.writing.sent_along import next_to_read
from users.models import AnyUser


def _task_state(request: HttpRequest, pk: int) -> TaskState:
    """Open to those who decide about the page; the others need not know that it waits."""
    state = get_object_or_404(TaskState.objects.select_related("workflow_state", "revision"), pk=pk).specific
    page = state.workflow_state.content_object
    if not isinstance(page, Page) or not state.task.specific.get_actions(page.specific, request.user):
        raise PermissionDenied
    return state


def review(request: HttpRequest, task_state_id: int) -> HttpResponse:
    state = _task_state(request, task_state_id)
    now_open = state.workflow_state.content_object.current_workflow_task_state
    if now_open and now_open.pk != state.pk:
        return redirect("review", now_open.pk)
    if request.method == "POST" and state.status == TaskState.STATUS_IN_PROGRESS:
        return _decide(request, state)
    return TemplateResponse(request, "moderation/review.html", _context(request, state))


def _decide(request: HttpRequest, state: TaskState) -> HttpResponse:
    comment = request.POST.get("comment", "")
    entry = entry_of(state.workflow_state)
    try:
        if request.POST.get("decision") == "approve":
            approve(state, request.user, request.POST.get("version", ""), comment, request.POST.get("names", ""))
        else:
            send_back(state, request.user, comment)
    except CannotGoLive as refusal:
        reasons = [_("It cannot go live yet. Send it back, or fix it in the editor."), *refusal.reasons]
    except ValidationError as refusal:
        reasons = refusal.messages
    else:
        done = TaskState.objects.get(pk=state.pk)
        page = done.workflow_state.content_object
        messages.success(request, _said(done, request.user), buttons=button_to_live(target_of(page) or page))
        if entry:
            return redirect("review_import", entry.review.batch_id)
        following = next_to_read(page, request.user)
        return redirect("review", following.pk) if following else redirect("wagtailadmin_home")
    context = _context(request, state) | {"refusals": reasons, "comment": comment}
    return TemplateResponse(request, "moderation/review.html", context, status=409)


def _said(state: TaskState, person: AnyUser) -> str:
    title = state.revision.object_str
    if state.status == TaskState.STATUS_REJECTED:
        return _("“%(title)s” goes back to its author, with your reason.") % {"title": title}
    page = state.workflow_state.content_object
    if page.current_workflow_task_state:
        return _("“%(title)s” is approved here and goes on to the next step.") % {"title": title}
    if others := goes_live_with(page, person):
        words = _("“%(title)s” is approved, and goes live with %(others)s.")
        return one_stop(words % {"title": title, "others": others})
    when = when_live(state.revision.as_object(), person)
    if when:
        return _("“%(title)s” goes live on %(when)s.") % {"title": title, "when": when}
    return _("“%(title)s” is live.") % {"title": title}


def _context(request: HttpRequest, state: TaskState) -> dict[str, Any]:
    page = state.workflow_state.content_object.specific
    is_open = state.status == TaskState.STATUS_IN_PROGRESS
    revision = page.get_latest_revision() if is_open else state.revision
    goes_to = target_of(page)
    draft = as_it_goes_live(revision)
    read = _read_before(request, page, revision)
    compared_with = as_it_goes_live(read) if read else _live_now(goes_to or page)
    return {
        "page_title": _("Review"),
        "page_subtitle": draft.get_admin_display_title(),
        "header_icon": "glasses",
        "page": page,
        "goes_to": goes_to,
        "is_change": bool(compared_with),
        "state": state,
        "is_open": is_open,
        "revision": revision,
        "version": version_of(revision),
        "last_editor": last_editor(revision),
        "earlier": _earlier(state),
        "problems": _problems(draft, revision, request.user) if is_open else [],
        "warnings": _warnings(draft, request.user),
        "remarks": page.wagtail_admin_comments.filter(resolved_at=None).select_related("user"),
        "obstacles": why_not_approve(page, revision, request.user) if is_open else [],
        "may_publish_own": is_open and page.permissions_for_user(request.user).can_publish(),
        "is_since_read": bool(read),
        "names": names_version(draft),
        "new_rows": [(row, changes_of_row(type(row)(), row, request)) for row in new_rows(draft)],
        "since_sent_back": None if read else _since_sent_back(state, draft, request),
        "comparison": changes(compared_with, draft, request) if compared_with else None,
        "approval": what_approval_does(draft, _next_step(state) if is_open else None, request.user, goes_to),
        "due": due_day(state, draft),
        "reader": reader_of(state.workflow_state),
        "may_be_handed": may_be_handed(state, request.user) if is_open else [],
        "section": page.get_parent(),
        "is_private": is_private(page.path),
        "import_entry": entry_of(state.workflow_state) if is_open else None,
        "comment": "",
    }


class Shown(NamedTuple):
    """What keeps the page from going live, or should be looked at, and the way to it: to its place in the form; where
    another page has to go first, to its review or its form.
    """

    words: str
    address: str
    why: str
    mend: str


def _problems(draft: Page, revision: Revision, user: AnyUser) -> list[Shown]:
    problems = labelled(draft, may_go_live(revision))
    return [_shown(draft, one, user) for one in problems]


def _warnings(draft: Page, user: AnyUser) -> list[Shown]:
    found = labelled(draft, draft.go_live_warnings()) if hasattr(draft, "go_live_warnings") else []
    return [_shown(draft, one, user) for one in found]


def _shown(draft: Page, one: Problem, user: AnyUser) -> Shown:
    address = address_of_place(draft, one.place or one.field) if one.check else one.address
    return Shown(one.in_words, _way_to(one.page, user) if one.page else address, one.why, one.mend)


def _way_to(page: Page, user: AnyUser) -> str:
    state = page.current_workflow_task_state
    if state and state.task.specific.get_actions(page.specific, user):
        return reverse("review", args=[state.pk])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _read_before(request: HttpRequest, page: Page, newest: Revision) -> Revision | None:
    """The version that the moderator had read when it is no longer the newest; autosave may have written over it."""
    version = request.POST.get("version", "")
    number = version.partition("@")[0]
    if not version or version == version_of(newest) or not number.isdigit():
        return None
    return page.revisions.filter(pk=number).exclude(pk=newest.pk).first()


def _earlier(state: TaskState) -> Any:
    """What was decided about the page before, in this course of review."""
    done = state.workflow_state.task_states.exclude(pk=state.pk).exclude(finished_at=None)
    return done.select_related("finished_by").order_by("finished_at")


def _since_sent_back(state: TaskState, draft: Page, request: HttpRequest) -> list[Any] | None:
    """What the author changed after the page was last sent back; None where it never was."""
    rejected = (
        _earlier(state).filter(status=TaskState.STATUS_REJECTED, pk__lt=state.pk).select_related("revision").last()
    )
    return changes(as_it_goes_live(rejected.revision), draft, request) if rejected else None


def _next_step(state: TaskState) -> Task | None:
    tasks = list(state.workflow_state.workflow.tasks.filter(active=True))
    places = [number for number, task in enumerate(tasks) if task.pk == state.task_id]
    return tasks[places[0] + 1] if places and places[0] + 1 < len(tasks) else None


@xframe_options_sameorigin_override
def preview(request: HttpRequest, task_state_id: int, revision_id: int) -> HttpResponse:
    """The version as visitors will see it."""
    state = _task_state(request, task_state_id)
    return _rendered(request, _draft(state, revision_id), revision_id)


@xframe_options_sameorigin_override
def live_now(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """The page as visitors see it today."""
    return _rendered(request, _live(_task_state(request, task_state_id)))


@xframe_options_sameorigin_override
def marked(request: HttpRequest, task_state_id: int, revision_id: int) -> HttpResponse:
    """The version as visitors will see it, with what differs from today's page marked."""
    state = _task_state(request, task_state_id)
    today = _rendered(request, _live(state))
    answer = _rendered(request, _draft(state, revision_id), revision_id)
    answer.content = marked_page(today.content.decode(), answer.content.decode())
    # Said of the page without marks.
    answer.headers.pop("Content-Length", None)
    return answer


def _draft(state: TaskState, revision_id: int) -> Page:
    return as_it_goes_live(get_object_or_404(state.workflow_state.content_object.revisions, pk=revision_id))


def _live(state: TaskState) -> Page:
    page = state.workflow_state.content_object
    live = _live_now(target_of(page) or page)
    if live is None:
        raise Http404
    return live


def _live_now(page: Page) -> Any:
    """What visitors read today, if they do; before a working copy that is its page."""
    return page.specific if page.live else None


def _rendered(request: HttpRequest, page: Page, revision_id: int | None = None) -> HttpResponse:
    # Visitors of a public page are strangers: neither the bar nor the closed pages of whoever reads it are theirs.
    seen_by = request if is_private(page.path) else None
    more = {"revision_id": revision_id} if revision_id else None
    return page.make_preview_request(seen_by, page.default_preview_mode, extra_request_attrs=more)
