"""The admin's front page: what waits for me, and where my pages stand."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from core.drafts.live_as import as_it_goes_live, target_of
from moderation.approval import last_editor
from moderation.desk_table import DeskTable
from moderation.inbox.due_dates import due_day
from moderation.inbox.readers import reader_of
from moderation.inbox.what_changed import change_in_words
from moderation.models import ImportReview, ReviewEntry
from moderation.reviewers.deciders import deciders
from users.models import AnyUser, User

# How many names are said of those with whom a page waits.
READERS = 4
# Of how many pages it is said what changed: each takes a comparison.
DESCRIBED = 20


class WaitingForYou(DeskTable):
    """Pages that this person decides about: those first that are due first."""

    name = "waiting_for_you"
    heading = _("Waiting for you")
    columns = (_("Page"), _("Kind"), _("Section"), _("Sent by"), _("Decide by"), _("Read by"))
    template_name = "moderation/waiting_for_you.html"
    order = 100

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        request = parent_context["request"]
        user = request.user
        states = TaskState.objects.reviewable_by(user).filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )
        imports = _imports_waiting(states, user)
        states = states.exclude(workflow_state__in=with_an_import())
        states = states.select_related("revision", "workflow_state__requested_by", "workflow_state__reader__person")
        pages = _pages(state.workflow_state.object_id for state in states)
        entries = [(state, pages.get(state.workflow_state.object_id)) for state in states]
        shown = [_entry(state, page, request) for state, page in entries if page]
        shown.sort(key=lambda entry: (entry["due"], entry["state"].started_at, entry["state"].pk))
        for entry in shown[:DESCRIBED]:
            page = target_of(entry["page"]) or entry["page"]
            entry["change"] = change_in_words(page.specific if page.live else None, entry["draft"], request)
        return {"entries": shown, "imports": imports}


def with_an_import() -> Any:
    """The courses of review that are folded into the one line of their import."""
    waiting = ReviewEntry.objects.filter(state=ReviewEntry.State.WAITING, workflow_state__isnull=False)
    return waiting.values("workflow_state")


def _imports_waiting(states: QuerySet[TaskState], user: AnyUser) -> list[dict[str, Any]]:
    """Imports with rows at a step of this person, the oldest first, and how many rows."""
    here = Q(entries__state=ReviewEntry.State.WAITING, entries__workflow_state__current_task_state__in=states)
    reviews = ImportReview.objects.annotate(waiting=Count("entries", filter=here)).filter(waiting__gt=0)
    reviews = reviews.select_related("batch__index", "sent_by").order_by("sent_at", "pk")
    return [{"review": review, "count": review.waiting, "is_own": review.sent_by_id == user.pk} for review in reviews]


def _pages(keys: Iterable[str]) -> dict[str, Page]:
    return {str(page.pk): page for page in Page.objects.filter(pk__in=list(keys)).specific(defer=True)}


def _entry(state: TaskState, page: Page, request: HttpRequest) -> dict[str, Any]:
    newest = page.get_latest_revision()
    draft = as_it_goes_live(newest)
    due = due_day(state, draft)
    return {
        "state": state,
        "page": page,
        "draft": draft,
        "is_own": last_editor(newest) == request.user,
        "section": page.get_parent(),
        "due": due,
        "is_late": due < timezone.localdate(),
        "reader": reader_in(state),
        "change": "",
    }


def reader_in(state: TaskState) -> User | None:
    """Of a state that was read together with it."""
    found = getattr(state.workflow_state, "reader", None)
    return found.person if found else None


class YourPages(DeskTable):
    """Pages that this person sent: in review, or sent back with a reason."""

    name = "your_pages_in_review"
    heading = _("Your pages in review")
    columns = (_("Page"), _("Status"), _("Since"))
    template_name = "moderation/your_pages.html"
    order = 110

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        user = parent_context["request"].user
        own = Page.objects.filter(owner=user).values_list("pk", flat=True)
        states = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
        states = states.filter(Q(requested_by=user) | Q(object_id__in=[str(pk) for pk in own]))
        imports = _imports_of(user)
        states = states.exclude(pk__in=_folded(user))
        states = states.select_related("current_task_state__finished_by", "current_task_state__task").order_by(
            "-created_at", "-pk"
        )
        pages, readers = _pages(state.object_id for state in states), _readers(states, user)
        rows = [_row(pages[state.object_id], state, readers) for state in states if state.object_id in pages]
        return {"entries": sorted(rows, key=lambda row: not row["is_back"]), "imports": imports}


def _row(page: Page, state: WorkflowState, readers: dict[int, list[User]]) -> dict[str, Any]:
    last, is_back = state.current_task_state, _is_back(state)
    with_whom = [] if is_back or last is None else readers[last.task_id]
    reader = None if is_back or last is None else reader_of(state)
    return {"page": page, "last": last, "is_back": is_back, "readers": with_whom, "reader": reader}


def _readers(states: Iterable[WorkflowState], user: AnyUser) -> dict[int, list[User]]:
    """For each step at which pages wait, those who may decide there; the author is none of them."""
    tasks = {state.current_task_state.task for state in states if state.current_task_state}
    return {
        task.pk: [person for person in deciders(task.specific)[: READERS + 1] if person != user][:READERS]
        for task in tasks
    }


def _imports_of(user: AnyUser) -> list[ImportReview]:
    """Imports that this person sent, of which rows are on their way, wait, or came back."""
    state = ReviewEntry.State
    on_the_way = Q(entries__state__in=[state.SENDING, state.WAITING])
    back = _came_back("entries__")
    reviews = ImportReview.objects.filter(sent_by_id=user.pk).annotate(
        open=Count("entries", filter=on_the_way), back=Count("entries", filter=back)
    )
    reviews = reviews.filter(Q(open__gt=0) | Q(back__gt=0)).select_related("batch").order_by("-sent_at", "-pk")
    return list(reviews)


def _came_back(prefix: str = "") -> Q:
    """Sent back, and not sent again since."""
    needs_changes = WorkflowState.STATUS_NEEDS_CHANGES
    sent_back = ReviewEntry.State.SENT_BACK
    return Q(**{f"{prefix}state": sent_back, f"{prefix}workflow_state__status": needs_changes})


def _folded(user: AnyUser) -> Any:
    """The courses that stand in the one line of an import that this person sent."""
    theirs = ReviewEntry.objects.filter(review__sent_by_id=user.pk, workflow_state__isnull=False)
    return theirs.filter(Q(state=ReviewEntry.State.WAITING) | _came_back()).values("workflow_state")


def _is_back(state: WorkflowState) -> bool:
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES
