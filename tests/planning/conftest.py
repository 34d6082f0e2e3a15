"""People who plan, somebody who may edit one section only, and pages of each kind of entry."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from moderation.groups import set_up_groups
from planning.models import site_today
from tests import factories

DAY = datetime.timedelta(days=1)


def in_group(name, group, **fields):
    person = factories.user(f"{name}@example.org", first_name=name.capitalize(), **fields)
    person.groups.add(Group.objects.get(name=group))
    return person


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
def stranger_in_admin(groups):
    """May edit what lies below one page of its own, and nothing else."""
    person, group = factories.user("sven@example.org"), Group.objects.create(name="Another section")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    own = factories.standard_page(title="Own section")
    GroupPagePermission.objects.create(group=group, page=own, permission_type="change")
    person.groups.add(group)
    return person


@pytest.fixture
def draft(editor):
    return factories.standard_page(live=False, title="Quiet hours", owner=editor)


@pytest.fixture
def today(db):
    return site_today()


def scheduled(at, **fields):
    page = factories.standard_page(live=False, **fields)
    page.go_live_at = at
    page.save_revision(approved_go_live_at=at)
    return page


def noon(day):
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=timezone.get_default_timezone())
