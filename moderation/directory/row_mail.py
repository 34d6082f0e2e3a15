"""Mail about drafts of the directory, in the words of that about pages, through the same outbox."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, Revision

from core.models.approved import ApprovedModel
from moderation.approval import last_editor
from moderation.notifications import send_letters
from moderation.reviewers.deciders import deciders, steps_of
from users.models import AnyUser, User


def moderators_of_rows(revision: Revision) -> list[User]:
    """Those who review pages of the whole site, apart from whoever wrote this version."""
    front = Page.objects.filter(depth=2).first()
    workflow = front.get_workflow() if front else None
    people = {user.pk: user for step in (steps_of(workflow) if workflow else []) for user in deciders(step, revision)}
    people.pop(revision.user_id, None)
    return list(people.values())


def tell_of_change(draft: ApprovedModel, revision: Revision, people: list[User], is_again: bool) -> None:
    path = reverse("review_row", args=[draft._meta.model_name, draft.pk])
    context = {"author": revision.user, "is_again": is_again, "link": settings.WAGTAILADMIN_BASE_URL + path}
    _send("submitted", draft, people, context, revision.user)


def tell_of_approval(draft: ApprovedModel, revision: Revision, user: AnyUser) -> None:
    address = draft.get_absolute_url() if hasattr(draft, "get_absolute_url") else ""
    link = settings.WAGTAILADMIN_BASE_URL + address if address else ""
    context = {"moderator": user, "comment": "", "link": link, "page_is_live": True}
    _send("approved", draft, _author(revision, user), context, user)


def tell_of_return(draft: ApprovedModel, revision: Revision, user: AnyUser, reason: str) -> None:
    path = reverse(draft.snippet_viewset.get_url_name("edit"), args=[draft.pk])
    context = {"moderator": user, "comment": reason, "link": settings.WAGTAILADMIN_BASE_URL + path}
    _send("rejected", draft, _author(revision, user), context, user)


def _author(revision: Revision, user: AnyUser) -> list[User]:
    author = last_editor(revision)
    return [author] if author and author != user else []


def _send(
    name: str, draft: ApprovedModel, people: list[User], context: dict[str, Any], reply_to: AnyUser | None
) -> None:
    context |= {"title": str(draft), "kind": draft._meta.verbose_name}
    send_letters(name, people, lambda person: context, reply_to)
