"""“I am on it”: who reads a page in review, so that two people do not read the same one.

It says and does not lock: whoever may decide may decide at any time.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from core.locking import lock_page
from moderation.inbox import review_mails
from moderation.models import ReviewReader
from moderation.reviewers.deciders import deciders
from users.models import AnyUser, User

# How often an author may ask.
ONCE_IN = datetime.timedelta(days=1)


def reader_of(state: WorkflowState) -> User | None:
    found = ReviewReader.objects.filter(workflow_state=state).select_related("person").first()
    return found.person if found else None


def may_be_handed(state: TaskState, giver: AnyUser) -> list[User]:
    """Those who may decide about the newest version, apart from whoever hands it over."""
    page = state.workflow_state.content_object
    found = deciders(state.task.specific, page.get_latest_revision())
    return [person for person in found.order_by("last_name", "first_name", "pk") if person.pk != giver.pk]


def take(state: TaskState, person: AnyUser) -> None:
    _note(state, person)


def give_back(state: TaskState, person: AnyUser) -> bool:
    """Only what one has. False where somebody else reads it by now."""
    with transaction.atomic():
        lock_page(int(state.workflow_state.object_id))
        mine = ReviewReader.objects.filter(workflow_state=state.workflow_state, person_id=person.pk)
        return bool(mine.update(person=None, since=None))


def hand_over(state: TaskState, giver: AnyUser, key: str) -> User | None:
    """To somebody who may decide, with a mail. None where there is no such person."""
    person = next((one for one in may_be_handed(state, giver) if str(one.pk) == key), None)
    if person is None:
        return None
    with transaction.atomic():
        _note(state, person)
        review_mails.handed_over(state, person, giver)
    return person


def _note(state: TaskState, person: AnyUser) -> None:
    with transaction.atomic():
        lock_page(int(state.workflow_state.object_id))
        ReviewReader.objects.update_or_create(
            workflow_state=state.workflow_state, defaults={"person_id": person.pk, "since": timezone.now()}
        )


def remind(state: TaskState, author: AnyUser, now: datetime.datetime | None = None) -> bool:
    """Write to whoever reads it, or to all who may; once a day. False where that was done within a day."""
    now = now or timezone.now()
    with transaction.atomic():
        lock_page(int(state.workflow_state.object_id))
        row, _made = ReviewReader.objects.get_or_create(workflow_state=state.workflow_state)
        if row.reminded_at and row.reminded_at > now - ONCE_IN:
            return False
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        review_mails.reminded(state, concerned(state, row), author)
    return True


def concerned(state: TaskState, row: ReviewReader | None) -> list[User]:
    """Whoever reads it; else all who may decide about the newest version."""
    revision = state.workflow_state.content_object.get_latest_revision()
    found = deciders(state.task.specific, revision)
    mine = [person for person in found if row and person.pk == row.person_id]
    return mine or list(found)
