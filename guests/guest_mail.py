"""Mail: the link to whoever is invited, and what they said to whoever has the review. Each once, by the outbox."""

import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from core.addresses import full_address
from core.i18n.instants import in_words
from core.locking import lock_page
from core.site_state import network_name
from guests.inviting import may_invite
from guests.models import GuestLink, GuestWord
from jobs.heartbeat import still_working
from moderation.inbox.readers import concerned
from moderation.models import ReviewReader, ReviewTask
from moderation.notifications import in_plain_text, send_letters
from users.models import AnyUser, User

# Comments come one after the other: they are told together, when nothing was added for a while, or after an hour.
QUIET = datetime.timedelta(minutes=10)
LONGEST = datetime.timedelta(hours=1)


def address_of_link(link: GuestLink) -> str:
    with translation.override(link.language):
        return full_address(reverse("guest_draft", args=[link.token]))


def send_link(link: GuestLink, user: AnyUser) -> None:
    """In the person's language; an answer goes to whoever invited them."""
    if link.page is None or not link.email:
        return
    with translation.override(link.language):
        context = {
            "link": link,
            "title": link.page.get_latest_revision().object_str,
            "network": network_name(),
            "sender": user,
            "until": in_words(link.expires_at),
            "address": address_of_link(link),
        }
        subject = " ".join(in_plain_text("guests/mail/link_subject.txt", context).split())
        body = in_plain_text("guests/mail/link.txt", context).strip() + "\n"
        reply_to = [user.email] if isinstance(user, User) and user.email else None
        EmailMultiAlternatives(subject, body, to=[link.email], reply_to=reply_to).send()


def tell(link: GuestLink, page: Page) -> None:
    """All that this person said and nobody was told of. The caller holds the page."""
    words = list(link.words.untold())
    if not words:
        return
    link.words.untold().update(told_at=timezone.now())
    context = {
        "guest": link.name,
        "words": words,
        "answer": next((word for word in reversed(words) if word.kind != GuestWord.Kind.COMMENT), None),
        "page": page,
        "title": page.get_latest_revision().object_str,
        "link": settings.WAGTAILADMIN_BASE_URL + _where(page),
    }
    send_letters("guest_words", _whom(link, page), lambda person: context, None)


def _where(page: Page) -> str:
    state = page.current_workflow_task_state
    if state and isinstance(state.task.specific, ReviewTask):
        return reverse("review", args=[state.pk])
    return reverse("guest_links", args=[page.pk])


def _whom(link: GuestLink, page: Page) -> list[User]:
    """Whoever has the review; without one, whoever made the link, if they could still make it."""
    state = page.current_workflow_task_state
    if state and isinstance(state.task.specific, ReviewTask):
        reader = ReviewReader.objects.filter(workflow_state=state.workflow_state).first()
        if people := concerned(state, reader):
            return people
    maker = link.made_by
    return [maker] if maker and maker.is_active and may_invite(maker, page) else []


def tell_comments(now: datetime.datetime) -> None:
    waiting = Q(words__told_at=None)
    links = GuestLink.objects.annotate(
        first=Min("words__said_at", filter=waiting), last=Max("words__said_at", filter=waiting)
    )
    for pk in list(links.filter(Q(last__lte=now - QUIET) | Q(first__lte=now - LONGEST)).values_list("pk", flat=True)):
        with transaction.atomic():
            page = lock_page(GuestLink.objects.filter(pk=pk).values_list("page_id", flat=True).first())
            found = GuestLink.objects.select_for_update().filter(pk=pk).first()
            if found and page:
                tell(found, page)
            elif found:
                found.words.untold().update(told_at=now)
        still_working()
