"""A summary that goes live when its event ends: when that is, that it moves along, is never early, and happens once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from core.going_live import CannotGoLive, problems_of
from events.after_event.followed_events import follow_all
from events.models import EventPage, WebinarSummaryPage
from jobs import scheduling
from moderation.approval import approve, last_editor, version_of
from moderation.submission import submit
from planning.after_events import after_events
from planning.editorial.dated_entries import Asked
from planning.editorial.of_pages import going_live
from tests import factories
from tests.core.test_page_form import fields_of
from tests.planning.conftest import DAY

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def event(db):
    day = timezone.localdate() + 3 * DAY
    return factories.event(title="A talk", start_date=day, start_time=datetime.time(12), end_time=datetime.time(14))


@pytest.fixture
def draft(event, editor):
    page = factories.summary(live=False, title="What was said", event=event, after_event=True, owner=editor)
    page.save_revision(user=editor)
    return page


@pytest.fixture
def approved(draft, editor, moderator):
    state = submit(fresh(draft), editor).current_task_state
    approve(state, moderator, version_of(fresh(draft).get_latest_revision()))
    return fresh(draft)


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def end_of(event):
    return max(span[1] for _day, span in EventPage.objects.get(pk=event.pk).occurrence_spans())


def move(event, days=0, **fields):
    page = EventPage.objects.get(pk=event.pk)
    page.start_date += days * DAY
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def due(page):
    return list(Revision.objects.filter(object_id=str(page.pk)).exclude(approved_go_live_at=None))


def test_a_version_that_was_saved_a_moment_ago_is_scheduled_as_one_from_the_database(draft, event):
    # What was saved in this request still holds the hour as it was given.
    fresh(draft).save_revision().publish()
    assert [one.approved_go_live_at for one in due(draft)] == [end_of(event)]
    assert not fresh(draft).live


def test_a_draft_says_when_it_would_go_live(draft, event):
    assert fresh(draft).get_latest_revision_as_object().go_live_at == end_of(event)
    draft.after_event = False
    assert draft.go_live_problems() == []


def test_approved_it_waits_for_the_end_and_goes_live_once(approved, event):
    at = end_of(event)
    assert not approved.live and [one.approved_go_live_at for one in due(approved)] == [at]
    scheduling.publish_due(at - SECOND)
    assert not fresh(approved).live


def when_it_is(monkeypatch, instant):
    monkeypatch.setattr(timezone, "now", lambda: instant)


def test_the_worker_publishes_it_then_and_once(approved, event, monkeypatch):
    when_it_is(monkeypatch, end_of(event))
    scheduling.publish_due()
    scheduling.publish_due()
    assert fresh(approved).live and not due(approved)
    assert PageLogEntry.objects.filter(page=approved, action="wagtail.publish.scheduled").count() == 1


def test_moved_or_prolonged_it_moves_along_and_stays_approved(
    approved,
    event,
    monkeypatch,
    django_capture_on_commit_callbacks,
):
    (before,) = due(approved)
    with django_capture_on_commit_callbacks(execute=True):
        move(event, 2, end_time=datetime.time(16))
    (after,) = due(approved)
    assert after.approved_go_live_at == end_of(event) > before.approved_go_live_at + 2 * DAY
    assert version_of(after) == version_of(before) and after.as_object().go_live_at == end_of(event)
    assert fresh(approved).go_live_at == end_of(event) and not fresh(approved).live
    when_it_is(monkeypatch, end_of(event))
    scheduling.publish_due()
    assert fresh(approved).live


def test_nobody_told_it_of_the_move_and_it_is_not_early(approved, event, monkeypatch):
    """The process that moved the event was killed: at the old hour the page asks again."""
    old = end_of(event)
    move(event, 1)
    assert [one.approved_go_live_at for one in due(approved)] == [old]
    when_it_is(monkeypatch, old + SECOND)
    scheduling.publish_due()
    assert not fresh(approved).live and [one.approved_go_live_at for one in due(approved)] == [end_of(event)]
    assert follow_all() == 0


def test_what_was_left_is_done_by_the_worker(approved, draft, event):
    move(event, -1)
    assert follow_all() == 1 and follow_all() == 0
    assert [one.approved_go_live_at for one in due(approved)] == [end_of(event)]


def test_a_draft_in_review_moves_too_and_is_approved_in_the_same_version(draft, event, editor, moderator):
    state = submit(fresh(draft), editor).current_task_state
    version = version_of(fresh(draft).get_latest_revision())
    wrote = last_editor(fresh(draft).get_latest_revision())
    move(event, 5)
    assert follow_all() == 1
    assert last_editor(fresh(draft).get_latest_revision()) == wrote
    approve(state, moderator, version)
    assert [one.approved_go_live_at for one in due(draft)] == [end_of(event)]


def test_an_event_that_is_over_lets_it_go_live_at_once(draft, event, editor, moderator, monkeypatch):
    when_it_is(monkeypatch, end_of(event) + DAY)
    state = submit(fresh(draft), editor).current_task_state
    approve(state, moderator, version_of(fresh(draft).get_latest_revision()))
    assert fresh(draft).live


@pytest.mark.parametrize("fields", [{"condition": "postponed"}, {"condition": "cancelled"}])
def test_without_an_end_it_does_not_go_live(approved, event, monkeypatch, fields):
    old = end_of(event)
    move(event, condition_reason="Snow.", **fields)
    assert {one.field for one in problems_of(approved)} == {"after_event"}
    with pytest.raises(CannotGoLive):
        fresh(approved).get_latest_revision().publish()
    when_it_is(monkeypatch, old + SECOND)
    scheduling.publish_due()
    assert not fresh(approved).live and not due(approved)


def test_without_an_event_it_says_so(db):
    page = factories.summary(live=False, after_event=True)
    assert "event" in {one.field for one in problems_of(page)}


def test_once_live_it_waits_for_nothing(event, editor):
    page = factories.summary(event=event)
    page.after_event = True
    page.save_revision().publish()
    move(event, 2)
    assert follow_all() == 0
    assert fresh(page).live and fresh(page).go_live_at is None


def test_it_is_said_with_the_zone_wherever_it_waits(approved, event, client, editor, moderator):
    client.force_login(editor)
    for address in (reverse("schedule_page"), reverse("wagtailadmin_pages:edit", args=[approved.pk])):
        html = client.get(address).content.decode()
        assert "when “A talk” ends" in html and "Pacific Time" in html, address
    (entry,) = going_live(Asked(editor, timezone.localdate(), timezone.localdate() + 9 * DAY)).entries
    assert entry.note == "when “A talk” ends" and entry.at == end_of(event)


def test_the_button_of_the_review_says_it(draft, client, editor, moderator):
    state = submit(fresh(draft), editor).current_task_state
    client.force_login(moderator)
    html = client.get(reverse("review", args=[state.pk])).content.decode()
    assert "Approve: goes live when “A talk” ends, " in html and "Pacific Time" in html


def test_it_speaks_french(approved, client, editor):
    editor.language = "fr"
    editor.save()
    client.force_login(editor)
    assert "à la fin de «\xa0A talk\xa0»" in client.get(reverse("schedule_page")).content.decode()


def test_an_event_that_somebody_may_not_see_is_not_named(approved, event, stranger_in_admin):
    assert after_events([approved.pk], stranger_in_admin) == {approved.pk: "when “A talk” ends"}
    Page.objects.filter(pk=event.pk).update(live=False)
    assert after_events([approved.pk], stranger_in_admin) == {approved.pk: "when its event ends"}


def edit(client, page, **given):
    client.force_login(factories.user(is_superuser=True))
    fields = {"title": page.title, "slug": page.slug, "event": str(page.event_id), "time_zone": page.time_zone}
    answer = client.post(f"/admin/pages/{page.pk}/edit/", fields_of(WebinarSummaryPage, **fields | given))
    assert answer.status_code == 302, answer.context["form"].errors
    return fresh(page).get_latest_revision_as_object()


def as_shown(at):
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def test_in_the_form_the_event_comes_before_the_schedule(client, draft, event):
    saved = edit(client, draft, after_event="on", go_live_at=as_shown(timezone.now() + 40 * DAY))
    assert saved.go_live_at == end_of(event)
    assert edit(client, draft, go_live_at=as_shown(end_of(event))).go_live_at is None
