"""The moderators' page, as they see it."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from moderation.approval import version_of
from resources.models import ResourcePage
from tests import factories


@pytest.fixture
def url(waiting):
    return reverse("review", args=[waiting.pk])


def version(page):
    return version_of(ResourcePage.objects.get(pk=page.pk).get_latest_revision())


def test_shows_what_is_needed_to_decide(url, draft, moderator, sign_in):
    draft.summary = "Write to jane.doe@example.org."
    draft.save_revision(user=None)
    words = sign_in(moderator).get(url).content.decode()
    for part in ("What peers say", "Approve: goes live now", "Send back", "jane.doe@example.org", "Edda"):
        assert part in words
    assert version(draft) in words


def test_approves(url, draft, moderator, sign_in):
    answer = sign_in(moderator).post(url, {"decision": "approve", "version": version(draft)}, follow=True)
    assert "is live" in answer.content.decode()
    assert ResourcePage.objects.get(pk=draft.pk).live


def test_refuses_a_newer_version_and_shows_what_changed(url, draft, moderator, second_moderator, sign_in):
    read = version(draft)
    draft.title = "A wholly new name"
    draft.save_revision(user=second_moderator)
    answer = sign_in(moderator).post(url, {"decision": "approve", "version": read, "comment": "Fine by me"})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "What changed since you opened it" in words
    assert "A wholly new name" in words
    assert "Fine by me" in words
    assert not ResourcePage.objects.get(pk=draft.pk).live


def test_a_decision_without_a_version_is_refused(url, draft, moderator, sign_in):
    assert sign_in(moderator).post(url, {"decision": "approve"}).status_code == 409
    assert not ResourcePage.objects.get(pk=draft.pk).live


def test_sends_back_with_a_reason(url, waiting, moderator, sign_in):
    sign_in(moderator).post(url, {"decision": "send-back", "comment": "Name the author."})
    state = TaskState.objects.get(pk=waiting.pk)
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "Name the author.")


def test_sending_back_without_a_reason_changes_nothing(url, waiting, moderator, sign_in):
    assert sign_in(moderator).post(url, {"decision": "send-back"}).status_code == 409
    assert TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_IN_PROGRESS


def test_offers_no_approval_of_ones_own_change(url, draft, moderator, sign_in):
    draft.title = "Mended"
    draft.save_revision(user=moderator)
    words = sign_in(moderator).get(url).content.decode()
    assert "You made the last change" in words
    assert "Approve: goes live" not in words


def test_a_page_that_breaks_a_rule_says_so_in_place_of_the_button(url, draft, moderator, sign_in):
    draft.summary = ""
    draft.save_revision()
    words = sign_in(moderator).get(url).content.decode()
    assert "Summary: Write the summary." in words
    assert "Approve: goes live" not in words


@pytest.mark.parametrize("who", ["editor", "translator", "administrator", "member"])
def test_is_closed_to_others(who, request, url, draft, sign_in):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(url).status_code in {302, 403}
    assert client.post(url, {"decision": "approve", "version": version(draft)}).status_code in {302, 403}
    assert not ResourcePage.objects.get(pk=draft.pk).live


def test_an_old_link_leads_to_the_step_that_is_open(url, waiting, draft, editor, moderator, sign_in):
    client = sign_in(moderator)
    client.post(url, {"decision": "send-back", "comment": "Again."})
    state = ResourcePage.objects.get(pk=draft.pk).current_workflow_state
    state.resume(editor)
    assert client.get(url).url == reverse("review", args=[state.current_task_state.pk])


def test_a_decided_page_is_shown_without_buttons(url, draft, moderator, sign_in):
    client = sign_in(moderator)
    client.post(url, {"decision": "approve", "version": version(draft)})
    words = client.get(url).content.decode()
    assert "This was decided" in words
    assert 'name="decision"' not in words


def test_the_editor_of_a_page_in_review_leads_here(url, draft, moderator, sign_in):
    words = sign_in(moderator).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert f'href="{url}"' in words
    assert "data-workflow-action-name" not in words


def test_the_front_page_lists_what_waits(url, draft, moderator, sign_in):
    words = sign_in(moderator).get("/admin/").content.decode()
    assert "Waiting for you" in words
    assert url in words


def test_the_author_sees_why_a_page_came_back(url, moderator, editor, sign_in):
    sign_in(moderator).post(url, {"decision": "send-back", "comment": "Name the author."})
    words = sign_in(editor).get("/admin/").content.decode()
    assert "Sent back by Mona" in words
    assert "Name the author." in words


def test_a_change_of_terms_is_shown(url, draft, waiting, moderator, sign_in, groups):
    read = version(draft)
    draft.page_terms.add(type(draft.page_terms.first())(term=factories.term("topic", "Housing first"), sort_order=9))
    draft.forget_terms()
    draft.save_revision()
    words = sign_in(moderator).post(url, {"decision": "approve", "version": read}).content.decode()
    assert '<span class="addition">Housing first</span>' in words


def test_the_preview_is_what_a_stranger_sees(waiting, draft, moderator, sign_in):
    url = reverse("review_preview", args=[waiting.pk, draft.get_latest_revision().pk])
    words = sign_in(moderator).get(url).content.decode()
    assert draft.title in words
    assert "Signed in as" not in words


def test_the_preview_is_of_that_version(waiting, draft, moderator, sign_in):
    url = reverse("review_preview", args=[waiting.pk, draft.get_latest_revision().pk])
    answer = sign_in(moderator).get(url)
    assert answer.status_code == 200
    assert answer["X-Frame-Options"].upper() == "SAMEORIGIN"
