"""A page of a bundle is reviewed as any other, and goes live with the bundle alone, whatever door is tried."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from bundles.models import Bundle, BundleItem
from bundles.publishing import publish
from bundles.standing import Refused, put, take_out
from core.going_live import CannotGoLive
from jobs import scheduling
from moderation.approval import approve, version_of
from moderation.submission import submit
from recycle.binning import put_in_bin
from tests.bundles.conftest import approved, fresh, new_page

pytestmark = pytest.mark.django_db


def test_an_approval_is_kept_and_nothing_goes_live(bundle, page, editor, moderator):
    put(page.pk, bundle.pk, editor)
    now = approved(page, editor, moderator)
    item = BundleItem.objects.get()
    assert not now.live and item.approved_id == now.latest_revision_id and item.approved_by == moderator
    assert not now.workflow_in_progress
    assert PageLogEntry.objects.filter(page=page, action="bundles.keep").count() == 1


def test_the_button_the_answer_and_the_mail_say_so(bundle, page, editor, moderator, client, mailoutbox):
    put(page.pk, bundle.pk, editor)
    state = submit(fresh(page), editor).current_task_state
    client.force_login(moderator)
    address = reverse("review", args=[state.pk])
    assert "Approve: goes live with the bundle “Spring”" in client.get(address).content.decode()
    sent = {"decision": "approve", "version": version_of(fresh(page).get_latest_revision())}
    words = client.post(address, sent, follow=True).content.decode()
    assert "is approved, and goes live with the bundle “Spring”" in words
    letter = mailoutbox[-1]
    assert letter.to == [editor.email] and "It goes live with the bundle “Spring”." in letter.body
    assert "live now" not in letter.body and "live now" not in letter.alternatives[0][0]


def through_the_editor(page, client, editor):
    Page.objects.get(pk=page.pk).specific.get_latest_revision().publish(user=editor)


def by_the_bulk_action(page, client, editor):
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    raise CannotGoLive([])


def by_the_schedule(page, client, editor):
    draft = fresh(page)
    draft.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at)
    scheduling.publish_due()
    raise CannotGoLive([])


@pytest.mark.parametrize("door", [through_the_editor, by_the_bulk_action, by_the_schedule])
def test_no_door_publishes_it_alone(door, bundle, page, administrator, client):
    put(page.pk, bundle.pk, administrator)
    client.force_login(administrator)
    with pytest.raises(CannotGoLive):
        door(page, client, administrator)
    assert not fresh(page).live


def test_the_button_of_the_editor_says_where_it_stands(bundle, page, administrator, client):
    put(page.pk, bundle.pk, administrator)
    client.force_login(administrator)
    words = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "stands in the bundle “Spring” and goes live with it" in words
    assert reverse("bundle", args=[bundle.pk]) in words


def test_a_page_stands_in_one_bundle_at_most(bundle, page, editor):
    put(page.pk, bundle.pk, editor)
    other = Bundle.objects.create(title="Autumn")
    with pytest.raises(Refused, match="Spring"):
        put(page.pk, other.pk, editor)
    # The database says so too.
    with pytest.raises(IntegrityError), transaction.atomic():
        BundleItem.objects.create(page=page, bundle=other)
    put(page.pk, bundle.pk, editor)
    assert BundleItem.objects.count() == 1


def test_once_live_it_may_stand_in_the_next_one(ready, page, editor, moderator):
    publish(ready.pk, moderator)
    put(page.pk, Bundle.objects.create(title="Autumn").pk, editor)
    assert BundleItem.objects.filter(page=page).count() == 2


def test_taken_out_it_goes_live_by_review_alone(bundle, page, editor, moderator):
    put(page.pk, bundle.pk, editor)
    approved(page, editor, moderator)
    assert take_out(page.pk, editor) and not take_out(page.pk, editor)
    assert not fresh(page).live
    assert approved(page, editor, moderator).live


def test_a_page_with_an_hour_of_its_own_keeps_it(bundle, page, editor, moderator):
    page.go_live_at = timezone.now() + datetime.timedelta(days=2)
    page.save_revision(user=editor)
    approved(page, editor, moderator)
    with pytest.raises(Refused, match="by itself"):
        put(page.pk, bundle.pk, editor)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_a_bundle_that_is_live_takes_no_page(bundle, page, editor):
    Bundle.objects.update(published_at=timezone.now())
    with pytest.raises(Refused):
        put(page.pk, bundle.pk, editor)


def test_the_recycle_bin_takes_it_out_with_what_stands_below(ready, page, administrator):
    put_in_bin([fresh(page)], administrator)
    assert not BundleItem.objects.exists() and Bundle.objects.exists()


def test_a_rule_that_is_broken_is_said_at_the_approval(bundle, editor, moderator):
    page = new_page(editor)
    put(page.pk, bundle.pk, editor)
    state = submit(fresh(page), editor).current_task_state
    # Broken after it was sent: another page has its address by now.
    Page.objects.filter(pk=page.pk).update(slug="taken")
    revision = fresh(page).get_latest_revision()
    revision.content["title"] = ""
    revision.save(update_fields=["content"])
    with pytest.raises(CannotGoLive):
        approve(state, moderator, version_of(revision))
    assert BundleItem.objects.get().approved_id is None
