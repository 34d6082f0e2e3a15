"""Groups and their rights, set up by a command that may run again."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.images.permissions import permission_policy
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage


def counts():
    return [list(group.permissions.values_list("pk", flat=True)) for group in Group.objects.order_by("name")], list(
        GroupPagePermission.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_running_it_again_changes_nothing(groups):
    before = counts()
    call_command("set_up_groups", verbosity=0)
    assert counts() == before
    assert Workflow.objects.filter(active=True).count() == 1


def test_it_takes_away_a_right_to_publish_that_somebody_gave(groups):
    moderators = Group.objects.get(name="Moderators")
    right = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=moderators, page=Page.get_first_root_node(), permission=right)
    call_command("set_up_groups", verbosity=0)
    assert not GroupPagePermission.objects.filter(group=moderators, permission__codename="publish_page").exists()


def test_it_leaves_a_workflow_that_staff_chose(groups):
    own = Workflow.objects.create(name="Two steps")
    WorkflowPage.objects.update(workflow=own)
    call_command("set_up_groups", verbosity=0)
    assert WorkflowPage.objects.get(page__depth=1).workflow == own


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editor", {"networks.add_person", "core.change_term", "core.change_glossaryentry"}),
        ("translator", {"wagtail_localize.submit_translation"}),
        (
            "administrator",
            {"users.add_user", "core.change_sitesettings", "networks.delete_person", "auth.change_group"},
        ),
    ],
)
def test_a_role_has_what_it_needs(role, may, request):
    assert request.getfixturevalue(role).has_perms(may | {"wagtailadmin.access_admin"})


@pytest.mark.parametrize("role", ["editor", "moderator", "translator"])
def test_a_role_has_no_more(role, request):
    person = request.getfixturevalue(role)
    for right in (
        "users.add_user",
        "core.change_sitesettings",
        "networks.delete_person",
        "wagtailcore.change_workflow",
    ):
        assert not person.has_perm(right)


def test_pictures_are_added_by_editors_and_chosen_by_translators(editor, translator):
    assert permission_policy.user_has_permission(editor, "add")
    assert permission_policy.user_has_permission(translator, "choose")
    assert not permission_policy.user_has_permission(translator, "add")


def test_members_have_no_right_at_all(member):
    assert not member.get_all_permissions()
