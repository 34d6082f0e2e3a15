"""What waits for moderators: until when, who is on it, what is said when it takes long."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from moderation.inbox.late_reviews import tell_late
from moderation.models import ReviewReader
from moderation.submission import submit
from tests import factories

DAY = datetime.timedelta(days=1)


@pytest.fixture
def waiting(draft, editor):
    """The editor's page, in review."""
    submit(draft, editor)
    mail.outbox.clear()
    return draft.current_workflow_task_state


def press(client, presser, state, **said):
    client.force_login(presser)
    return client.post(reverse("review_reader", args=[state.pk]), said, follow=True)


def desk(client, person):
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def recipients():
    return sorted(one.to[0] for one in mail.outbox)


def test_the_others_see_who_is_on_it(client, waiting, moderator, second_moderator, editor):
    press(client, moderator, waiting, action="take")
    assert "Mona" in desk(client, second_moderator)
    assert "Mona is reading it" in desk(client, editor)


def test_to_be_on_it_is_no_lock(client, waiting, moderator, second_moderator):
    press(client, moderator, waiting, action="take")
    page = press(client, second_moderator, waiting, action="take").content.decode()
    assert "You are on it." in page
    assert ReviewReader.objects.get().person == second_moderator


def test_only_ones_own_is_given_back(client, waiting, moderator, second_moderator):
    press(client, moderator, waiting, action="take")
    press(client, second_moderator, waiting, action="give-back")
    assert ReviewReader.objects.get().person == moderator
    press(client, moderator, waiting, action="give-back")
    assert ReviewReader.objects.get().person is None


def test_it_is_handed_over_with_a_mail(client, waiting, moderator, second_moderator):
    press(client, moderator, waiting, action="hand-over", person=second_moderator.pk)
    assert ReviewReader.objects.get().person == second_moderator
    assert recipients() == ["milo@example.org"]
    assert mail.outbox[0].reply_to == ["mona@example.org"]


def test_it_is_not_handed_to_whoever_may_not_decide(client, waiting, moderator, editor):
    for key in (editor.pk, "", "x", 10**12):
        press(client, moderator, waiting, action="hand-over", person=key)
    assert not ReviewReader.objects.exclude(person=None).exists()
    assert not mail.outbox


def test_who_may_not_decide_takes_nothing(client, waiting, editor):
    press(client, editor, waiting, action="take")
    assert not ReviewReader.objects.exists()


def test_a_course_that_ended_takes_its_reader_along(client, waiting, moderator):
    press(client, moderator, waiting, action="take")
    WorkflowState.objects.all().delete()
    assert not ReviewReader.objects.exists()


# Reminders


def remind(client, person, state):
    client.force_login(person)
    client.post(reverse("review_remind", args=[state.pk]))


def test_an_author_reminds_all_who_may_decide_once_a_day(client, waiting, editor, moderator, second_moderator):
    remind(client, editor, waiting)
    remind(client, editor, waiting)
    assert recipients() == ["milo@example.org", "mona@example.org"]
    ReviewReader.objects.update(reminded_at=timezone.now() - DAY)
    remind(client, editor, waiting)
    assert len(mail.outbox) == 4


def test_an_author_reminds_whoever_is_on_it_alone(client, waiting, editor, moderator, second_moderator):
    press(client, moderator, waiting, action="take")
    remind(client, editor, waiting)
    assert recipients() == ["mona@example.org"]


def test_another_editor_reminds_nobody(client, waiting, second_moderator):
    remind(client, second_moderator, waiting)
    assert not mail.outbox


# Until when


def test_moderators_are_told_once_when_a_page_is_late(waiting, moderator, second_moderator):
    tell_late(timezone.now() + 5 * DAY)
    assert not mail.outbox
    tell_late(timezone.now() + 6 * DAY)
    tell_late(timezone.now() + 7 * DAY)
    assert recipients() == ["milo@example.org", "mona@example.org"]
    assert "Pacific Time" in mail.outbox[0].body


def test_when_nobody_decides_those_above_are_told_once(waiting, moderator, administrator):
    late = timezone.now() + 6 * DAY
    tell_late(late)
    mail.outbox.clear()
    tell_late(late + 2 * DAY)
    assert not mail.outbox
    tell_late(late + 3 * DAY)
    tell_late(late + 4 * DAY)
    assert recipients() == ["ada@example.org"]
    words = mail.outbox[0].body
    assert "Mona" in words
    assert reverse("wagtailadmin_pages:edit", args=[waiting.workflow_state.object_id]) in words


def test_a_page_that_was_decided_in_time_bothers_nobody_above(client, waiting, moderator, administrator):
    late = timezone.now() + 6 * DAY
    tell_late(late)
    client.force_login(moderator)
    client.post(reverse("review", args=[waiting.pk]), {"decision": "send-back", "comment": "No."})
    mail.outbox.clear()
    tell_late(late + 30 * DAY)
    assert not mail.outbox


def test_a_page_that_was_sent_back_is_not_late(client, waiting, moderator):
    client.force_login(moderator)
    client.post(reverse("review", args=[waiting.pk]), {"decision": "send-back", "comment": "No."})
    mail.outbox.clear()
    tell_late(timezone.now() + 30 * DAY)
    assert not mail.outbox


def test_what_is_due_first_stands_first(client, waiting, moderator, editor):
    soon = timezone.localdate() + 3 * DAY
    event = factories.event(live=False, owner=editor, title="An evening that is near", start_date=soon)
    event.save_revision(user=editor)
    submit(event, editor)
    words = desk(client, moderator)
    assert words.index("An evening that is near") < words.index("What peers say")


def test_the_desk_says_what_changed(client, waiting, moderator, editor):
    live = factories.resource(title="A live finding", summary="Before.")
    live.summary = "After."
    live.save_revision(user=editor)
    submit(live, editor)
    words = desk(client, moderator)
    assert "Changed: Summary" in words
    assert "New" in words
