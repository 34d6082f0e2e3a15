import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from jobs import scheduling
from jobs.heartbeat import Role
from jobs.models import OutgoingMail, WorkerBeat
from tests import factories
from tests.jobs.test_scheduling import broken

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
STOPPED = "The background work has stopped."
QUEUE_STOPPED = "The task queue has stopped."


def at_work(role, **more):
    return WorkerBeat.objects.create(worker_id=f"a {role}", role=role, host="here", pid=1, **more)


@pytest.fixture
def administrator(client):
    person = factories.user("admin@example.org", is_superuser=True, is_staff=True)
    client.force_login(person)
    return client


@pytest.fixture
def editor(client):
    person = factories.user("editor@example.org")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)
    client.force_login(person)
    return client


def text_at(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_the_front_page_of_the_admin_warns_when_the_worker_has_stopped(editor):
    assert STOPPED in text_at(editor, "wagtailadmin_home")
    at_work(Role.WORKER, beat_at=timezone.now() - MINUTE)
    assert STOPPED in text_at(editor, "wagtailadmin_home")


def test_the_front_page_of_the_admin_is_quiet_while_the_worker_runs(editor):
    at_work(Role.WORKER)
    assert STOPPED not in text_at(editor, "wagtailadmin_home")


def test_the_front_page_of_the_admin_warns_when_the_task_queue_has_stopped(editor):
    at_work(Role.WORKER)
    assert QUEUE_STOPPED in text_at(editor, "wagtailadmin_home")
    at_work(Role.QUEUE)
    assert QUEUE_STOPPED not in text_at(editor, "wagtailadmin_home")


def test_a_page_held_back_is_named_with_its_reason_and_a_link(administrator):
    page = broken(timezone.now() - MINUTE, title="Town hall")
    scheduling.publish_due()
    for name in ("wagtailadmin_home", "work_report"):
        text = text_at(administrator, name)
        assert "Town hall" in text
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
        assert "host" in text


def test_who_may_not_edit_a_page_does_not_read_that_it_is_held(editor):
    broken(timezone.now() - MINUTE, title="Town hall")
    scheduling.publish_due()
    assert "Town hall" not in text_at(editor, "work_report")


def test_the_report_says_in_words_when_the_worker_last_ran(administrator):
    at_work(Role.WORKER, job="core.send_mail", last_error="ValueError: no", last_error_at=timezone.now())
    text = text_at(administrator, "work_report")
    assert "It runs: last seen 0" in text
    assert "core.send_mail" in text
    assert "ValueError: no" in text


def test_the_report_says_that_mail_is_kept_without_a_mail_server(administrator, settings):
    settings.DELIVERY = None
    OutgoingMail.objects.create(recipient="reader@example.org", subject="Hello", text="A text.")
    text = text_at(administrator, "work_report")
    assert "Waiting: 1." in text
    assert "no mail server is set" in text


def test_an_administrator_reads_a_mail_and_sends_it_again(administrator):
    row = OutgoingMail.objects.create(
        recipient="reader@example.org", subject="Hello", text="See https://example.org/", state="failed", tries=6
    )
    assert "Hello" in text_at(administrator, "outbox:index")
    assert 'href="https://example.org/"' in text_at(administrator, "outbox:inspect", row.pk)
    administrator.post(reverse("send_mail_again", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.tries) == ("waiting", 0)


def test_nobody_writes_or_changes_mail_by_hand(administrator):
    row = OutgoingMail.objects.create(recipient="reader@example.org", subject="Hello", text="A text.")
    for name, args in (("add", []), ("edit", [row.pk]), ("delete", [row.pk])):
        assert administrator.get(reverse(f"outbox:{name}", args=args)).status_code == 302
        assert administrator.post(reverse(f"outbox:{name}", args=args)).status_code == 302
    assert OutgoingMail.objects.filter(pk=row.pk).exists()


def test_mail_is_for_administrators_only(editor):
    row = OutgoingMail.objects.create(recipient="reader@example.org", subject="Private", text="A text.")
    for name, args in (("outbox:index", []), ("outbox:inspect", [row.pk])):
        assert "Private" not in text_at(editor, name, *args)
    editor.post(reverse("send_mail_again", args=[row.pk]))
    row.refresh_from_db()
    assert "Mail</h2>" not in text_at(editor, "work_report")
    assert row.state == "waiting"
