"""Role, action, door: who gets a page onto the site, and that a refusal changes nothing."""

import json

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage
from wagtail.rich_text import RichText

from core.going_live import CannotGoLive
from home.models import StandardPage
from tests import factories
from tests.moderation.forms import plain_page

VAGUE = '<p><a href="https://example.org/a">here</a></p>'


@pytest.fixture
def plain(editor):
    page = factories.standard_page(live=False, owner=editor, body=[("text", RichText("<p>Words.</p>"))])
    page.lead = "By the editor"
    page.save_revision(user=editor)
    return page


def by_editor(client, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, plain_page(page) | {"action-publish": "1"})


def by_going_back(client, page):
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.revisions.first().pk])
    return client.post(url, plain_page(page) | {"action-publish": "1"})


def by_bulk_action(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}", {"include_descendants": "on"})


def by_api(client, page):
    return client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")


def in_review(page):
    state = page.get_workflow().start(page, None)
    return state.current_task_state


def by_wagtails_approval(client, page):
    state = in_review(page)
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))


def by_the_editors_approval(client, page):
    in_review(page)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    asked = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return client.post(url, plain_page(page) | asked)


DOORS = [by_editor, by_going_back, by_bulk_action, by_api, by_wagtails_approval, by_the_editors_approval]
# The editor's own doors make a change, and ask why nobody else reads it (tests/moderation/test_own_changes.py).
PUBLISHING = {by_bulk_action}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", ["editor", "moderator", "translator", "member"])
def test_nobody_publishes_around_review(role, door, request, plain, sign_in):
    door(sign_in(request.getfixturevalue(role)), plain)
    assert not StandardPage.objects.get(pk=plain.pk).live
    assert not plain.revisions.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("door", DOORS)
def test_administrators_publish(door, administrator, plain, sign_in):
    door(sign_in(administrator), plain)
    assert StandardPage.objects.get(pk=plain.pk).live == (door in PUBLISHING)


@pytest.mark.parametrize("door", DOORS)
def test_no_door_lets_a_page_through_that_breaks_a_rule(door, administrator, plain, sign_in):
    plain.body = [("text", RichText(VAGUE))]
    plain.save_revision(user=administrator)
    data = plain_page(plain, VAGUE)
    client = sign_in(administrator)
    if door in {by_editor, by_going_back}:
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[plain.pk]), data | {"action-publish": "1"})
    else:
        answer = door(client, plain)
    assert answer.status_code < 500
    assert not StandardPage.objects.get(pk=plain.pk).live


def test_the_editor_says_why(administrator, plain, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    answer = sign_in(administrator).post(url, plain_page(plain, VAGUE) | {"action-publish": "1"}, follow=True)
    assert "does not say where it leads" in answer.content.decode()
    assert "example.org/a" in answer.content.decode()


def test_a_draft_may_break_every_rule(editor, plain, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    answer = sign_in(editor).post(url, plain_page(plain, VAGUE), follow=True)
    assert "does not say where it leads" in answer.content.decode()
    plain.refresh_from_db()
    assert "here" in str(plain.get_latest_revision_as_object().body)


def test_bulk_publishing_takes_the_good_and_names_the_others(administrator, plain, sign_in):
    bad = factories.standard_page(live=False, title="The bad one", body=[("text", RichText(VAGUE))])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = sign_in(administrator).post(f"{url}?id={plain.pk}&id={bad.pk}&next=/admin/", follow=True)
    assert set(StandardPage.objects.filter(pk__in=[plain.pk, bad.pk]).live()) == {plain}
    assert "“The bad one” cannot go live yet" in answer.content.decode()


def test_code_that_publishes_is_refused_and_changes_nothing(plain):
    plain.body = [("text", RichText(VAGUE))]
    revision = plain.save_revision()
    with pytest.raises(CannotGoLive, match="where it leads"):
        revision.publish()
    assert not StandardPage.objects.get(pk=plain.pk).live


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_nobody_makes_pages_that_mirror_another(role, request, groups, sign_in):
    page = factories.standard_page()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk, "alias": "on"}
    sign_in(request.getfixturevalue(role)).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert not Page.objects.exclude(alias_of=None).exists()


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_a_live_copy_takes_the_right_to_publish(role, request, groups, sign_in):
    page = factories.standard_page()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    sign_in(request.getfixturevalue(role)).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert Page.objects.get(slug="copy").live == (role == "administrator")


def test_a_live_copy_asks_the_rules(administrator, sign_in):
    page = factories.standard_page()
    StandardPage.objects.filter(pk=page.pk).update(body=json.dumps([{"type": "text", "value": VAGUE}]))
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    answer = sign_in(administrator).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)
    assert not Page.objects.filter(slug="copy").exists()
    assert "cannot go live yet" in answer.content.decode()


def test_the_editor_sends_a_page_to_review_and_is_locked_out(editor, plain, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    sign_in(editor).post(url, plain_page(plain) | {"action-submit": "1"})
    plain = StandardPage.objects.get(pk=plain.pk)
    assert plain.workflow_in_progress
    assert plain.get_lock().for_user(editor)


def test_the_editor_cannot_send_a_page_that_breaks_a_rule(editor, plain, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    answer = sign_in(editor).post(url, plain_page(plain, VAGUE) | {"action-submit": "1"}, follow=True)
    assert "does not say where it leads" in answer.content.decode()
    assert not StandardPage.objects.get(pk=plain.pk).workflow_in_progress


@pytest.mark.parametrize("role", ["editor", "moderator", "translator"])
def test_the_editors_menu_offers_no_publishing(role, request, plain, sign_in):
    answer = sign_in(request.getfixturevalue(role)).get(reverse("wagtailadmin_pages:edit", args=[plain.pk]))
    assert "action-publish" not in answer.content.decode()


def test_members_have_no_admin(member, sign_in):
    assert sign_in(member).get("/admin/").status_code != 200


def test_only_administrators_hold_the_right_to_publish(groups):
    held = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert {row.group.name for row in held} == {"Administrators"}


def test_every_section_goes_through_review(groups):
    assert WorkflowPage.objects.get(page__depth=1).workflow == Workflow.objects.get(active=True)
    assert factories.resource(live=False).get_workflow().name == "Review"


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_a_new_page_is_not_published_on_the_way(role, request, groups, sign_in):
    parent = factories.home()
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])
    new = StandardPage(title="New", slug="new")
    sign_in(request.getfixturevalue(role)).post(url, plain_page(new) | {"action-publish": "1"})
    assert not StandardPage.objects.get(slug="new").live
