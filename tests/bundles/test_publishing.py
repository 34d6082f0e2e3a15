"""A bundle goes live whole or not at all, once, now or at its hour."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from bundles import due_bundles
from bundles.hours import schedule, take_back
from bundles.models import Bundle, BundleItem
from bundles.publishing import Blocked, publish
from bundles.standing import Refused, put
from jobs.models import OutgoingMail
from tests.bundles.conftest import approved, fresh, new_page

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def live(*pages):
    return [fresh(page).live for page in pages]


def test_all_pages_go_live_in_one_step(ready, page, below, moderator, client):
    client.force_login(moderator)
    answer = client.post(reverse("bundle_publish", args=[ready.pk]), follow=True).content.decode()
    assert "All pages of “Spring” are live." in answer
    assert live(page, below) == [True, True]
    done = Bundle.objects.get()
    assert done.published_at and done.published_by == moderator
    assert not BundleItem.objects.filter(is_open=True).exists() and BundleItem.objects.count() == 2
    assert PageLogEntry.objects.filter(action="wagtail.publish", user=moderator).count() == 2
    client.logout()
    assert client.get(fresh(below).get_url()).status_code == 200


def test_published_twice_it_is_published_once(ready, moderator):
    publish(ready.pk, moderator)
    with pytest.raises(Refused, match="already"):
        publish(ready.pk, moderator)
    assert PageLogEntry.objects.filter(action="wagtail.publish", user=moderator).count() == 2


def test_one_page_that_is_not_ready_keeps_all(ready, page, below, editor, moderator):
    draft = fresh(below)
    draft.title = "Changed since"
    draft.save_revision(user=editor)
    with pytest.raises(Blocked) as refusal:
        publish(ready.pk, moderator)
    (one,) = refusal.value.standings
    assert one.page.pk == below.pk and "changed after it was approved" in one.blockers[0].words
    assert live(page, below) == [False, False] and Bundle.objects.get().published_at is None


def test_killed_in_the_middle_nothing_went_live(ready, page, below, moderator, monkeypatch):
    save, seen = Page.save, []

    def killed(self, *args, **kwargs):
        seen.append(self)
        if len(seen) > 1:
            raise KeyboardInterrupt
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Page, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        publish(ready.pk, moderator)
    monkeypatch.undo()
    assert live(page, below) == [False, False] and Bundle.objects.get().is_open
    publish(ready.pk, moderator)
    assert live(page, below) == [True, True]


def test_who_may_not_publish_each_page_publishes_none(ready, page, editor, client):
    with pytest.raises(Blocked):
        publish(ready.pk, editor)
    client.force_login(editor)
    words = client.get(reverse("bundle", args=[ready.pk])).content.decode()
    assert "You may not publish this page yourself" in words and "Publish all of it now" not in words
    client.post(reverse("bundle_publish", args=[ready.pk]))
    client.post(reverse("bundle_schedule", args=[ready.pk]), {"go_live_at": "2030-01-01 9:00"})
    assert live(page) == [False] and Bundle.objects.get().go_live_at is None


def test_a_bundle_of_nothing_is_not_published(bundle, moderator):
    with pytest.raises(Blocked):
        publish(bundle.pk, moderator)


def test_a_live_page_gets_its_new_version_and_one_without_change_stays(bundle, editor, moderator):
    changed, same = (new_page(editor, title) for title in ("Changed", "Same"))
    for one in (changed, same):
        approved(one, editor, moderator)
        put(one.pk, bundle.pk, editor)
    before = fresh(same).last_published_at
    draft = fresh(changed)
    draft.title = "As it will be"
    draft.save_revision(user=editor)
    approved(changed, editor, moderator)
    assert fresh(changed).title == "Changed"
    publish(bundle.pk, moderator)
    assert fresh(changed).title == "As it will be" and fresh(same).last_published_at == before


def test_an_hour_of_a_page_before_that_of_the_bundle_does_not_split_it(bundle, editor, moderator):
    early, other = new_page(editor, "Early"), new_page(editor, "Other")
    for one in (early, other):
        put(one.pk, bundle.pk, editor)
        draft = fresh(one)
        draft.go_live_at = timezone.now() + HOUR if one == early else None
        draft.save_revision(user=editor)
        approved(one, editor, moderator)
    schedule(bundle.pk, moderator, timezone.now() + 2 * HOUR)
    with pytest.raises(Blocked) as refusal:
        publish(bundle.pk, moderator)
    assert "hour of its own" in refusal.value.standings[0].blockers[0].words
    assert live(early, other) == [False, False]


def test_it_goes_live_at_its_hour_once(ready, page, below, moderator):
    at = timezone.now() + HOUR
    schedule(ready.pk, moderator, at)
    due_bundles.publish_due(at - datetime.timedelta(seconds=1))
    assert live(page, below) == [False, False] and due_bundles.next_instant() == at
    due_bundles.publish_due(at)
    due_bundles.publish_due(at + HOUR)
    assert live(page, below) == [True, True]
    assert Bundle.objects.get().go_live_at is None
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 2


def test_what_was_due_while_the_worker_stood_still_is_caught_up(ready, page, moderator):
    schedule(ready.pk, moderator, timezone.now() + HOUR)
    Bundle.objects.update(go_live_at=timezone.now() - 100 * HOUR)
    due_bundles.publish_due()
    assert live(page) == [True]


def test_not_ready_at_its_hour_nothing_goes_live_and_people_are_told_once(
    ready, page, below, editor, moderator, outbox_for_mail
):
    moderator.moderation_mail = "always"
    moderator.save()
    at = timezone.now() + HOUR
    schedule(ready.pk, moderator, at)
    draft = fresh(below)
    draft.title = "Changed since"
    draft.save_revision(user=editor)
    OutgoingMail.objects.all().delete()
    for later in (0, 1, 2):
        due_bundles.publish_due(at + later * HOUR)
    assert live(page, below) == [False, False]
    told = OutgoingMail.objects.order_by("recipient")
    assert [mail.recipient for mail in told] == [editor.email, moderator.email]
    assert "Changed since" in told[0].text and "It was changed after it was approved" in told[0].text
    bundle = Bundle.objects.get()
    assert bundle.missed_at == at and bundle.go_live_at is None


def test_an_error_of_the_program_is_said_and_others_go_live(ready, page, editor, moderator, monkeypatch):
    other = Bundle.objects.create(title="Autumn")
    second = new_page(editor, "Another")
    put(second.pk, other.pk, editor)
    approved(second, editor, moderator)
    at = timezone.now() + HOUR
    schedule(ready.pk, moderator, at)
    schedule(other.pk, moderator, at + HOUR)
    save = Page.save
    monkeypatch.setattr(Page, "save", lambda self, *a, **k: 1 / 0 if self.pk == page.pk else save(self, *a, **k))
    due_bundles.publish_due(at + 2 * HOUR)
    assert live(page, second) == [False, True]
    assert Bundle.objects.get(pk=ready.pk).trouble == "ZeroDivisionError"


def test_the_hour_is_said_with_its_zone_and_taken_back(ready, moderator, client):
    client.force_login(moderator)
    address = reverse("bundle_schedule", args=[ready.pk])
    answer = client.post(address, {"go_live_at": "2031-05-06 9:00"}, follow=True).content.decode()
    assert "goes live on Tuesday, May 6, 2031" in answer and "Pacific Time, if everything is ready then" in answer
    client.post(address, {"action": "take-back"})
    assert Bundle.objects.get().go_live_at is None
    take_back(ready.pk, moderator)


def test_what_is_no_hour_to_come_is_refused(ready, moderator, client):
    client.force_login(moderator)
    for typed in ("", "soon", "2020-01-01 9:00", "\x00", "99999-01-01"):
        answer = client.post(reverse("bundle_schedule", args=[ready.pk]), {"go_live_at": typed})
        assert answer.status_code == 200 and Bundle.objects.get().go_live_at is None, typed
