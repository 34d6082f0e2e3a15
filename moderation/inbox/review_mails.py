"""Mail about pages that wait: handed over, asked about, late."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import TaskState

from core.i18n.instants import in_words
from moderation.notifications import send_letters
from users.models import AnyUser, User


def handed_over(state: TaskState, person: User, giver: AnyUser) -> None:
    _send("handed_over", state, [person], giver)


def reminded(state: TaskState, people: Iterable[User], author: AnyUser) -> None:
    _send("reminded", state, people, author)


def late(state: TaskState, people: Iterable[User]) -> None:
    _send("late", state, people, state.workflow_state.requested_by)


def escalated(state: TaskState, people: Iterable[User], asked: list[User]) -> None:
    """To those who may publish here: nobody decided, though `asked` were told that it is late."""
    edit = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[state.workflow_state.object_id])
    names = ", ".join(str(person) for person in asked)
    _send("escalated", state, people, state.workflow_state.requested_by, {"names": names, "link": edit})


def _send(
    name: str, state: TaskState, people: Iterable[User], sender: AnyUser | None, more: dict[str, Any] | None = None
) -> None:
    page = state.workflow_state.content_object.specific
    context: dict[str, Any] = {
        "page": page,
        "title": page.get_latest_revision().object_str,
        "kind": page._meta.verbose_name,
        "sender": sender,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("review", args=[state.pk]),
    } | (more or {})
    since = state.workflow_state.created_at
    send_letters(name, people, lambda person: context | {"since": in_words(since, person)}, sender)
