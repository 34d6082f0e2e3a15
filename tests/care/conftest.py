"""The people of the network office, and a page that comes up."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from care.models import PageCare
from care.review_dates import keep_rows
from moderation.groups import set_up_groups
from tests import factories


def _person(name, group, **fields):
    person = factories.user(f"{name}@example.org", first_name=name.capitalize(), **fields)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def groups(db):
    set_up_groups()


@pytest.fixture
def editor(groups):
    return _person("edda", "Editors")


@pytest.fixture
def second_editor(groups):
    return _person("emil", "Editors")


@pytest.fixture
def moderator(groups):
    return _person("mona", "Moderators")


@pytest.fixture
def administrator(groups):
    return _person("ada", "Administrators")


@pytest.fixture
def member(groups):
    return _person("mia", "Members")


@pytest.fixture
def editor_below(groups):
    """Makes somebody who may edit what lies below a page, and nothing else."""

    def make(page):
        person, group = factories.user(), Group.objects.create(name=f"Writers of {page.pk}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in ("change_page", "add_page"):
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        person.groups.add(group)
        return person

    return make


@pytest.fixture
def comes_up(editor):
    """Makes a live page that nobody has looked at for years."""

    def make(owner=editor, make_page=factories.standard_page, **fields):
        page = make_page(owner=owner, **fields)
        since = timezone.now() - datetime.timedelta(days=1000)
        type(page).objects.filter(pk=page.pk).update(last_published_at=since)
        PageCare.objects.filter(page_id=page.pk).delete()
        keep_rows()
        return type(page).objects.get(pk=page.pk)

    return make


@pytest.fixture
def sign_in(client):
    def as_person(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_person
