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
            OutgoingMail.objects.bulk_create(
                OutgoingMail(
                    recipient=recipient,
                    sender=_named(message.from_email),
                    reply_to=", ".join(message.reply_to),
                    subject=message.subject.replace("\n", " ")[:400],
                    text=str(message.body),
                    html=html,
                )
                for recipient in message.recipients()
            )
        return len(email_messages)


def _named(sender: str) -> str:
    """A mailbox without a name writes in the name of the network."""
    name, mailbox = parseaddr(sender)
    return sender if name else formataddr((network_name(), mailbox))
