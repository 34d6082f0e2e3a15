"""The rules of going live are asked once for each act: by `BasePage.publish`, or by the form of the editor."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from core.going_live import CannotGoLive
from core.models import pages
from home.models import StandardPage
from moderation.approval import approve, version_of
from moderation.models import ReviewTask
from moderation.submission import submit
from resources.models import ResourcePage
from tests import factories
from tests.moderation.test_publish_guards import plain_page


@pytest.fixture
def asked(monkeypatch):
    """The pages that the rules were asked about."""
    asked, ask = [], pages.problems_of_any_page
    monkeypatch.setattr(pages, "problems_of_any_page", lambda page: asked.append(page) or ask(page))
    return asked


@pytest.fixture
def two_steps(groups):
    """The workflow of the resources gets a step before the last."""
    workflow = Workflow.objects.create(name="Two steps")
    for number in range(2):
        task = ReviewTask.objects.create(name=f"Step {number}")
        task.groups.add(Group.objects.get(name="Moderators"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    WorkflowPage.objects.create(workflow=workflow, page=factories.resource_index())


def newest(page):
    return version_of(ResourcePage.objects.get(pk=page.pk).get_latest_revision())


def test_sending_asks_once(draft, editor, asked):
    submit(draft, editor)
    assert len(asked) == 1


def test_the_last_step_asks_once(draft, waiting, moderator, asked):
    approve(waiting, moderator, newest(draft))
    assert len(asked) == 1


def test_a_step_before_the_last_asks_once(two_steps, draft, editor, moderator, asked):
    step = submit(draft, editor).current_task_state
    asked.clear()
    approve(step, moderator, newest(draft))
    assert len(asked) == 1


def test_a_step_before_the_last_refuses_what_may_not_go_live(two_steps, draft, editor, moderator):
    step = submit(draft, editor).current_task_state
    draft.summary = ""
    draft.save_revision(user=editor)
    with pytest.raises(CannotGoLive, match="summary"):
        approve(step, moderator, newest(draft))


def test_publishing_in_the_editor_asks_once(administrator, asked, sign_in):
    page = factories.standard_page(live=False)
    # Where nobody reviews, no reason is asked on the way.
    WorkflowPage.objects.all().delete()
    asked.clear()
    fields = plain_page(page) | {"action-publish": "1"}
    sign_in(administrator).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)
    assert StandardPage.objects.get(pk=page.pk).live
    assert len(asked) == 1
