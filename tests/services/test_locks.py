"""Whoever works on a page takes the page first: on PostgreSQL no two wait for each other."""

import datetime
import time

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.models import pages
from jobs import scheduling
from moderation import approval
from moderation.groups import set_up_groups
from moderation.imports import bulk_submission, decisions, review_tasks
from moderation.submission import submit
from resources.models import ResourcePage
from resources.spreadsheets.importing import undoing
from tests import factories
from tests.moderation.test_imports import batch_of
from tests.services import COMMITTED
from tests.services.side import Side

pytestmark = COMMITTED


@pytest.fixture(autouse=True)
def on_postgresql(postgresql):
    """The others take no locks of rows."""


def person(name, group):
    set_up_groups()
    made = factories.user(f"{name}@example.org")
    made.groups.add(Group.objects.get(name=group))
    return made


@pytest.fixture
def moderator():
    return person("mona", "Moderators")


@pytest.fixture
def page():
    """A live page with a newer version."""
    found = factories.resource()
    found.title = "Newest"
    found.save_revision(user=person("edda", "Editors"))
    return found


@pytest.fixture
def due(page):
    """Its older version is to go live now."""
    found = page.revisions.earliest("pk")
    found.approved_go_live_at = timezone.now() - datetime.timedelta(seconds=1)
    found.save()
    return found


def meanwhile(monkeypatch, module, name, side):
    """In the middle of what this side does, the other one begins, as far as it comes."""
    original = getattr(module, name)

    def patched(*args, **kwargs):
        monkeypatch.setattr(module, name, original)
        side.start_and_wait_until_it_waits()
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, patched)


def test_a_page_is_approved_while_an_older_version_is_due(monkeypatch, page, due, moderator):
    step = submit(page, page.latest_revision.user).current_task_state
    worker = Side(scheduling.publish_due)
    meanwhile(monkeypatch, approval, "why_not_approve", worker)
    approval.approve(step, moderator, approval.version_of(page.latest_revision))
    worker.join(30)
    assert worker.error is None
    assert Page.objects.get(pk=page.pk).title == "Newest"


def test_a_page_is_written_over_by_autosave_while_an_older_version_is_due(monkeypatch, page, due):
    newest = page.latest_revision
    worker = Side(scheduling.publish_due)
    meanwhile(monkeypatch, ResourcePage, "save", worker)
    with transaction.atomic():
        page.save_revision(user=newest.user, overwrite_revision=newest, clean=False)
    worker.join(30)
    assert worker.error is None
    assert Page.objects.get(pk=page.pk).live_revision == due


def test_a_row_of_an_import_is_decided_in_the_table_and_on_its_own_page_at_once(monkeypatch, page, moderator):
    review = bulk_submission.send(batch_of([page], page.latest_revision.user), page.latest_revision.user)
    review_tasks.work()
    entry, version = review.entries.get(), approval.version_of(page.latest_revision)
    step = entry.workflow_state.current_task_state
    decisions.ask(review, moderator, "send-back", {entry.pk: version}, "Why.")
    worker = Side(lambda: decisions.carry_out(entry.pk))
    meanwhile(monkeypatch, approval, "why_not_approve", worker)
    approval.approve(step, moderator, version)
    worker.join(30)
    assert worker.error is None
    assert review.entries.get().state == "approved"


def test_an_import_is_undone_while_its_page_is_published(monkeypatch, page):
    batch = batch_of([page], page.latest_revision.user)
    undoing.begin(batch, page.latest_revision.user)
    worker = Side(lambda: undoing.undo_some(batch, time.monotonic() + 60))
    meanwhile(monkeypatch, pages, "may_go_live", worker)
    page.latest_revision.publish()
    worker.join(30)
    assert worker.error is None
    assert "gone live" in batch.rows.get().reason
