import datetime

import pytest
from django.core import mail
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import StandardPage
from jobs import scheduling
from jobs.models import HeldPublication
from tests import factories

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def scheduled(due, **fields):
    """A draft whose latest revision is approved to go live at `due`."""
    page = fields.pop("page", None) or factories.standard_page(live=False, **fields)
    page.go_live_at = due
    page.save_revision(approved_go_live_at=due)
    return page


def broken(due, **fields):
    """A page that breaks a rule of going live: an event without a host."""
    page = factories.event(live=False, organisations=[], **fields)
    return scheduled(due, page=page)


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_a_page_goes_live_when_its_time_has_come_and_not_before():
    now = timezone.now()
    due, later = scheduled(now - MINUTE), scheduled(now + MINUTE)
    scheduling.publish_due(now)
    assert is_live(due)
    assert not is_live(later)


def test_a_page_goes_live_once():
    page = scheduled(timezone.now() - MINUTE)
    scheduling.publish_due()
    published_at = Page.objects.get(pk=page.pk).last_published_at
    scheduling.publish_due()
    assert Page.objects.get(pk=page.pk).last_published_at == published_at


def test_a_worker_that_dies_while_publishing_leaves_the_page_due(monkeypatch):
    page = scheduled(timezone.now() - MINUTE)
    with monkeypatch.context() as patch:
        patch.setattr(StandardPage, "save", _die)
        with pytest.raises(KeyboardInterrupt):
            scheduling.publish_due()
    assert not is_live(page)
    scheduling.publish_due()
    assert is_live(page)


def _die(*args, **kwargs):
    raise KeyboardInterrupt


def test_a_page_that_cannot_go_live_is_held_and_those_after_it_go_live():
    now = timezone.now()
    bad, good = broken(now - 2 * MINUTE), scheduled(now - MINUTE)
    scheduling.publish_due()
    assert not is_live(bad)
    assert is_live(good)
    held = HeldPublication.objects.get()
    assert held.revision.object_id == str(bad.pk)
    assert "host" in held.reason
    assert held.revision.approved_go_live_at is None


def test_an_error_of_the_program_holds_the_page_too(monkeypatch):
    now = timezone.now()
    bad, good = scheduled(now - 2 * MINUTE, title="Bad"), scheduled(now - MINUTE)
    publish = StandardPage.publish
    monkeypatch.setattr(
        StandardPage, "publish", lambda page, *a, **k: 1 / 0 if page.title == "Bad" else publish(page, *a, **k)
    )
    scheduling.publish_due()
    assert (is_live(bad), is_live(good)) == (False, True)
    assert "ZeroDivisionError" in HeldPublication.objects.get().reason


def test_trouble_with_the_database_holds_nothing(monkeypatch):
    page = scheduled(timezone.now() - MINUTE)
    monkeypatch.setattr(StandardPage, "publish", _locked)
    with pytest.raises(OperationalError):
        scheduling.publish_due()
    assert not HeldPublication.objects.exists()
    assert Revision.objects.filter(object_id=str(page.pk), approved_go_live_at__isnull=False).exists()


def _locked(*args, **kwargs):
    raise OperationalError("database is locked")


def test_the_owner_of_a_held_page_is_told_once_in_their_language():
    owner = factories.user("claire@example.org", language="fr")
    page = broken(timezone.now() - MINUTE, owner=owner, title="Rencontre")
    scheduling.publish_due()
    scheduling.publish_due()
    (message,) = mail.outbox
    assert message.to == ["claire@example.org"]
    assert "Rencontre" in message.subject
    assert f"/admin/pages/{page.pk}/edit/" in message.body
    assert HeldPublication.objects.get().told == owner


def test_a_held_page_is_no_longer_held_once_it_is_live():
    page = broken(timezone.now() - MINUTE)
    scheduling.publish_due()
    page.organisations = factories.event().organisations
    page.go_live_at = None
    page.save_revision().publish()
    assert not HeldPublication.objects.exists()


def test_a_page_expires_at_its_time():
    page = factories.standard_page(expire_at=timezone.now() + MINUTE)
    scheduling.expire_due()
    assert is_live(page)
    scheduling.expire_due(timezone.now() + 2 * MINUTE)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_page_that_cannot_expire_does_not_keep_others(monkeypatch):
    bad, good = (factories.standard_page(expire_at=timezone.now() - MINUTE) for _number in range(2))
    unpublish = Page.unpublish
    monkeypatch.setattr(
        Page, "unpublish", lambda page, *a, **k: 1 / 0 if page.pk == bad.pk else unpublish(page, *a, **k)
    )
    scheduling.expire_due()
    assert (is_live(bad), is_live(good)) == (True, False)


def test_the_next_instant_is_that_of_the_next_page():
    soon = timezone.now() + MINUTE
    scheduled(soon + MINUTE)
    factories.standard_page(expire_at=soon)
    assert scheduling.next_instant() == soon
