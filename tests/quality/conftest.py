"""The people of the network office, and sections with levels of their own."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from moderation.groups import set_up_groups
from quality.models import SectionLevel
from tests import factories


@pytest.fixture
def groups(db):
    set_up_groups()
    factories.moderator()


def _person(name, group):
    person = factories.user(f"{name}@example.org", first_name=name.capitalize())
    person.groups.add(Group.objects.get(name=group))
    return person


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
def editor_below(groups):
    """Makes somebody who may edit what lies below a page, and nothing else."""

    def make(page):
        person, group = factories.user(), Group.objects.create(name=f"Writers of {page.pk}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        person.groups.add(group)
        return person

    return make


@pytest.fixture
def set_level(db):
    def set_it(section, code, level):
        SectionLevel.objects.update_or_create(section=section, check_code=code, defaults={"level": level})

    return set_it


@pytest.fixture
def sign_in(client):
    def as_person(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_person
