"""The people of the office, and a bundle with a page and one below it."""

import pytest
from wagtail.models import Page

from bundles.models import Bundle
from bundles.standing import put
from moderation.approval import approve, version_of
from moderation.groups import set_up_groups
from moderation.submission import submit
from tests import factories
from tests.planning.conftest import in_group


@pytest.fixture
def groups(db):
    set_up_groups()


@pytest.fixture
def editor(groups):
    return in_group("edda", "Editors")


@pytest.fixture
def moderator(groups):
    return in_group("mona", "Moderators", moderation_mail="never")


@pytest.fixture
def administrator(groups):
    return in_group("ada", "Administrators", moderation_mail="never")


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def new_page(editor, title="Quiet hours", **fields):
    page = factories.standard_page(live=False, owner=editor, title=title, **fields)
    page.save_revision(user=editor)
    return page


def approved(page, editor, moderator):
    """Through review, as any page."""
    state = submit(fresh(page), editor).current_task_state
    approve(state, moderator, version_of(fresh(page).get_latest_revision()))
    return fresh(page)


@pytest.fixture
def bundle(editor):
    return Bundle.objects.create(title="Spring", made_by=editor)


@pytest.fixture
def page(editor):
    return new_page(editor)


@pytest.fixture
def below(page, editor):
    return new_page(editor, "Below it", parent=page)


@pytest.fixture
def ready(bundle, page, below, editor, moderator):
    """Both are approved, and wait."""
    for one in (page, below):
        put(one.pk, bundle.pk, editor)
        approved(one, editor, moderator)
    return bundle
