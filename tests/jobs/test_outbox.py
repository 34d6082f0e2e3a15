import datetime
import socket

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from jobs import outbox
from jobs.models import OutgoingMail

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


class DeadServer(EmailBackend):
    def open(self):
        raise socket.gaierror("Name or service not known")


class RefusingServer(EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["nobody@example.org"]:
            raise ValueError("mailbox unavailable")
        return super().send_messages(messages)


class DyingWorker(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


@pytest.fixture
def server(settings, monkeypatch):
    """Sets the mail server that the worker finds."""
    settings.DELIVERY = {"EMAIL_BACKEND": "unused"}

    def use(backend):
        monkeypatch.setattr(outbox, "connection_to_server", backend)

    use(EmailBackend)
    return use


def waiting(recipient="reader@example.org", **fields):
    defaults = {"sender": "Site <site@example.org>", "subject": "Hello", "text": "A text."}
    return OutgoingMail.objects.create(recipient=recipient, **defaults | fields)


def state_of(row):
    row.refresh_from_db()
    return row.state


def test_mail_is_kept_while_no_mail_server_is_set(settings):
    settings.DELIVERY = None
    row = waiting()
    outbox.deliver_due_mail()
    assert (state_of(row), row.tries, mail.outbox) == (State.WAITING, 0, [])


def test_what_the_site_writes_is_sent_with_all_it_holds(server, outbox_for_mail):
    send_mail("Hello", "A text.", "Site <site@example.org>", ["reader@example.org"], html_message="<p>A text.</p>")
    outbox.deliver_due_mail()
    (message,) = mail.outbox
    assert (message.subject, message.body, message.to) == ("Hello", "A text.", ["reader@example.org"])
    assert message.alternatives[0][0] == "<p>A text.</p>"
    assert state_of(OutgoingMail.objects.get()) == State.SENT


def test_a_mail_is_sent_once(server):
    waiting()
    outbox.deliver_due_mail()
    outbox.deliver_due_mail()
    assert len(mail.outbox) == 1


def test_a_worker_killed_while_sending_does_not_send_again(server):
    row = waiting()
    server(DyingWorker)
    with pytest.raises(KeyboardInterrupt):
        outbox.deliver_due_mail()
    server(EmailBackend)
    outbox.deliver_due_mail(timezone.now() + datetime.timedelta(days=2))
    assert len(mail.outbox) == 1
    assert (state_of(row), row.last_error) == (State.FAILED, outbox.INTERRUPTED)


def test_two_workers_do_not_send_the_same_mail(server):
    row = waiting()
    copy = OutgoingMail.objects.get(pk=row.pk)
    for one in (row, copy):
        outbox._send(one, EmailBackend(), timezone.now())
    assert len(mail.outbox) == 1


def test_a_dead_mail_server_is_tried_later_and_later_and_then_given_up(server):
    row, now, waits = waiting(), timezone.now(), []
    server(DeadServer)
    while state_of(row) == State.WAITING:
        now = max(now, row.next_try_at)
        outbox.deliver_due_mail(now)
        row.refresh_from_db()
        waits.append((row.next_try_at - now).total_seconds() / 60)
    assert waits[:-1] == [1, 5, 30, 120, 720]
    assert "Name or service not known" in row.last_error
    assert row.tries == 6


def test_one_mail_that_is_refused_does_not_keep_the_others(server):
    refused, good = waiting("nobody@example.org"), waiting()
    server(RefusingServer)
    outbox.deliver_due_mail()
    assert (state_of(refused), state_of(good)) == (State.WAITING, State.SENT)
    assert "mailbox unavailable" in refused.last_error


def test_each_try_carries_the_same_message_id():
    row = waiting()
    first, second = (outbox.message_of(row).message()["Message-ID"] for _number in range(2))
    assert first == second == f"<{row.key}@example.org>"


def test_a_mail_that_was_given_up_can_be_sent_again(server):
    row = waiting(state=State.FAILED, tries=6, last_error="refused")
    outbox.send_again(row)
    outbox.deliver_due_mail(timezone.now())
    assert state_of(row) == State.SENT


def test_the_connection_is_that_of_the_address_of_the_mail_server(settings):
    settings.DELIVERY = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "site",
        "EMAIL_HOST_PASSWORD": "secret",
        "EMAIL_USE_TLS": True,
    }
    connection = outbox.connection_to_server()
    assert (connection.host, connection.port, connection.username) == ("mail.example.org", 587, "site")
    assert (connection.use_tls, connection.use_ssl, connection.timeout) == (True, False, 10)
