"""An approval names the version that was read; nobody approves their own last edit."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision, TaskState

from core.going_live import CannotGoLive
from moderation.approval import NewerVersion, Refused, approve, last_editor, send_back, version_of
from moderation.submission import CannotSubmit, submit
from resources.models import ResourcePage
from tests import factories


def newest(page):
    return version_of(ResourcePage.objects.get(pk=page.pk).get_latest_revision())


def unchanged(page, waiting):
    page.refresh_from_db()
    return not page.live and TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_IN_PROGRESS


def test_the_approved_version_goes_live(draft, waiting, moderator):
    approve(waiting, moderator, newest(draft), "Good.")
    draft.refresh_from_db()
    assert draft.live
    assert draft.live_revision == TaskState.objects.get(pk=waiting.pk).revision


def test_a_newer_version_is_not_approved_unread(draft, waiting, moderator, second_moderator):
    read = newest(draft)
    draft.title = "Changed meanwhile"
    draft.save_revision(user=second_moderator)
    with pytest.raises(NewerVersion):
        approve(waiting, moderator, read)
    assert unchanged(draft, waiting)


def test_a_version_that_autosave_wrote_over_counts_as_newer(draft, waiting, moderator, editor):
    read = newest(draft)
    draft.title = "Written over"
    draft.save_revision(user=editor, overwrite_revision=draft.get_latest_revision())
    with pytest.raises(NewerVersion):
        approve(waiting, moderator, read)
    assert unchanged(draft, waiting)


def test_the_version_that_was_read_anew_goes_live(draft, waiting, moderator, second_moderator):
    draft.title = "Mended by a moderator"
    draft.save_revision(user=second_moderator)
    approve(waiting, moderator, newest(draft))
    assert ResourcePage.objects.live().get(pk=draft.pk).title == "Mended by a moderator"


def test_nobody_approves_their_own_last_change(draft, waiting, moderator):
    draft.title = "Mended by the moderator"
    draft.save_revision(user=moderator)
    with pytest.raises(Refused, match="You made the last change"):
        approve(waiting, moderator, newest(draft))
    assert unchanged(draft, waiting)


def test_superusers_do_not_approve_their_own_last_change(groups):
    boss = factories.user(is_superuser=True)
    page = factories.resource(live=False)
    page.title = "By the boss"
    page.save_revision(user=boss)
    state = submit(page, boss).current_task_state
    with pytest.raises(Refused, match="You made the last change"):
        approve(state, boss, newest(page))


def test_saving_without_a_change_is_no_edit(draft, editor, moderator):
    draft.save_revision(user=moderator)
    assert last_editor(draft.get_latest_revision()) == editor


def behind(revision):
    """As if it had been saved on a machine whose clock is an hour behind."""
    Revision.objects.filter(pk=revision.pk).update(created_at=revision.created_at - datetime.timedelta(hours=1))


def test_a_clock_that_is_behind_does_not_hide_whose_change_is_the_last(draft, editor, moderator, second_moderator):
    draft.title = "By the moderator"
    draft.save_revision(user=moderator)
    behind(draft.save_revision(user=second_moderator))
    newest_revision = ResourcePage.objects.get(pk=draft.pk).get_latest_revision()
    assert last_editor(newest_revision) == moderator


def test_the_newest_version_goes_live_though_its_clock_was_behind(draft, waiting, moderator, second_moderator):
    draft.title = "Newest"
    behind(draft.save_revision(user=second_moderator))
    approve(waiting, moderator, newest(draft))
    assert ResourcePage.objects.get(pk=draft.pk).live


def test_the_author_cannot_approve_after_somebody_saved_without_a_change(moderator, second_moderator, groups):
    page = factories.resource(live=False)
    page.title = "By the moderator"
    page.save_revision(user=moderator)
    page.save_revision(user=second_moderator)
    state = submit(page, second_moderator).current_task_state
    with pytest.raises(Refused, match="You made the last change"):
        approve(state, moderator, newest(page))


def test_a_page_that_breaks_a_rule_is_not_approved(draft, waiting, moderator, second_moderator):
    draft.summary = ""
    draft.save_revision(user=second_moderator)
    with pytest.raises(CannotGoLive, match="summary"):
        approve(waiting, moderator, newest(draft))
    assert unchanged(draft, waiting)


def test_two_moderators_publish_once(draft, waiting, moderator, second_moderator):
    version = newest(draft)
    approve(waiting, moderator, version)
    published = ResourcePage.objects.get(pk=draft.pk).last_published_at
    with pytest.raises(Refused, match="Mona"):
        approve(waiting, second_moderator, version)
    assert ResourcePage.objects.get(pk=draft.pk).last_published_at == published


@pytest.mark.parametrize("who", ["editor", "translator", "administrator", "member"])
def test_only_moderators_of_the_step_approve(who, request, draft, waiting):
    with pytest.raises(Refused):
        approve(waiting, request.getfixturevalue(who), newest(draft))
    assert unchanged(draft, waiting)


def test_a_page_for_later_is_scheduled_by_its_approval(editor, moderator):
    later = timezone.now().replace(microsecond=0) + datetime.timedelta(days=3)
    page = factories.resource(live=False, go_live_at=later)
    page.save_revision(user=editor)
    approve(submit(page, editor).current_task_state, moderator, newest(page))
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at == later


def test_a_page_that_breaks_a_rule_is_never_scheduled(groups):
    later = timezone.now().replace(microsecond=0) + datetime.timedelta(days=3)
    page = factories.resource(live=False, go_live_at=later, summary="")
    with pytest.raises(CannotGoLive):
        page.get_latest_revision().publish()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_sending_back_needs_a_reason(waiting, draft, moderator):
    with pytest.raises(Refused):
        send_back(waiting, moderator, "   ")
    assert unchanged(draft, waiting)


def test_a_page_sent_back_returns_to_the_same_review(waiting, draft, editor, moderator):
    send_back(waiting, moderator, "Who wrote it?")
    draft.title = "With an author"
    draft.save_revision(user=editor)
    state = submit(draft, editor)
    assert state == waiting.workflow_state
    assert state.current_task_state != waiting


def test_a_locked_page_is_not_approved(waiting, draft, moderator, second_moderator):
    draft.locked, draft.locked_by = True, second_moderator
    draft.save()
    with pytest.raises(Refused, match="Milo"):
        approve(waiting, moderator, newest(draft))


def test_code_cannot_approve_without_naming_a_version(waiting, draft, moderator):
    with pytest.raises(Refused):
        waiting.task.specific.on_action(waiting, moderator, "approve")
    assert unchanged(draft, waiting)


def test_wagtails_own_approval_never_publishes_a_newer_version(waiting, draft, moderator, second_moderator):
    draft.title = "Unread"
    draft.save_revision(user=second_moderator)
    with pytest.raises(ValidationError):
        waiting.approve(user=moderator)
    draft.refresh_from_db()
    assert not draft.live


def test_a_page_is_not_sent_twice(waiting, draft, editor):
    with pytest.raises(CannotSubmit):
        submit(draft, editor)


def test_a_page_that_breaks_a_rule_is_not_sent(editor):
    page = factories.resource(live=False, summary="")
    with pytest.raises(ValidationError):
        submit(page, editor)
    assert not page.workflow_in_progress
