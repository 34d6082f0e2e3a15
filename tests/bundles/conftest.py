"""The people of the office, and a bundle with a page and one below it."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

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


@pytest.fixture
def stranger_in_admin(groups):
    """May edit what lies below one page, and nothing else."""
    person, group = factories.user("sven@example.org"), Group.objects.create(name="Another section")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    own = factories.standard_page(title="Own section")
    GroupPagePermission.objects.create(group=group, page=own, permission_type="change")
    person.groups.add(group)
    return person


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
