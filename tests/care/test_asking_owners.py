"""Owners are asked about pages that come up: each page once, one mail a day, never about what they may not see."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from care.asking_owners import ask_owners
from care.models import PageCare
from care.page_answers import put_off
from jobs.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_an_owner_is_asked_once_in_one_mail(comes_up, editor):
    comes_up(title="How we meet")
    comes_up(title="Who pays")
    ask_owners(timezone.now())
    ask_owners(timezone.now())
    ask_owners(timezone.now() + 3 * DAY)
    assert [one.to for one in mail.outbox] == [[editor.email]]
    assert "- How we meet\n- Who pays\n" in mail.outbox[0].body
    assert mail.outbox[0].subject == "2 pages of yours to look at"
    assert "/admin/care/" in mail.outbox[0].body


def test_what_comes_up_later_that_day_waits_for_the_next(comes_up):
    comes_up(title="How we meet")
    ask_owners(timezone.now())
    comes_up(title="Who pays")
    ask_owners(timezone.now())
    assert len(mail.outbox) == 1
    ask_owners(timezone.now() + DAY)
    assert len(mail.outbox) == 2
    assert "How we meet" not in mail.outbox[1].body


def test_a_page_that_was_put_off_is_asked_for_again(comes_up):
    page = comes_up()
    ask_owners(timezone.now())
    day = put_off(page.care, 1)
    ask_owners(timezone.now() + 2 * DAY)
    assert len(mail.outbox) == 1
    ask_owners(timezone.now() + (day - timezone.localdate()) + DAY)
    assert len(mail.outbox) == 2


def test_a_page_that_is_not_due_is_not_asked_for(editor):
    factories.standard_page(owner=editor)
    ask_owners(timezone.now())
    assert not mail.outbox


def test_a_worker_that_is_killed_asks_again_and_once(comes_up, editor, monkeypatch, outbox_for_mail):
    comes_up()

    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("care.care_mails.asked", killed)
        with pytest.raises(KeyboardInterrupt):
            ask_owners(timezone.now())
    assert not PageCare.objects.exclude(asked_at=None).exists()
    ask_owners(timezone.now())
    ask_owners(timezone.now())
    assert OutgoingMail.objects.filter(recipient=editor.email).count() == 1


def test_the_mail_is_in_the_language_of_the_owner(comes_up, editor):
    editor.language = "fr"
    editor.save()
    comes_up(title="Accueil")
    ask_owners(timezone.now())
    assert mail.outbox[0].subject == "1 de vos pages à revoir"


@pytest.mark.parametrize("change", [{"is_active": False}, {"moderation_mail": "never"}])
def test_who_left_or_wants_no_mail_gets_none(comes_up, editor, change):
    comes_up()
    type(editor).objects.filter(pk=editor.pk).update(**change)
    ask_owners(timezone.now())
    assert not mail.outbox


def test_an_owner_who_is_a_member_now_gets_none(comes_up, member):
    comes_up(owner=member, title="How we meet")
    ask_owners(timezone.now())
    assert not mail.outbox


def test_an_owner_hears_nothing_of_pages_they_may_edit_no_longer(comes_up, editor_below, close):
    section = factories.standard_page()
    person = editor_below(section)
    comes_up(owner=person, parent=section, title="Within reach")
    other = comes_up(owner=person, title="Out of reach")
    close(other)
    ask_owners(timezone.now())
    assert "Within reach" in mail.outbox[0].body
    assert "Out of reach" not in mail.outbox[0].body
