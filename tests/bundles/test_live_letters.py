"""Once a bundle is live its authors get one message each, once; where it could not, its reviewers hear of it too."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from bundles import due_bundles, publishing
from bundles.hours import schedule
from bundles.models import Bundle
from bundles.publishing import Blocked, publish
from bundles.standing import put
from jobs.models import OutgoingMail
from moderation.models import WaitingLetter
from tests.bundles.conftest import approved, fresh, new_page
from tests.planning.conftest import in_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox_for_mail")]
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def other_author(groups):
    return in_group("odile", "Editors", language="fr")


@pytest.fixture
def of_two(ready, other_author, moderator):
    """With a page of somebody else, beside the two."""
    page = new_page(other_author, "Heures calmes")
    put(page.pk, ready.pk, other_author)
    approved(page, other_author, moderator)
    OutgoingMail.objects.all().delete()
    return ready


def letters():
    return {mail.recipient: mail for mail in OutgoingMail.objects.all()}


def test_each_author_gets_one_message_about_their_own_pages(of_two, page, below, moderator, editor, other_author):
    publish(of_two.pk, moderator)
    told = letters()
    assert OutgoingMail.objects.count() == 2 and set(told) == {editor.email, other_author.email}
    words = told[editor.email].text
    assert told[editor.email].subject == "“Spring” is live"
    assert fresh(page).full_url in words and fresh(below).full_url in words and "Below it" in words
    assert "Heures calmes" not in words
    assert "Les pages du lot" in told[other_author.email].text and "Quiet hours" not in told[other_author.email].text


def test_at_its_hour_too_and_once(of_two, moderator):
    schedule(of_two.pk, moderator, timezone.now() + HOUR)
    for later in (1, 2, 3):
        due_bundles.publish_due(timezone.now() + later * HOUR)
    assert OutgoingMail.objects.count() == 2


def test_a_worker_that_is_killed_has_told_nobody_and_the_next_one_tells_once(of_two, moderator, page, monkeypatch):
    schedule(of_two.pk, moderator, timezone.now() + HOUR)
    tell = publishing.tell_authors

    def killed(*args):
        tell(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "tell_authors", killed)
    with pytest.raises(KeyboardInterrupt):
        due_bundles.publish_due(timezone.now() + HOUR)
    assert not OutgoingMail.objects.exists() and not fresh(page).live
    monkeypatch.undo()
    due_bundles.publish_due(timezone.now() + HOUR)
    assert OutgoingMail.objects.count() == 2 and fresh(page).live


def test_whoever_published_it_or_wants_no_mail_is_not_told(of_two, administrator, editor, other_author):
    other_author.moderation_mail = "never"
    other_author.save()
    editor.is_superuser = True
    editor.save()
    publish(of_two.pk, editor)
    assert not OutgoingMail.objects.exists()


def test_once_a_day_it_waits_for_the_others(of_two, moderator, editor):
    editor.moderation_mail = "daily"
    editor.save()
    publish(of_two.pk, moderator)
    letter = WaitingLetter.objects.get(person=editor)
    assert "Below it" in letter.text and editor.email not in letters()


def test_one_that_is_refused_tells_no_author(of_two, page, moderator, editor):
    draft = fresh(page)
    draft.title = "Changed since"
    draft.save_revision(user=editor)
    with pytest.raises(Blocked):
        publish(of_two.pk, moderator)
    assert not OutgoingMail.objects.exists()


def test_a_page_that_its_author_may_not_see_any_more_is_not_named(of_two, page, moderator, editor, stranger_in_admin):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    editor.groups.set(stranger_in_admin.groups.all())
    publish(of_two.pk, moderator)
    assert editor.email not in letters()


def test_its_reviewers_hear_that_it_missed_its_hour(of_two, page, moderator, administrator, editor):
    reviewer = in_group("rita", "Moderators")
    schedule(of_two.pk, administrator, timezone.now() + HOUR)
    draft = fresh(page)
    draft.title = "Changed since"
    draft.save_revision(user=editor)
    OutgoingMail.objects.all().delete()
    for later in (1, 2):
        due_bundles.publish_due(timezone.now() + later * HOUR)
    # The moderator and the administrator of these tests want no mail.
    assert OutgoingMail.objects.count() == 2 and set(letters()) == {editor.email, reviewer.email}
    assert "Changed since" in letters()[reviewer.email].text
    assert Bundle.objects.get().missed_at
