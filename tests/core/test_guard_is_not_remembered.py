"""Who may see what is asked of the database in each request, also when a change was never announced."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from tests import factories
from website import page_cache


@pytest.fixture(autouse=True)
def nothing_finished(monkeypatch):
    """No finished answers: each request reaches what is behind them."""
    monkeypatch.setattr(page_cache, "LONGEST", 0)


def close_in_silence(page, kind=PageViewRestriction.LOGIN):
    """As a change of which no process is told: bulk writes send no signal."""
    return PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type=kind)])[0]


def test_a_privacy_setting_closes_the_page(framed, home, client, commit):
    page = factories.standard_page(slug="help")
    commit()
    assert client.get("/help/").status_code == 200
    close_in_silence(page)
    assert client.get("/help/").status_code == 302


def test_a_membership_that_ended_closes_the_page(framed, home, client, commit):
    page, group, member = factories.standard_page(slug="help"), Group.objects.create(name="A"), factories.user()
    close_in_silence(page, PageViewRestriction.GROUPS).groups.add(group)
    member.groups.add(group)
    client.force_login(member)
    commit()
    assert client.get("/help/").status_code == 200
    member.groups.through.objects.filter(user_id=member.pk)._raw_delete("default")
    assert client.get("/help/").status_code == 403


def test_a_list_loads_no_card_of_a_page_that_was_moved_below_a_closed_one(home, client, commit):
    index = factories.resource_index()
    closed, page = factories.standard_page(), factories.resource(index, title="Only for members")
    close_in_silence(closed)
    commit()
    assert "Only for members" in client.get(index.url).content.decode()
    type(page).objects.filter(pk=page.pk).update(path=f"{closed.path}0001", depth=closed.depth + 1)
    assert "Only for members" not in client.get(index.url).content.decode()


def test_a_list_shows_no_title_below_a_page_that_was_closed(home, client, commit):
    index = factories.resource_index()
    page = factories.resource(index, title="Only for members")
    commit()
    assert "Only for members" in client.get(index.url).content.decode()
    close_in_silence(page)
    assert "Only for members" not in client.get(index.url).content.decode()


def test_a_deleted_group_takes_its_pages_out_of_lists(home, client, commit):
    index, group, member = factories.resource_index(), Group.objects.create(name="A"), factories.user()
    page = factories.resource(index, title="Only for the group")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS).groups.add(group)
    member.groups.add(group)
    client.force_login(member)
    commit()
    assert "Only for the group" in client.get(index.url).content.decode()
    group.delete()
    commit()
    assert "Only for the group" not in client.get(index.url).content.decode()
