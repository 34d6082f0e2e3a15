"""Sends what waits in the outbox. A mail server that is down, slow or mistaken delays mail and loses none."""

import datetime
import logging
from email.utils import parseaddr
from typing import Any

from django import VERSION
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from jobs.heartbeat import still_working
from jobs.models import OutgoingMail

logger = logging.getLogger(__name__)

TIMEOUT = 10
DELAYS = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
AT_ONCE = 50
# Written before a mail is handed over, so that it stands there when the worker is killed in that moment.
INTERRUPTED = gettext_noop("The worker stopped while sending this. The message may have arrived.")

State = OutgoingMail.State


def connection_to_server() -> BaseEmailBackend:
    """The mail server of EMAIL_URL."""
    delivery: dict[str, Any] = settings.DELIVERY or {}
    options = {
        "host": delivery.get("EMAIL_HOST"),
        "port": delivery.get("EMAIL_PORT"),
        "username": delivery.get("EMAIL_HOST_USER") or "",
        "password": delivery.get("EMAIL_HOST_PASSWORD") or "",
        "use_tls": delivery.get("EMAIL_USE_TLS", False),
        "use_ssl": delivery.get("EMAIL_USE_SSL", False),
        "timeout": TIMEOUT,
    }
    if delivery.get("EMAIL_FILE_PATH"):
        options["file_path"] = f"/{delivery['EMAIL_FILE_PATH']}"
    if VERSION >= (6, 1):
        # There a backend that is made by hand has to say which mailer it is.
        options["alias"] = "server"
    return import_string(delivery["EMAIL_BACKEND"])(**options)


def deliver_due_mail(now: datetime.datetime | None = None) -> None:
    """Send what is due, one mail after the other. Without a mail server everything stays where it is."""
    now = now or timezone.now()
    due = OutgoingMail.objects.filter(state=State.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")
    if not settings.DELIVERY or not due.exists():
        return
    connection = connection_to_server()
    try:
        connection.open()
    except Exception as error:  # whatever a mail server, a network or a name service can come up with
        logger.warning("No mail was sent: %s", error)
        for mail in due:
            _postpone(mail, error, now, tries=mail.tries + 1)
        return
    try:
        for mail in due[:AT_ONCE]:
            _send(mail, connection, now)
            still_working()
    finally:
        connection.close()


def _send(mail: OutgoingMail, connection: BaseEmailBackend, now: datetime.datetime) -> None:
    # The claim. Only one worker gets it, and the row already says what is true if this is the last it does.
    claim = OutgoingMail.objects.filter(pk=mail.pk, state=State.WAITING, next_try_at__lte=now)
    if not claim.update(state=State.FAILED, tries=F("tries") + 1, last_error=INTERRUPTED):
        return
    try:
        connection.send_messages([message_of(mail)])
    except Exception as error:  # as above; also a mail that cannot be written as one
        logger.warning("Mail %s was not sent: %s", mail.key, error)
        _postpone(mail, error, now, tries=mail.tries + 1)
    else:
        sent = OutgoingMail.objects.filter(pk=mail.pk)
        sent.update(state=State.SENT, sent_at=timezone.now(), last_error="")


def _postpone(mail: OutgoingMail, error: Exception, now: datetime.datetime, tries: int) -> None:
    row = OutgoingMail.objects.filter(pk=mail.pk)
    note = f"{type(error).__name__}: {error}"[:2000]
    if tries > len(DELAYS):
        row.update(state=State.FAILED, tries=tries, last_error=note)
    else:
        row.update(state=State.WAITING, tries=tries, last_error=note, next_try_at=now + DELAYS[tries - 1])


def send_again(mail: OutgoingMail) -> None:
    """Begin anew, at once, with all tries."""
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=State.WAITING, tries=0, last_error="", sent_at=None, next_try_at=timezone.now()
    )


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    host = parseaddr(mail.sender)[1].rpartition("@")[2] or "localhost"
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender or None,
        [mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        # The same at each try: a mail server that got it already knows it again.
        headers={"Message-ID": f"<{mail.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.attached_name:
        message.attach(mail.attached_name, mail.attached_text, mail.attached_type)
    return message
