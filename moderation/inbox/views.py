"""What is pressed beside a page in review: I am on it, give back, hand over; and an author's reminder."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from moderation.inbox import readers


def _open_state(pk: int) -> TaskState:
    state = get_object_or_404(TaskState.objects.select_related("workflow_state"), pk=pk)
    if not isinstance(state.workflow_state.content_object, Page):
        raise PermissionDenied
    return state


@require_POST
def reader(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Open to those who decide about the page."""
    state = _open_state(task_state_id)
    page = state.workflow_state.content_object.specific
    if not state.task.specific.get_actions(page, request.user):
        raise PermissionDenied
    if state.status == TaskState.STATUS_IN_PROGRESS:
        _carry_out(request, state)
    return redirect("review", state.pk)


def _carry_out(request: HttpRequest, state: TaskState) -> None:
    action = request.POST.get("action", "")
    if action == "take":
        readers.take(state, request.user)
        messages.success(request, _("The others see that you are on it."))
    elif action == "give-back" and readers.give_back(state, request.user):
        messages.success(request, _("Nobody is on it now."))
    elif action == "hand-over":
        person = readers.hand_over(state, request.user, request.POST.get("person", ""))
        if person is None:
            messages.error(request, _("Choose somebody who may decide about it."))
        else:
            messages.success(request, _("%(person)s is on it now, and gets a mail.") % {"person": person})


@require_POST
def remind(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Open to whoever sent the page, and to its owner."""
    state = _open_state(task_state_id)
    page = state.workflow_state.content_object
    if request.user.pk not in {state.workflow_state.requested_by_id, page.owner_id}:
        raise PermissionDenied
    if state.status != TaskState.STATUS_IN_PROGRESS:
        messages.warning(request, _("It is decided already."))
    elif readers.remind(state, request.user):
        messages.success(request, _("They get a mail."))
    else:
        messages.warning(request, _("They were reminded within the last day."))
    return redirect("wagtailadmin_home")
