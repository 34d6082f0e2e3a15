"""Mail goes into the outbox, a table. The worker sends it; nobody waits for a mail server."""

from collections.abc import Sequence
from email.utils import formataddr, parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.site_state import network_name
from jobs.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend of the whole site: one row for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
            name, text, kind = _attached(message)
            OutgoingMail.objects.bulk_create(
                OutgoingMail(
                    recipient=recipient,
                    sender=_named(message.from_email),
                    reply_to=", ".join(message.reply_to),
                    subject=message.subject.replace("\n", " ")[:400],
                    text=str(message.body),
                    html=html,
                    attached_name=name,
                    attached_type=kind,
                    attached_text=text,
                )
                for recipient in message.recipients()
            )
        return len(email_messages)


def _attached(message: EmailMessage) -> tuple[str, str, str]:
    """Name, text and type of the one file that goes along. Raises ValueError for more, and for what is no text."""
    if not message.attachments:
        return "", "", ""
    if len(message.attachments) > 1:
        raise ValueError("The outbox keeps one file of a mail")
    name, text, kind = message.attachments[0]
    if not isinstance(text, str):
        raise ValueError("The outbox keeps files of text alone")
    return name or "", text, kind or "text/plain"


def _named(sender: str) -> str:
    """A mailbox without a name writes in the name of the network."""
    name, mailbox = parseaddr(sender)
    return sender if name else formataddr((network_name(), mailbox))
