"""The people of the network office, and a small section."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from moderation.groups import set_up_groups
from tests import factories


def _person(name, group):
    person = factories.user(f"{name}@example.org", first_name=name.capitalize())
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def groups(db):
    set_up_groups()
    factories.moderator()


@pytest.fixture
def editor(groups):
    return _person("edda", "Editors")


@pytest.fixture
def moderator(groups):
    return _person("mona", "Moderators")


@pytest.fixture
def administrator(groups):
    return _person("ada", "Administrators")


@pytest.fixture
def keeper_of(groups):
    """Makes somebody who may do everything below a page, and nothing elsewhere."""

    def make(page):
        person, group = factories.user(), Group.objects.create(name=f"Keepers of {page.pk}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for right in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
            permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        person.groups.add(group)
        return person

    return make


@pytest.fixture
def section(db):
    """A page with one below it, which has one below it."""
    top = factories.network_page(title="Housing")
    middle = factories.network_page(parent=top, title="Shelters")
    factories.network_page(parent=middle, title="In winter")
    return top
