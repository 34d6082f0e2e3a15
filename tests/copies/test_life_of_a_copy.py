"""A rewrite waits beside the live page, and takes the place of its words when it is approved."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from copies.beginning import NoCopy, make
from copies.in_place import copy_of
from copies.models import WorkingCopy
from core.going_live import CannotGoLive
from core.visibility import in_bin
from moderation.submission import submit
from tests import factories
from tests.copies.conftest import decide, fresh, rewrite, send


def test_a_copy_says_what_the_page_says_and_is_not_live(page, row, editor):
    assert not row.copy.live
    assert row.copy.specific.body[0].value.source == "<p>First.</p>"
    assert (row.copy.owner, row.copy.get_parent().pk) == (editor, page.pk)
    assert row.copy.translation_key != page.translation_key


def test_there_is_one_at_a_time(page, row, moderator):
    assert make(page, moderator).pk == row.pk
    assert WorkingCopy.objects.count() == 1


def test_a_copy_takes_what_visitors_read_not_the_draft(page, editor):
    rewrite(page, editor, title="Not yet")
    assert make(page, editor).copy.title == "Housing"


def test_after_approval_the_words_are_in_the_page(page, row, editor, moderator, django_capture_on_commit_callbacks):
    rewrite(row.copy, editor, title="Homes", lead="All of it anew.")
    before = fresh(page)
    state = send(row.copy, editor)
    with django_capture_on_commit_callbacks(execute=True):
        decide(state, moderator)
    after = fresh(page)
    assert (after.title, after.lead, after.live) == ("Homes", "All of it anew.", True)
    same = ("slug", "path", "url_path", "translation_key", "owner_id", "first_published_at")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert not after.has_unpublished_changes
    assert after.live_revision.user == editor
    entries = PageLogEntry.objects.filter(page=page.pk, user=moderator)
    assert set(entries.values_list("action", flat=True)) >= {"wagtail.publish", "copies.apply"}


def test_a_copy_that_is_done_with_is_in_the_bin(page, row, editor, moderator, django_capture_on_commit_callbacks):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    with django_capture_on_commit_callbacks(execute=True):
        decide(state, moderator)
    assert in_bin(fresh(row.copy))
    assert copy_of(page) is None
    assert make(fresh(page), editor).pk != row.pk


def test_an_approval_is_refused_after_the_page_went_on(page, row, editor, moderator):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    rewrite(page, editor, publish=True, lead="A correction.")
    with pytest.raises(CannotGoLive, match="Bring its changes in"):
        decide(state, moderator)
    after = fresh(page)
    assert (after.title, after.lead) == ("Housing", "A correction.")
    assert copy_of(page) == row


def test_a_draft_that_waits_at_the_page_is_not_buried(page, row, editor, moderator):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    rewrite(page, editor, lead="Begun.")
    with pytest.raises(CannotGoLive):
        decide(state, moderator)
    assert fresh(page).get_latest_revision_as_object().lead == "Begun."


def test_only_live_pages_have_one_and_copies_have_none(page, row, editor):
    with pytest.raises(NoCopy):
        make(row.copy, editor)
    with pytest.raises(NoCopy):
        make(factories.standard_page(live=False), editor)
    assert WorkingCopy.objects.count() == 1


@pytest.mark.parametrize("kind", ["event", "resource", "summary", "series", "network_page", "event_index", "home"])
def test_every_kind_can_be_copied_and_approved(kind, editor, moderator):
    page = getattr(factories, kind)()
    if not page.live:
        page.save_revision().publish()
    row = make(fresh(page), editor)
    rewrite(row.copy, editor, title="Written anew")
    decide(send(row.copy, editor), moderator)
    assert fresh(page).title == "Written anew"
    assert Page.objects.filter(title="Written anew", live=True).count() == 1


def test_a_page_offline_takes_no_words(page, row, editor, moderator):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    fresh(page).unpublish()
    with pytest.raises(CannotGoLive, match="not live"):
        decide(state, moderator)
    assert not fresh(page).live


def test_a_page_that_is_locked_or_waits_for_its_hour_takes_no_words(page, row, editor, moderator):
    rewrite(row.copy, editor, title="Homes")
    state = send(row.copy, editor)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=editor)
    with pytest.raises(CannotGoLive, match="locked"):
        decide(state, moderator)
    Page.objects.filter(pk=page.pk).update(locked=False, locked_by=None)
    rewrite(page, editor, publish=True, go_live_at=timezone.now() + datetime.timedelta(days=2))
    with pytest.raises(CannotGoLive, match="waits for its hour"):
        decide(state, moderator)
    assert fresh(page).title == "Housing"
    assert fresh(page).revisions.exclude(approved_go_live_at=None).exists()


def test_a_copy_that_lags_behind_is_not_sent(page, row, editor):
    rewrite(page, editor, publish=True, lead="A correction.")
    with pytest.raises(CannotGoLive, match="Bring its changes in"):
        submit(fresh(row.copy), editor)
