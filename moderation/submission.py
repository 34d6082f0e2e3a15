"""Sending a page to review, as a person does with the button of the editor."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from core.going_live import CannotGoLive, may_go_live
from core.locking import lock_page
from users.models import AnyUser


class CannotSubmit(ValidationError):
    """The page is in review already, or nobody reviews pages here."""


@transaction.atomic
def submit(page: Page, user: AnyUser) -> WorkflowState:
    """Send the newest version to review; after it was sent back, to those who did.

    Raises `CannotGoLive` when it breaks a rule: a moderator's time is not spent on what a rule says.
    """
    held = lock_page(page.pk)
    if held is None:
        raise CannotSubmit(_("The page is gone."))
    page = held.specific
    problems = may_go_live(page.get_latest_revision() or page.save_revision(user=user))
    if problems:
        raise CannotGoLive(problems)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return state
    workflow = page.get_workflow()
    if state or workflow is None:
        raise CannotSubmit(_("The page is in review already.") if state else _("Nobody reviews pages here."))
    return workflow.start(page, user)
