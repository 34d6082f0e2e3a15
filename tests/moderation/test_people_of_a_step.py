"""A step of a review names groups, people, or both; and says what to look at."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowTask

from moderation.models import ReviewTask
from moderation.permissions import may_moderate
from moderation.reviewers.deciders import deciders, why_nobody
from moderation.reviewers.departures import left_by_group, left_by_people
from moderation.submission import submit
from tests import factories
from users.models import User


@pytest.fixture
def reader(groups):
    """Somebody who may open the admin and is in no group."""
    person = factories.user("wren@example.org", first_name="Wren")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return User.objects.get(pk=person.pk)


@pytest.fixture
def step(reader):
    """The only step of a review in one section: one person, no group."""
    task = ReviewTask.objects.create(
        name="Plain language", look_at="Is every sentence short?\n\n  Is “we” explained?  "
    )
    task.people.set([reader])
    return task


@pytest.fixture
def section(step):
    page = factories.resource_index()
    workflow = Workflow.objects.create(name="Two eyes")
    WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=0)
    WorkflowPage.objects.create(page=page, workflow=workflow)
    return page


@pytest.fixture
def sent(section, editor):
    page = factories.resource(section, live=False)
    page.save_revision(user=editor)
    submit(page, editor)
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def test_a_named_person_decides_and_nobody_else(sent, step, reader, moderator, client):
    assert list(deciders(step)) == [reader]
    client.force_login(moderator)
    address = reverse("review", args=[sent.pk])
    client.post(address, {"decision": "approve"})
    sent.refresh_from_db()
    assert sent.status == TaskState.STATUS_IN_PROGRESS
    client.force_login(reader)
    version = client.get(address).context["version"]
    names = client.get(address).context["names"]
    client.post(address, {"decision": "approve", "version": version, "names": names})
    sent.refresh_from_db()
    assert sent.status == TaskState.STATUS_APPROVED
    assert sent.finished_by == reader


def test_a_named_person_gets_the_mail_and_finds_it_waiting(sent, reader, client, mailoutbox):
    assert [mail.to for mail in mailoutbox] == [[reader.email]]
    client.force_login(reader)
    assert reverse("review", args=[sent.pk]) in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_decides_in_a_section_may_moderate_there_alone(section, reader):
    assert may_moderate(reader, section)
    assert not may_moderate(reader, section.get_parent())


def test_what_to_look_at_stands_beside_the_decision(sent, reader, client):
    client.force_login(reader)
    words = client.get(reverse("review", args=[sent.pk])).content.decode()
    assert "Is every sentence short?" in words
    assert "Is “we” explained?" in words
    assert ReviewTask.objects.get(name="Plain language").things_to_look_at[1] == "Is “we” explained?"


def test_a_step_that_says_nothing_has_no_empty_heading(sent, step, reader, client):
    ReviewTask.objects.filter(pk=step.pk).update(look_at=" \n ")
    client.force_login(reader)
    assert "look-at" not in client.get(reverse("review", args=[sent.pk])).content.decode()


def test_a_named_person_who_cannot_sign_in_counts_as_nobody(section, step, reader):
    assert why_nobody(step) == ""
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert "nobody who can sign in" in why_nobody(step)


def test_a_person_and_a_group_together_are_counted_once(step, reader, moderator):
    step.groups.set(moderator.groups.all())
    step.people.add(moderator)
    assert deciders(step).count() == deciders(step).distinct().count()
    assert {moderator, reader} <= set(deciders(step))


def test_what_hangs_on_a_named_person_is_said(section, step, reader):
    assert "Plain language" in left_by_people([reader])[0]
    # Who only leaves groups is still named here.
    assert left_by_people([reader], kept=()) == []


def test_a_group_goes_easily_where_a_person_is_named(section, step, reader, moderator):
    group = moderator.groups.get()
    step.groups.set([group])
    said = " ".join(left_by_group(group))
    assert "“Plain language”; others go on" in said


def test_the_form_of_a_step_offers_people(step, administrator, client):
    client.force_login(administrator)
    address = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
    answer = client.get(address)
    assert answer.status_code == 200
    fields = answer.context["form"].fields
    assert {"groups", "people", "look_at"} <= fields.keys()
    sent = {"name": "Plain language", "people": [str(administrator.pk)], "look_at": "One thing"}
    assert client.post(address, sent).status_code == 302
    assert list(step.people.all()) == [administrator]
