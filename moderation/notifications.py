"""Mail about pages in review, to the people concerned: it goes into the outbox together with what it tells of.

Pages that came with an import have none of their own: `moderation.imports.import_emails` writes one for all.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from core.drafts.live_as import target_of
from core.together.held_pages import goes_live_with
from moderation.go_live_times import when_live
from moderation.imports.row_tracking import entry_of, follow
from moderation.models import ReviewTask, WaitingLetter
from moderation.reviewers.deciders import deciders
from users.models import AnyUser, User


def on_submitted(instance: TaskState, user: AnyUser | None = None, **kwargs: Any) -> None:
    """To the moderators of this step, apart from whoever sent the page."""
    task = instance.task.specific
    state = instance.workflow_state
    if not isinstance(task, ReviewTask) or entry_of(state):
        return
    senders = {one.pk for one in (user, state.requested_by, instance.revision.user) if one and one.pk}
    moderators = deciders(task, instance.revision).exclude(pk__in=senders)
    context = {
        "author": state.requested_by,
        "is_again": state.task_states.exclude(pk=instance.pk).exists(),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("review", args=[instance.pk]),
    }
    _send("submitted", state, moderators, context, reply_to=state.requested_by)


def on_approved(instance: WorkflowState, user: AnyUser | None = None, **kwargs: Any) -> None:
    if follow(instance):
        return
    last = instance.current_task_state
    page = (target_of(instance.content_object) or instance.content_object).specific
    context = {
        "moderator": user,
        "comment": last.comment if last else "",
        "link": page.full_url or "",
        "page_is_live": page.live,
    }
    _send("approved", instance, _author(instance, user), context, reply_to=user)


def on_rejected(instance: WorkflowState, user: AnyUser | None = None, **kwargs: Any) -> None:
    if follow(instance):
        return
    context = {
        "moderator": user,
        "comment": instance.current_task_state.comment,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[instance.object_id]),
    }
    _send("rejected", instance, _author(instance, user), context, reply_to=user)


def _author(state: WorkflowState, user: AnyUser | None) -> list[User]:
    return [state.requested_by] if state.requested_by and state.requested_by != user else []


def _send(
    name: str, state: WorkflowState, people: Iterable[User], context: dict[str, Any], reply_to: AnyUser | None
) -> None:
    page = state.content_object
    if not isinstance(page, Page):
        return
    page = page.specific
    revision = state.current_task_state.revision if state.current_task_state else page.get_latest_revision()
    context |= {"page": page, "title": revision.object_str, "kind": page._meta.verbose_name}
    draft = revision.as_object()

    def going_live(person: User) -> dict[str, Any]:
        return context | {"when": when_live(draft, person), "others": goes_live_with(page, person)}

    send_letters(name, people, going_live, reply_to)


def send_letters(
    name: str, people: Iterable[User], context_for: Callable[[User], dict[str, Any]], reply_to: AnyUser | None
) -> None:
    """To each who wants mail, in their language; `page` of the context says who may still be told later."""
    for person in people:
        if wants_mail(person):
            with translation.override(person.language):
                context = context_for(person) | {"person": person}
                post(letter(name, person, context, reply_to), person, context.get("page"))


def wants_mail(person: User) -> bool:
    return bool(person.is_active and person.email and person.moderation_mail != User.Mail.NEVER)


def post(message: EmailMessage, person: User, page: object = None) -> None:
    """Into the outbox now, or with the other letters of the day. `page`: what it is about, if that is a page."""
    if person.moderation_mail != User.Mail.DAILY:
        message.send()
        return
    about = page if isinstance(page, Page) and page.pk else None
    subject = str(message.subject)[:400]
    WaitingLetter.objects.create(person=person, page_id=about and about.pk, subject=subject, text=str(message.body))


def letter(name: str, person: User, context: dict[str, Any], reply_to: AnyUser | None) -> EmailMultiAlternatives:
    base = f"moderation/mail/{name}"
    letter = EmailMultiAlternatives(
        subject=" ".join(in_plain_text(f"{base}_subject.txt", context).split()),
        body=in_plain_text(f"{base}.txt", context).strip() + "\n",
        to=[person.email],
        reply_to=[reply_to.email] if isinstance(reply_to, User) and reply_to.email else None,
    )
    letter.attach_alternative(render_to_string(f"{base}.html", context), "text/html")
    return letter


def in_plain_text(name: str, context: dict[str, Any]) -> str:
    """A text that is no HTML: its signs are those that were written."""
    template: Any = get_template(name)
    return str(template.template.render(Context(context, autoescape=False)))


def _nobody(**kwargs: Any) -> None:
    """Wagtail would write to all superusers here."""


def connect() -> None:
    """In place of Wagtail's own letters: a signal knows each name (dispatch_uid) once, whoever comes first."""
    places = (
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification", on_submitted),
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", _nobody),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", on_rejected),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", on_approved),
    )
    for signal, sender, name, letter in places:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(letter, sender=sender, dispatch_uid=name)
