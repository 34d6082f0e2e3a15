"""The table “Who can do what” says what the permissions say."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Workflow, WorkflowPage, WorkflowTask

from moderation.models import ReviewTask
from moderation.permissions import may_moderate
from moderation.reviewers.section_rights import rights_in, sections_for
from tests import factories
from users.models import User


@pytest.fixture
def events(groups):
    return factories.event_index()


@pytest.fixture
def host(events):
    """Somebody with rights in one section, and who decides there alone."""
    group = Group.objects.create(name="Hosts")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=events, permission=change)
    person = factories.user("hosts@example.org", first_name="Hazel")
    person.groups.add(group)
    step = ReviewTask.objects.create(name="Hosts read it")
    step.people.set([person])
    workflow = Workflow.objects.create(name="Of hosts")
    WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=0)
    WorkflowPage.objects.create(page=events, workflow=workflow)
    return person


def table(user):
    return {one.page.pk: one for one in rights_in(sections_for(user))}


def test_each_cell_is_what_permissions_answer(host, editor, moderator, administrator):
    people = [host, editor, moderator, administrator]
    rows = table(administrator)
    assert len(rows) > 2
    for row in rows.values():
        if row.page.is_root():
            continue
        for person in people:
            rights = row.page.permissions_for_user(User.objects.get(pk=person.pk))
            assert (person in row.able["publish"]) == rights.can_publish()
            if person in row.able["change"]:
                assert rights.can_edit()
            if person in row.able["add"]:
                assert rights.can_add_subpage()
            decides = any(person in step.people for step in row.steps)
            assert may_moderate(person, row.page) == (decides or rights.can_publish())


def test_rights_of_one_section_stand_in_its_row_alone(host, events, administrator):
    rows = table(administrator)
    assert [row.page.pk for row in rows.values() if host in row.able["change"]] == [events.pk]
    assert [step.name for step in rows[events.pk].steps] == ["Hosts read it"]
    assert rows[events.pk].same_as is None
    assert host in rows[events.pk].steps[0].people


def test_a_section_without_rules_has_those_above(events, administrator):
    rows = table(administrator)
    root = rows[Page.get_first_root_node().pk]
    home = rows[events.get_parent().pk]
    assert home.able == root.able
    assert [step.name for step in home.steps] == ["Review"]
    assert home.same_as == root.page


def test_privacy_is_said_also_where_it_comes_from_above(events, administrator):
    page = factories.event(events)
    board = Group.objects.create(name="The board")
    PageViewRestriction.objects.create(page=events, restriction_type=PageViewRestriction.LOGIN)
    inner = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    inner.groups.set([board])
    rows = table(administrator)
    assert rows[events.get_parent().pk].readers == "Everybody"
    assert rows[events.pk].readers == "Everybody with an account"
    assert rows[page.pk].readers == "Everybody with an account and The board"


def test_closed_accounts_are_not_named(host, events, administrator):
    User.objects.filter(pk=host.pk).update(is_active=False)
    row = table(administrator)[events.pk]
    assert all(host not in able for able in row.able.values())
    assert row.steps[0].people == []


def test_who_decides_in_one_section_sees_no_hidden_one(host, events):
    hidden = factories.standard_page(events.get_parent())
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.GROUPS)
    assert hidden.pk not in table(User.objects.get(pk=host.pk))
    assert events.pk in table(User.objects.get(pk=host.pk))


@pytest.mark.parametrize(("name", "is_let_in"), [("host", True), ("moderator", True), ("editor", False)])
def test_names_are_for_those_who_decide_or_give_rights(name, is_let_in, request, client, host):
    client.force_login(request.getfixturevalue(name))
    answer = client.get(reverse("rights"))
    assert (answer.status_code == 200) == is_let_in
    assert (b"Hazel" in answer.content) == is_let_in
    assert (reverse("rights").encode() in client.get(reverse("wagtailadmin_home")).content) == is_let_in


@pytest.mark.parametrize("asked", ["?person=0", "?person=x&p=z", "?person=99999999999", "?p=99"])
def test_odd_questions_show_the_table(asked, client, administrator):
    client.force_login(administrator)
    assert client.get(reverse("rights") + asked).status_code == 200


def test_the_rights_of_one_person(host, events, client, administrator):
    client.force_login(administrator)
    answer = client.get(reverse("rights"), {"person": host.pk})
    assert answer.context["person"] == host
    shown = {one.page.pk: one for one, _cells in answer.context["sections"]}
    assert shown[events.pk].able["change"] == [host]
    assert shown[events.pk].able["publish"] == []


def test_more_people_take_no_more_questions(events, administrator, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(200) as asked:
            rights_in(sections_for(User.objects.get(pk=administrator.pk)))
        return len(asked)

    before = count()
    for number in range(5):
        factories.user(f"more{number}@example.org").groups.add(Group.objects.get(name="Editors"))
    assert count() == before
