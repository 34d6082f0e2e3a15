"""One message a day for those who prefer it: complete, once, at their hour, and only of what they may still know."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from moderation.inbox.daily_letters import send_daily_letters
from moderation.models import WaitingLetter
from moderation.submission import submit
from tests import factories
from users.models import User

PACIFIC = ZoneInfo("America/Vancouver")
MORNING = datetime.datetime(2027, 3, 2, 7, 30, tzinfo=PACIFIC)
DAY = datetime.timedelta(days=1)


def set_mail(person, choice, **more):
    User.objects.filter(pk=person.pk).update(moderation_mail=choice, **more)


@pytest.fixture
def daily(moderator):
    set_mail(moderator, User.Mail.DAILY)
    return moderator


@pytest.fixture
def send(daily, editor):
    """Sends a page of this title to review."""

    def made(title):
        page = factories.resource(live=False, title=title)
        page.save_revision(user=editor)
        submit(page, editor)
        mail.outbox.clear()
        return page

    return made


def test_the_letters_of_a_day_come_in_one_message(daily, send):
    send("A first study")
    send("A second study")
    assert mail.outbox == []
    send_daily_letters(MORNING)
    (message,) = mail.outbox
    assert message.to == [daily.email]
    assert "2 messages of today" in message.subject
    assert "A first study" in message.body
    assert "A second study" in message.body
    assert "/admin/review/" in message.body
    assert not WaitingLetter.objects.exists()


def test_nothing_is_written_before_the_hour_of_the_person(daily, send):
    send("A study")
    set_mail(daily, User.Mail.DAILY, time_zone="America/Halifax")
    in_halifax = MORNING.replace(tzinfo=ZoneInfo("America/Halifax"))
    send_daily_letters(in_halifax - datetime.timedelta(hours=1))
    assert mail.outbox == []
    # Long before seven on the Pacific coast.
    send_daily_letters(in_halifax)
    assert len(mail.outbox) == 1


def test_a_zone_that_is_no_zone_keeps_nobody_waiting(daily, send):
    other = factories.moderator(moderation_mail="daily")
    set_mail(daily, User.Mail.DAILY, time_zone="Mars/Olympus")
    send("A study")
    send_daily_letters(MORNING)
    assert sorted(message.to[0] for message in mail.outbox) == sorted([daily.email, other.email])


def test_what_comes_later_that_day_waits_for_the_next(daily, send):
    send("A first study")
    send_daily_letters(MORNING)
    send("A second study")
    send_daily_letters(MORNING + datetime.timedelta(hours=6))
    assert mail.outbox == []
    send_daily_letters(MORNING + DAY)
    (message,) = mail.outbox
    assert "A second study" in message.body
    assert "A first study" not in message.body


def test_a_day_without_letters_has_no_message(daily):
    send_daily_letters(MORNING)
    assert mail.outbox == []


def test_a_worker_that_is_killed_sends_it_later_and_once(daily, send, monkeypatch):
    send("A study")

    def killed(message):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(KeyboardInterrupt):
            send_daily_letters(MORNING)
    assert WaitingLetter.objects.count() == 1
    send_daily_letters(MORNING)
    send_daily_letters(MORNING)
    assert len(mail.outbox) == 1


def lost_their_account(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


def left_their_groups(person):
    person.groups.clear()


def wants_no_mail(person):
    set_mail(person, User.Mail.NEVER)


@pytest.mark.parametrize("change", [lost_their_account, left_their_groups, wants_no_mail])
def test_whoever_may_not_know_any_more_is_not_told(change, daily, send):
    send("A study")
    change(daily)
    send_daily_letters(MORNING)
    assert mail.outbox == []
    assert not WaitingLetter.objects.exists()


def test_a_page_that_is_gone_is_not_told_of(daily, send):
    send("A study")
    gone = send("Gone again")
    gone.delete()
    send_daily_letters(MORNING)
    assert "Gone again" not in mail.outbox[0].body


def test_whoever_wants_mail_at_once_again_gets_what_waits(daily, send):
    send("A study")
    set_mail(daily, User.Mail.AT_ONCE)
    send_daily_letters(MORNING.replace(hour=2))
    assert "A study" in mail.outbox[0].body


def test_it_is_in_the_language_of_the_person(daily, send):
    set_mail(daily, User.Mail.DAILY, language="fr")
    send("A study")
    send_daily_letters(MORNING)
    assert "1 message aujourd’hui" in mail.outbox[0].subject
    assert "attend" in mail.outbox[0].body or "révision" in mail.outbox[0].body


def test_signs_of_a_title_stay_what_they_are(daily, send):
    send("Peers & “friends” <3")
    send_daily_letters(MORNING)
    assert "Peers & “friends” <3" in mail.outbox[0].body
    assert "\n" not in mail.outbox[0].subject


def test_others_get_theirs_at_once(daily, editor, groups):
    other = factories.moderator(moderation_mail="at-once")
    page = factories.resource(live=False)
    page.save_revision(user=editor)
    submit(page, editor)
    assert [message.to for message in mail.outbox] == [[other.email]]
