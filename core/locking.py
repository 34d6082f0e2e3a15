"""Rows that belong to a page are written by whoever holds the page, and are taken in one order (decision 38)."""

import threading

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, TaskState, WorkflowState

from core.drafts.live_as import key_of_target
from users.models import AnyUser

# While a draft is saved, Wagtail notes at the blocks themselves that nothing is required, and all threads share them:
# a page that another one checks in that moment would go live with parts missing.
one_check_at_a_time = threading.RLock()


def lock_person(person: AnyUser) -> None:
    """What one person does waits for itself until the transaction ends; rows that name them are written meanwhile."""
    people = get_user_model().objects.select_for_update(no_key=True)
    list(people.filter(email=person.get_username()).values_list("pk", flat=True))


def lock_to_decide(pk: int) -> Page | None:
    """As `lock_page`. The page in whose place it goes live is held first, as whoever deletes takes the upper first."""
    lock_page(key_of_target(pk))
    return lock_page(pk)


def lock_page(pk: int | None) -> Page | None:
    """The page, then the course of its review, then its step; all held until the transaction ends.

    Call it before any other row of the page is locked or written: a version, a row of an import, the kind's own row.
    None when the page is gone.
    """
    # Not through the model of a kind: a join would take the kind's row before the page's.
    page = Page.objects.select_for_update().filter(pk=pk).first()
    if page is None:
        return None
    kind = ContentType.objects.get_for_model(Page)
    courses = WorkflowState.objects.active().filter(base_content_type=kind, object_id=str(pk)).order_by("pk")
    held = list(courses.select_for_update().values_list("pk", flat=True))
    if held:
        steps = TaskState.objects.filter(workflow_state__in=held, status=TaskState.STATUS_IN_PROGRESS)
        list(steps.order_by("pk").select_for_update().values_list("pk", flat=True))
    return page
