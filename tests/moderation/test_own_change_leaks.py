"""The mail about somebody's own change names the page to nobody who may not read it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from moderation.approval import version_of
from moderation.inbox.daily_letters import send_daily_letters
from moderation.models import ReviewTask, WaitingLetter
from moderation.submission import submit
from tests import factories
from users.models import User

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2027, 3, 2, 7, 30, tzinfo=ZoneInfo("America/Vancouver"))
TITLE, REASON = "Closure of the Elm house", "The lease ends on Friday."


@pytest.fixture
def own(administrator):
    page = factories.standard_page(title=TITLE, slug="elm", live=False, owner=administrator)
    page.save_revision(user=administrator)
    return page


@pytest.fixture
def reader(groups):
    """Named at the step, with the admin and without any section."""
    person = factories.user("rita@example.org")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    ReviewTask.objects.get().people.add(person)
    return person


def close(page, group):
    restriction = PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)


def publish(client, page):
    version = version_of(page.get_latest_revision())
    client.post(reverse("publish_own_change", args=[page.pk]), {"reason": REASON, "version": version})


def told(person):
    mine = [one for one in mail.outbox if person.email in one.to]
    return "\n".join(f"{one.subject}\n{one.body}" for one in mine)


def test_whoever_may_read_it_is_told(own, reader, administrator, sign_in):
    publish(sign_in(administrator), own)
    assert TITLE in told(reader) and REASON in told(reader)


@pytest.mark.parametrize("choice", [User.Mail.AT_ONCE, User.Mail.DAILY])
def test_what_is_closed_to_a_reader_is_not_named_to_them(choice, own, reader, moderator, administrator, sign_in):
    User.objects.filter(pk=reader.pk).update(moderation_mail=choice)
    close(own, Group.objects.create(name="Board"))
    publish(sign_in(administrator), own)
    send_daily_letters(MORNING)
    assert told(reader) == "" and not WaitingLetter.objects.filter(person=reader).exists()
    # Who works in the section is told.
    assert TITLE in told(moderator) and REASON in told(moderator)


def test_the_groups_of_an_area_are_told(own, reader, administrator, sign_in):
    board = Group.objects.create(name="Board")
    reader.groups.add(board)
    close(own, board)
    publish(sign_in(administrator), own)
    assert TITLE in told(reader)


def test_what_is_closed_before_the_message_of_the_day_is_not_in_it(own, reader, administrator, sign_in):
    User.objects.filter(pk=reader.pk).update(moderation_mail=User.Mail.DAILY)
    publish(sign_in(administrator), own)
    assert WaitingLetter.objects.filter(person=reader).count() == 1
    close(own, Group.objects.create(name="Board"))
    send_daily_letters(MORNING)
    assert told(reader) == "" and not WaitingLetter.objects.filter(person=reader).exists()


def test_who_works_in_another_section_is_not_told_of_a_closed_one(own, reader, administrator, sign_in):
    other = Group.objects.create(name="Other section")
    section = factories.standard_page(title="Elsewhere", slug="elsewhere")
    GroupPagePermission.objects.create(group=other, page=section, permission_type="change")
    reader.groups.add(other)
    close(own, Group.objects.create(name="Board"))
    publish(sign_in(administrator), own)
    assert told(reader) == ""


def test_who_reads_a_closed_page_in_review_is_told_of_it(own, reader, administrator):
    """It was sent to them: the review is open to them."""
    User.objects.filter(pk=reader.pk).update(moderation_mail=User.Mail.DAILY)
    close(own, Group.objects.create(name="Board"))
    submit(own, administrator)
    send_daily_letters(MORNING)
    assert TITLE in told(reader)
