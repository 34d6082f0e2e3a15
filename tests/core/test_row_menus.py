"""The menu of a row in lists of pages comes when it is opened, for who may see the page there."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests import factories

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def sectional(client):
    """An editor of the events alone."""
    group = Group.objects.create(name="Events only")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=factories.event_index(), permission_type="change")
    person = factories.user(is_staff=True)
    person.groups.add(group)
    client.force_login(person)
    return client


def test_a_list_says_where_the_menu_is(sectional):
    event = factories.event()
    listed = sectional.get(f"/admin/pages/{event.get_parent().pk}/").content.decode()
    assert f'href="{reverse("row_menu", args=[event.pk])}?next=' in listed
    assert reverse("wagtailadmin_pages:history", args=[event.pk]) not in listed


def test_the_menu_holds_what_this_person_may_do(sectional):
    event = factories.event()
    menu = sectional.get(reverse("row_menu", args=[event.pk]), headers=BY_SCRIPT).content.decode()
    assert menu.strip().startswith("<div")
    assert reverse("wagtailadmin_pages:history", args=[event.pk]) in menu
    assert reverse("wagtailadmin_pages:delete", args=[event.pk]) not in menu


def test_without_a_script_the_menu_is_a_page(sectional):
    event = factories.event(title="Bridge")
    page = sectional.get(reverse("row_menu", args=[event.pk])).content.decode()
    assert "<html" in page
    assert "Bridge" in page
    assert reverse("wagtailadmin_pages:history", args=[event.pk]) in page


def test_it_leads_back_to_the_list_and_nowhere_else(sectional):
    event = factories.event()
    address = reverse("row_menu", args=[event.pk])
    menu = sectional.get(f"{address}?next=/admin/event_list/", headers=BY_SCRIPT).content.decode()
    assert "next=/admin/event_list/" in menu or "next=%2Fadmin%2Fevent_list%2F" in menu
    menu = sectional.get(f"{address}?next=https://elsewhere.example/", headers=BY_SCRIPT).content.decode()
    assert "elsewhere.example" not in menu


def test_a_page_of_another_section_is_not_told_of(sectional):
    other = factories.resource(title="Hidden away", live=False)
    assert sectional.get(reverse("row_menu", args=[other.pk])).status_code == 404


def test_a_member_without_the_admin_gets_nothing(client):
    event = factories.event()
    client.force_login(factories.user())
    assert event.title not in client.get(reverse("row_menu", args=[event.pk])).content.decode()
