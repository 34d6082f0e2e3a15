"""What the frame says to a person who is signed in: private areas, the editor, the admin. Nothing to strangers."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from moderation.groups import EDITORS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    """A private area for one group, with a page in it."""
    group = Group.objects.create(name="Members of the network")
    page = factories.standard_page(title="Working room", show_in_menus=True)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    return page


def member_of(area):
    person = factories.user()
    person.groups.add(area.view_restrictions.get().groups.get())
    return person


def bar(answer):
    """The strip for those who are signed in, or nothing."""
    _before, found, rest = answer.content.decode().partition('<nav class="own-bar')
    return rest.partition("</nav>")[0] if found else ""


def test_a_member_finds_the_door(client, area):
    client.force_login(member_of(area))
    assert f'href="{area.url}"' in bar(client.get("/"))


def test_the_door_leads_to_the_topmost_private_page_alone(client, area):
    inner = factories.standard_page(parent=area, title="Minutes", show_in_menus=True)
    PageViewRestriction.objects.create(page=inner, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(member_of(area))
    assert inner.show_in_menus
    found = bar(client.get("/"))
    assert area.url in found
    assert "Minutes" not in found


def test_a_private_entry_of_a_list_is_no_area(client, area):
    entry = factories.resource(title="A private report")
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(member_of(area))
    assert "A private report" not in bar(client.get("/"))


def test_others_are_not_told_of_it(client, area):
    assert not bar(client.get("/"))
    client.force_login(factories.user())
    answer = client.get("/")
    assert "Working room" not in answer.content.decode()


def test_an_area_that_is_not_live_has_no_door(client, area):
    client.force_login(member_of(area))
    area.unpublish()
    assert "Working room" not in bar(client.get("/"))


def test_a_private_page_says_that_it_is_one(client, area):
    client.force_login(member_of(area))
    assert "Only for members" in client.get(area.url).content.decode()
    assert "Only for members" not in client.get("/").content.decode()


def test_an_editor_comes_to_the_editor(client):
    event = factories.event()
    person = factories.user(is_staff=True)
    person.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(person)
    found = bar(client.get(event.url))
    assert reverse("wagtailadmin_pages:edit", args=[event.pk]) in found
    assert reverse("wagtailadmin_home") in found


def test_a_member_is_not_led_to_the_admin(client, area):
    client.force_login(member_of(area))
    found = bar(client.get(area.url))
    assert "/admin/" not in found


def test_the_way_to_the_admin_comes_with_the_right_and_goes_with_it(client, area, django_capture_on_commit_callbacks):
    person = member_of(area)
    client.force_login(person)
    assert area.url in bar(client.get("/"))
    assert reverse("wagtailadmin_home") not in bar(client.get("/"))
    with django_capture_on_commit_callbacks(execute=True):
        person.groups.add(Group.objects.get(name=EDITORS))
    assert reverse("wagtailadmin_home") in bar(client.get("/"))
    with django_capture_on_commit_callbacks(execute=True):
        person.groups.clear()
    assert reverse("wagtailadmin_home") not in bar(client.get("/"))


def test_who_edits_other_sections_alone_sees_the_admin_and_no_more(client):
    other, page = factories.standard_page(), factories.event()
    group = Group.objects.create(name="Writers of one section")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=other, permission=Permission.objects.get(codename="change_page")
    )
    person = factories.user()
    person.groups.add(group)
    client.force_login(person)
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) in bar(client.get(other.url))
    found = bar(client.get(page.url))
    assert reverse("wagtailadmin_home") in found
    assert "/edit/" not in found


def test_a_page_that_is_kept_for_visitors_never_holds_the_ways_of_staff(client):
    page = factories.event()
    person = factories.user(is_superuser=True)
    client.force_login(person)
    assert "/edit/" in client.get(page.url).text
    stranger = Client()
    for _time in range(2):
        assert "/admin/" not in stranger.get(page.url).text
    assert "/edit/" in client.get(page.url).text
