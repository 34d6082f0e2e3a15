"""A live page of the editor's, and a working copy of it."""

import pytest
from wagtail.models import Page
from wagtail.rich_text import RichText

from copies.beginning import make
from moderation.approval import approve, version_of
from moderation.submission import submit
from tests import factories
from tests.moderation.conftest import administrator, editor, groups, moderator, second_moderator, sign_in

__all__ = ["administrator", "editor", "groups", "moderator", "second_moderator", "sign_in"]


@pytest.fixture
def page(editor):
    return factories.standard_page(
        title="Housing",
        slug="housing",
        owner=editor,
        body=[("text", RichText("<p>First.</p>")), ("text", RichText("<p>Second.</p>"))],
    )


@pytest.fixture
def row(page, editor):
    return make(page, editor)


@pytest.fixture
def copy(row):
    return row.copy


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def rewrite(page, person, publish=False, **values):
    """A new version of a page, as its form saves it."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=person)
    if publish:
        revision.publish()
    return revision


def send(page, person):
    return submit(fresh(page), person).current_task_state


def decide(state, person):
    return approve(state, person, version_of(fresh(state.workflow_state.content_object).get_latest_revision()))
