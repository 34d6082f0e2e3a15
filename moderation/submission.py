"""Sending a page to review, as a person does with the button of the editor."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Task, WorkflowState

from core.going_live import CannotGoLive, Problem, keeps_from_review
from core.locking import lock_page
from moderation.reviewers.deciders import steps_of, whom_to_tell, why_nobody
from moderation.writing.sent_along import begun_for, goes_along, is_in_review
from users.models import AnyUser


class CannotSubmit(ValidationError):
    """The page is in review already, or nobody reviews pages here. The messages say whom to tell."""


@transaction.atomic
def submit(page: Page, user: AnyUser) -> WorkflowState:
    """Send the newest version to review; after it was sent back, to those who did.

    Raises `CannotGoLive` when it breaks a rule: a moderator's time is not spent on what a rule says. What was begun
    on the way to it goes along; only what can neither go along nor is in review keeps it back. What the checks of the
    section say keeps nothing back here: a moderator may know better, and approval asks again.
    """
    held = lock_page(page.pk)
    if held is None:
        raise CannotSubmit(_("The page no longer exists."))
    page = held.specific
    revision = page.get_latest_revision() or page.save_revision(user=user)
    problems = keeps_from_review(revision)
    if any(one.page is None for one in problems):
        raise CannotGoLive(problems)
    _send_along(revision.as_object(), user, problems)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        _check_deciders(_from(state.current_task_state.task, steps_of(state.workflow)), revision)
        state.resume(user)
        return state
    workflow = page.get_workflow()
    if state or workflow is None:
        raise CannotSubmit(_("The page is in review already.") if state else _("Nobody reviews pages here."))
    _check_deciders(steps_of(workflow), revision)
    return workflow.start(page, user)


def _send_along(page: Page, user: AnyUser, waits_for: list[Problem]) -> None:
    kept_back = {one.page.pk: one for one in waits_for if one.page}
    for draft in begun_for(page):
        if is_in_review(draft) or _went_along(draft, user):
            kept_back.pop(draft.pk, None)
    if kept_back:
        raise CannotGoLive(list(kept_back.values()))


def _went_along(draft: Page, user: AnyUser) -> bool:
    if not goes_along(draft, user):
        return False
    submit(draft, user)
    return True


def _from(task: Task, steps: list[Task]) -> list[Task]:
    """The steps that are still to be passed, from this one on."""
    passed = [one.pk for one in steps].index(task.pk) if task.pk in {one.pk for one in steps} else 0
    return steps[passed:]


def _check_deciders(steps: list[Task], revision: Revision) -> None:
    """A page that nobody may decide about would wait for ever."""
    if not steps:
        raise CannotSubmit([_("The review has no step: nobody would read the page."), whom_to_tell()])
    reasons = [reason for task in steps if (reason := why_nobody(task, revision))]
    if reasons:
        raise CannotSubmit([*reasons, whom_to_tell()])
