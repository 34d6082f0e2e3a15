"""Approving and sending back. An approval names the version that was read; nobody approves their own last edit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page, Revision, TaskState

from core.going_live import CannotGoLive, may_go_live
from core.locking import lock_to_decide
from core.models.approved import ApprovedModel
from core.new_rows import names_version, new_rows
from core.text.revision_text import words as words_of
from core.text.sentences import one_stop
from users.models import AnyUser


class Refused(ValidationError):
    """The decision was not taken; nothing has changed. The messages say why."""


class NewerVersion(Refused):
    """The page was changed after the version that the moderator read."""


def version_of(revision: Revision) -> str:
    """Names a version. Autosave writes over a person's own last one, so the number alone would not do."""
    return f"{revision.pk}@{revision.created_at.isoformat()}"


def last_editor(revision: Revision) -> Any:
    """Who made the last change of the words. Saving without a change, or adding a comment, does not count."""
    # By number: only the newest is ever written over, and machines differ about the time.
    earlier = Revision.objects.filter(
        base_content_type=revision.base_content_type, object_id=revision.object_id, pk__lt=revision.pk
    ).order_by("-pk")
    words = words_of(revision.content)
    for before in earlier.iterator(chunk_size=2):
        if words_of(before.content) != words:
            break
        revision = before
    return revision.user


def why_not_approve_row(draft: Model, revision: Revision, user: AnyUser) -> list[str]:
    """The same of a row that is no page: what is said of both."""
    reasons = []
    if last_editor(revision) == user:
        reasons.append(_("You made the last change. Another moderator has to read it."))
    own = [str(row) for row in new_rows(draft) if _wrote(row) == user]
    if own:
        words = _("It includes a directory entry that you wrote: %(names)s. Another moderator has to read it.")
        reasons.append(one_stop(words % {"names": ", ".join(own)}))
    return reasons


def _wrote(row: ApprovedModel) -> Any:
    revision = row.get_latest_revision()
    return last_editor(revision) if revision else None


def why_not_approve(page: Page, revision: Revision, user: AnyUser) -> list[str]:
    """What keeps this person from approving this version, in plain words; none means that nothing does."""
    reasons = why_not_approve_row(revision.as_object(), revision, user)
    lock = page.get_lock()
    if isinstance(lock, BasicLock) and lock.for_user(user):
        reasons.append(one_stop(_("The page is locked by %(name)s.") % {"name": page.locked_by or _("somebody")}))
    return reasons


@transaction.atomic
def approve(task_state: TaskState, user: AnyUser, version: str, comment: str = "", names: str = "") -> TaskState:
    """Pass this step for the version that was read. With the last step it goes live, or is scheduled.

    `names` are the versions of the new entries of the directory that were shown beside it.

    Raises `Refused`, or `CannotGoLive` when the page breaks a rule; then nothing has changed.
    """
    state, page, revision = _open(task_state, user)
    if version != version_of(revision):
        raise NewerVersion(_("The page was changed after you opened it. Read what is new, then decide again."))
    if names != names_version(revision.as_object()):
        raise NewerVersion(_("New directory entries go live with this page. Read them here as they are now."))
    reasons = why_not_approve(page, revision, user)
    if reasons:
        raise Refused(reasons)
    # The last step publishes, and `BasePage.publish` asks the rules: a step before it asks them here.
    if not state.workflow_state.is_at_final_task and (problems := may_go_live(revision)):
        raise CannotGoLive(problems)
    state.revision = revision
    state.save(update_fields=["revision"])
    return state.approve(user=user, comment=comment)


@transaction.atomic
def send_back(task_state: TaskState, user: AnyUser, reason: str) -> TaskState:
    """Give the page back to whoever sent it. The reason is part of it."""
    state, __, revision = _open(task_state, user)
    if not reason.strip():
        raise Refused(_("Say what should change. This is all the author will see."))
    state.revision = revision
    state.save(update_fields=["revision"])
    return state.reject(user=user, comment=reason.strip())


@transaction.atomic
def pull_out(task_state: TaskState, user: AnyUser) -> TaskState:
    """End the review of a page without a decision: it is a draft again, for whoever edits it."""
    state, __, __ = _open(task_state, user)
    state.workflow_state.cancel(user=user)
    return state


def _open(task_state: TaskState, user: AnyUser) -> tuple[TaskState, Page, Revision]:
    """The step, its page and the page's newest version, held for the rest of the transaction."""
    held = lock_to_decide(int(task_state.workflow_state.object_id))
    if held is None:
        raise Refused(_("The page no longer exists."))
    state = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
    page = held.specific
    if state.status != TaskState.STATUS_IN_PROGRESS:
        who = state.finished_by or _("somebody else")
        raise Refused(one_stop(_("%(name)s has already decided this.") % {"name": who}))
    if not state.task.specific.get_actions(page, user):
        raise Refused(_("You are not one of the people who decide on this page."))
    return state, page, page.get_latest_revision()
