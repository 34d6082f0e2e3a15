"""Drafts that were begun by their title on the way to a page, as its series, go to review with it (decision 67)."""

from django.db.models import ForeignKey
from wagtail.models import Page, TaskState, WorkflowState

from core.admin.begun_in_form import is_begun_by_title, new_above
from core.going_live import keeps_from_review
from users.models import AnyUser


def begun_for(page: Page, section: Page | None = None) -> list[Page]:
    """Those above it, and those that it names, the ones above first. A page that is not in the tree has its section."""
    path = page.path[: -page.steplen] if page.path else (section.path if section else "")
    above = new_above(path)
    return [*above, *(one for one in _named_by(page) if one not in above)]


def _named_by(page: Page) -> list[Page]:
    fields = [field for field in page._meta.fields if isinstance(field, ForeignKey)]
    kinds = [
        field for field in fields if issubclass(field.related_model, Page) and is_begun_by_title(field.related_model)
    ]
    named = [getattr(page, field.name) for field in kinds]
    return [one for one in named if one and not one.live and one.first_published_at is None]


def is_in_review(draft: Page) -> bool:
    state = draft.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def goes_along(draft: Page, user: AnyUser) -> bool:
    """Never sent yet, in order, and this person could send it by itself. A translation is sent by who translates."""
    rights = draft.permissions_for_user(user)
    if draft.current_workflow_state or not rights.can_edit() or not rights.can_submit_for_moderation():
        return False
    if Page.objects.filter(translation_key=draft.translation_key, pk__lt=draft.pk).exists():
        return False
    revision = draft.get_latest_revision()
    return revision is not None and not keeps_from_review(revision)


def next_to_read(page: Page, user: AnyUser) -> TaskState | None:
    """The review of a page below that waited for this one to go live, where this person decides about it too."""
    if not page.live or not is_begun_by_title(page.specific_class):
        return None
    for below in page.get_children().filter(live=False).order_by("path").specific():
        state = below.current_workflow_task_state
        if state and state.task.specific.get_actions(below, user):
            return state
    return None
