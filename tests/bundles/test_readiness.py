"""The list says of each page what still blocks it, and what is ready."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from bundles.models import BundleItem
from bundles.publishing import Blocked, open_items, publish
from bundles.readiness.blockers import standings
from bundles.readiness.files_of_pages import files_of
from bundles.standing import put
from core.new_rows import names_version
from files.models import SiteDocument
from home.models import StandardPage
from moderation.approval import approve, send_back, version_of
from moderation.submission import submit
from networks.models import Person
from tests import factories
from tests.bundles.conftest import approved, fresh, new_page
from tests.bundles.test_preview import picture

pytestmark = pytest.mark.django_db


def lines(bundle, user=None):
    """What is said of each page, by its title."""
    found = standings(open_items(bundle.pk), user)
    return {one.title: [blocker.words for blocker in one.blockers] for one in found}


def of(bundle, page, user=None):
    return " ".join(lines(bundle, user)[fresh(page).get_latest_revision_as_object().title])


def test_what_is_approved_is_ready(ready, moderator):
    assert lines(ready, moderator) == {"Quiet hours": [], "Below it": []}


def test_each_stage_of_review_is_named(bundle, page, editor, moderator):
    put(page.pk, bundle.pk, editor)
    assert "has not been sent for review" in of(bundle, page)
    state = submit(fresh(page), editor).current_task_state
    (blocker,) = standings(open_items(bundle.pk), moderator)[0].blockers
    assert "in review, at the step" in blocker.words and blocker.address == reverse("review", args=[state.pk])
    assert standings(open_items(bundle.pk), editor)[0].blockers[0].address.endswith("/edit/")
    send_back(state, moderator, "Name the hours.")
    assert "was sent back" in of(bundle, page)
    approved(page, editor, moderator)
    assert of(bundle, page) == ""
    draft = fresh(page)
    draft.title = "Other hours"
    draft.save_revision(user=editor)
    assert "changed after it was approved" in of(bundle, page)


def test_rules_of_going_live_are_listed_with_their_place(ready, page, editor):
    with_link = fresh(page)
    with_link.body = [("text", "<p><a href='https://example.org/'>here</a></p>")]
    with_link.save_revision(user=editor)
    found = next(one for one in standings(open_items(ready.pk), None) if one.page.pk == page.pk)
    assert any("does not say where it leads" in one.words and "#at=" in one.address for one in found.blockers)


def test_a_parent_outside_of_the_bundle_has_to_be_live(bundle, below, page, editor):
    put(below.pk, bundle.pk, editor)
    assert "stands under “Quiet hours”" in of(bundle, below)
    put(page.pk, bundle.pk, editor)
    assert "stands under" not in of(bundle, below)


def test_two_pages_with_one_address_are_named_and_nothing_goes_live(bundle, editor, moderator):
    pages = [new_page(editor, f"Page {number}") for number in (1, 2)]
    for one in pages:
        put(one.pk, bundle.pk, editor)
        draft = fresh(one)
        draft.slug = "the-same"
        draft.save_revision(user=editor)
        approved(one, editor, moderator)
    assert all("would have the same address" in of(bundle, one) for one in pages)
    with pytest.raises(Blocked):
        publish(bundle.pk, moderator)


def test_an_address_taken_meanwhile_blocks(ready, page, moderator):
    factories.standard_page(slug="quiet", title="Another")
    revision = BundleItem.objects.get(page=page).approved
    revision.content["slug"] = "quiet"
    revision.save(update_fields=["content"])
    assert "quiet" in of(ready, page)
    with pytest.raises(Blocked):
        publish(ready.pk, moderator)
    assert not fresh(page).live


def test_hours_of_its_own_that_do_not_fit(bundle, editor, moderator):
    now = timezone.now()
    later, over = (new_page(editor, title) for title in ("Later", "Over"))
    for one, name, at in (
        (later, "go_live_at", now + datetime.timedelta(days=5)),
        (over, "expire_at", now + datetime.timedelta(days=1)),
    ):
        put(one.pk, bundle.pk, editor)
        draft = fresh(one)
        setattr(draft, name, at)
        draft.save_revision(user=editor)
        approved(one, editor, moderator)
    type(bundle).objects.update(go_live_at=now + datetime.timedelta(days=2))
    assert "hour of its own, which is later" in of(bundle, later)
    assert "would go off the site before" in of(bundle, over)
    assert not Page.objects.filter(pk=later.pk, live=True).exists()


def test_an_entry_of_the_directory_that_was_changed_since_keeps_it(bundle, editor, moderator):
    ann = factories.person("Ann", live=False)
    ann.save_revision(user=editor)
    event = factories.event(
        live=False, owner=editor, people=[("person", {"part": "speaker", "person": ann, "name": ""})]
    )
    event.save_revision(user=editor)
    put(event.pk, bundle.pk, editor)
    state = submit(fresh(event), editor).current_task_state
    revision = fresh(event).get_latest_revision()
    approve(state, moderator, version_of(revision), names=names_version(revision.as_object()))
    assert of(bundle, event) == ""
    ann.name = "Anna"
    ann.save_revision(user=editor)
    assert "directory entry that goes live with it was changed" in of(bundle, event)
    with pytest.raises(Blocked):
        publish(bundle.pk, moderator)
    assert not Person.objects.get(pk=ann.pk).live


def test_pictures_and_documents_are_listed_with_what_is_wrong(page):
    nameless, gone = picture(), SiteDocument.objects.create(title="Minutes", file=ContentFile(b"words", "minutes.txt"))
    nameless.alternatives = {}
    nameless.save()
    gone.file.storage.delete(gone.file.name)
    draft = fresh(page)
    draft.image = nameless
    draft.body = [("text", f'<p><a linktype="document" id="{gone.pk}">The minutes</a></p>')]
    found = {one.title: one for one in files_of(draft)}
    assert found["Teal"].note == "It has no alternative text." and not found["Teal"].blocks
    assert "damaged or missing" in found["Minutes"].blocks


def test_it_is_said_in_french(ready, page, editor):
    draft = fresh(page)
    draft.title = "Changed"
    draft.save_revision(user=editor)
    with translation.override("fr"):
        assert "approuv" in of(ready, page)


def test_the_number_of_questions_does_not_explode(ready, editor, moderator, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):
        lines(ready, moderator)
    assert StandardPage.objects.filter(live=False).count() == 2
