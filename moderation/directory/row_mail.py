"""Mail about drafts of the directory, in the words of that about pages, through the same outbox."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Revision

from core.models.approved import ApprovedModel
from moderation.approval import last_editor
from moderation.go_live_times import when_live
from moderation.notifications import send_letters
from moderation.reviewers.deciders import readers_of
from users.models import AnyUser, User


def moderators_of_rows(revision: Revision) -> list[User]:
    """Those who review pages of the whole site, apart from whoever wrote this version."""
    return [one for one in readers_of(revision.as_object(), revision) if one.pk != revision.user_id]


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


def tell_of_own_change(draft: ApprovedModel, user: AnyUser, reason: str) -> None:
    """To those who would have read it."""
    path = reverse(draft.snippet_viewset.get_url_name("history"), args=[draft.pk])
    link = settings.WAGTAILADMIN_BASE_URL + path
    context = {"title": str(draft), "who": user, "reason": reason, "link": link}
    people = [one for one in readers_of(draft) if one.pk != user.pk]
    send_letters("own_change", people, lambda person: context | {"when": when_live(draft, person)}, user)


def _author(revision: Revision, user: AnyUser) -> list[User]:
    author = last_editor(revision)
    return [author] if author and author != user else []


def _send(
    name: str, draft: ApprovedModel, people: list[User], context: dict[str, Any], reply_to: AnyUser | None
) -> None:
    context |= {"title": str(draft), "kind": draft._meta.verbose_name}
    send_letters(name, people, lambda person: context, reply_to)
