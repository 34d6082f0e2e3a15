"""Mail goes to a mail server of this machine as EMAIL_URL names it."""

import datetime
import socket

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from cms.service_urls import email_settings
from jobs import outbox
from jobs.models import OutgoingMail

pytestmark = pytest.mark.django_db


class Inbox:
    """Keeps what it gets; refuses it for now while `is_full`."""

    def __init__(self):
        self.mail, self.is_full = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name that aiosmtpd calls
        if self.is_full:
            return "452 Insufficient storage, try later"
        self.mail.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 Kept"


@pytest.fixture
def inbox(settings):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    kept = Inbox()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    settings.DELIVERY = email_settings(f"smtp://127.0.0.1:{port}")
    yield kept
    controller.stop()


def waiting():
    return OutgoingMail.objects.create(
        recipient="reader@example.org", sender="Site <site@example.org>", subject="Été", text="Un mot."
    )


def test_a_mail_arrives_once(inbox):
    waiting()
    outbox.deliver_due_mail()
    outbox.deliver_due_mail()
    [(recipients, text)] = inbox.mail
    assert recipients == ["reader@example.org"] and "Message-ID" in text
    assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT


def test_a_mail_that_is_refused_for_now_arrives_later(inbox):
    row, inbox.is_full = waiting(), True
    outbox.deliver_due_mail()
    row.refresh_from_db()
    assert (row.state, row.tries, inbox.mail) == (OutgoingMail.State.WAITING, 1, [])
    assert "Insufficient storage" in row.last_error
    inbox.is_full = False
    outbox.deliver_due_mail(timezone.now() + datetime.timedelta(minutes=2))
    row.refresh_from_db()
    assert (row.state, len(inbox.mail)) == (OutgoingMail.State.SENT, 1)
