"""Mail about pages that somebody looks after: into the outbox together with what it tells of."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from care.models import PageFeedback
from core.i18n.languages import DEFAULT
from moderation.notifications import in_plain_text, post, wants_mail
from users.models import AnyUser, User

# So many pages are named; the rest is counted.
NAMED = 30


def asked(person: User, pages: Sequence[Page]) -> None:
    """Whether these are still right."""
    if wants_mail(person):
        post(letter_to(person.email, person.language, "asked", _listed(pages, len(pages))), person)


def handed_over(person: User, giver: AnyUser, pages: Sequence[Page], count: int) -> None:
    if wants_mail(person):
        context = _listed(pages, count) | {"giver": giver}
        reply_to = giver.email if isinstance(giver, User) else ""
        post(letter_to(person.email, person.language, "handed_over", context, reply_to), person)


def said_by_reader(person: User | None, mailbox: str, note: PageFeedback) -> None:
    """To whoever looks after the page; where nobody does, to the mailbox of the network in its first language."""
    context = {
        "title": note.page.title,
        "words": note.words,
        "address": note.email,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("care_report"),
    }
    if person:
        post(letter_to(person.email, person.language, "said_by_reader", context, note.email), person, note.page)
    elif mailbox:
        letter_to(mailbox, DEFAULT, "said_by_reader", context, note.email).send()


def _listed(pages: Sequence[Page], count: int) -> dict[str, Any]:
    titles = [page.title for page in pages[:NAMED]]
    return {
        "titles": titles,
        "count": count,
        "more": count - len(titles),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("care_report"),
    }


def write(name: str, person: User, context: dict[str, Any], reply_to: str = "") -> None:
    """A mail of plain text, in the language of the person."""
    letter_to(person.email, person.language, name, context, reply_to).send()


def letter_to(mailbox: str, language: str, name: str, context: dict[str, Any], reply_to: str = "") -> EmailMessage:
    with translation.override(language):
        return EmailMessage(
            subject=" ".join(in_plain_text(f"care/mail/{name}_subject.txt", context).split()),
            body=in_plain_text(f"care/mail/{name}.txt", context).strip() + "\n",
            to=[mailbox],
            reply_to=[reply_to] if reply_to else None,
        )
