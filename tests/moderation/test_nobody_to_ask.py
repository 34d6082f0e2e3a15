"""A page that nobody may decide about is not sent; administrators see where somebody is missing, before and after."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask

from moderation.approval import send_back
from moderation.models import ReviewTask
from moderation.reviewers.deciders import deciders
from moderation.submission import CannotSubmit, submit
from tests import factories
from tests.moderation.forms import plain_page
from users.models import User


@pytest.fixture
def step(groups):
    return ReviewTask.objects.get()


@pytest.fixture
def nobody(groups):
    """The moderators have all gone."""
    User.objects.filter(groups__name="Moderators").delete()


def all_inactive():
    User.objects.filter(groups__name="Moderators").update(is_active=False)


def group_deleted():
    Group.objects.get(name="Moderators").delete()


def no_way_into_the_admin():
    Group.objects.get(name="Moderators").permissions.clear()


def all_gone():
    User.objects.filter(groups__name="Moderators").delete()


@pytest.mark.parametrize("lack", [all_inactive, group_deleted, no_way_into_the_admin, all_gone])
def test_a_page_is_not_sent_where_nobody_may_decide(lack, draft, editor, administrator):
    lack()
    with pytest.raises(CannotSubmit) as refusal:
        submit(draft, editor)
    words = " ".join(refusal.value.messages)
    assert "Nobody may decide at the step “Review”" in words
    assert "ada@example.org" in words
    assert draft.current_workflow_state is None


def test_the_only_moderator_does_not_send_their_own_page(nobody, moderator):
    page = factories.resource(live=False)
    page.title = "My own words"
    page.save_revision(user=moderator)
    with pytest.raises(CannotSubmit, match="made the last change"):
        submit(page, moderator)


def test_what_another_wrote_may_be_sent_by_the_only_moderator(nobody, draft, moderator):
    assert submit(draft, moderator).current_task_state


def test_a_later_step_without_people_is_seen_at_once(draft, editor, step):
    later = ReviewTask.objects.create(name="Second reading")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(active=True), task=later, sort_order=1)
    with pytest.raises(CannotSubmit, match="Second reading"):
        submit(draft, editor)


def test_a_review_without_steps_publishes_nothing(draft, editor, step):
    step.deactivate()
    with pytest.raises(CannotSubmit, match="no step"):
        submit(draft, editor)


def test_what_was_sent_back_is_not_sent_again_to_nobody(waiting, draft, editor, moderator):
    send_back(waiting, moderator, "More.")
    all_inactive()
    with pytest.raises(CannotSubmit, match="Nobody may decide"):
        submit(draft, editor)


def test_the_editor_is_told_and_the_draft_is_kept(nobody, editor, administrator, sign_in):
    page = factories.standard_page(live=False, owner=editor)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    asked = plain_page(page, "<p>Kept.</p>") | {"action-submit": "1"}
    words = sign_in(editor).post(url, asked, follow=True).content.decode()
    assert "Nobody may decide at the step “Review”" in words
    assert "ada@example.org" in words
    assert "Kept." in str(type(page).objects.get(pk=page.pk).get_latest_revision_as_object().body)


def test_mails_go_to_those_who_may_decide(step, moderator, second_moderator):
    second_moderator.is_active = False
    second_moderator.save()
    assert moderator in deciders(step)
    assert second_moderator not in deciders(step)


# The administrators' desk


def test_administrators_see_pages_that_are_stuck_and_steps_without_people(waiting, administrator, editor, sign_in):
    all_inactive()
    words = sign_in(administrator).get("/admin/").content.decode()
    assert "Nobody to decide" in words
    assert "What peers say" in words
    assert "Review" in words
    assert "Nobody to decide" not in sign_in(editor).get("/admin/").content.decode()


def test_the_desk_says_nothing_while_somebody_may_decide(waiting, administrator, moderator, sign_in):
    assert "Nobody to decide" not in sign_in(administrator).get("/admin/").content.decode()


def test_a_page_that_its_only_moderator_changed_is_stuck(nobody, draft, editor, moderator, administrator, sign_in):
    submit(draft, editor)
    draft.title = "Mended by the moderator"
    draft.save_revision(user=moderator)
    assert "Mended by the moderator" in sign_in(administrator).get("/admin/").content.decode()


# Before somebody goes


@pytest.fixture
def only_one(nobody, waiting_for_one, moderator):
    return moderator


@pytest.fixture
def waiting_for_one(nobody, moderator, draft, editor):
    return submit(draft, editor)


def test_deleting_a_group_says_what_hangs_on_it(only_one, administrator, sign_in):
    group = Group.objects.get(name="Moderators")
    words = sign_in(administrator).get(reverse("wagtailusers_groups:delete", args=[group.pk])).content.decode()
    assert "nobody may decide at the step “Review”" in words
    assert "What peers say" in words


def test_a_group_on_which_nothing_hangs_is_deleted_without_a_word(administrator, sign_in):
    group = Group.objects.create(name="Guests")
    address = reverse("wagtailusers_groups:delete", args=[group.pk])
    assert "Review" not in sign_in(administrator).get(address).content.decode()
    sign_in(administrator).post(address)
    assert not Group.objects.filter(pk=group.pk).exists()


def test_deleting_a_person_says_what_hangs_on_them(only_one, administrator, sign_in):
    address = reverse("wagtailusers_users:delete", args=[only_one.pk])
    words = sign_in(administrator).get(address).content.decode()
    assert "nobody may decide at the step “Review”" in words
    assert "What peers say" in words


def form_of(person, **more):
    names = ("email", "first_name", "last_name", "language", "time_zone")
    fields = {name: getattr(person, name) for name in names} | {"last_name": "Person"}
    return fields | {"groups": [group.pk for group in person.groups.all()], "is_active": "on"} | more


@pytest.mark.parametrize("change", [{"groups": []}, {"is_active": ""}])
def test_the_last_person_of_a_step_is_asked_about_first(change, only_one, administrator, sign_in):
    address = reverse("wagtailusers_users:edit", args=[only_one.pk])
    answer = sign_in(administrator).post(address, form_of(only_one, **change))
    assert "nobody may decide at the step “Review”" in answer.content.decode()
    only_one.refresh_from_db()
    assert only_one.is_active
    assert only_one.groups.exists()
    assert sign_in(administrator).post(address, form_of(only_one, **change, go_anyway="on")).status_code == 302


def test_another_change_of_the_last_person_is_not_asked_about(only_one, administrator, sign_in):
    address = reverse("wagtailusers_users:edit", args=[only_one.pk])
    assert sign_in(administrator).post(address, form_of(only_one, first_name="Monique")).status_code == 302


@pytest.mark.parametrize(("action", "fields"), [("delete", {}), ("set_active_state", {"mark_as_active": "False"})])
def test_all_of_a_step_do_not_go_at_once(action, fields, only_one, administrator, sign_in):
    address = reverse("wagtail_bulk_action", args=["users", "user", action]) + f"?id={only_one.pk}"
    answer = sign_in(administrator).post(address, fields, follow=True)
    assert "nobody may decide at the step “Review”" in answer.content.decode()
    assert User.objects.get(pk=only_one.pk).is_active
