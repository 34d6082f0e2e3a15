"""Nobody passes their own last change unseen: who may publish without review says why, and it is kept."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction, Revision, WorkflowPage
from wagtail.rich_text import RichText

from home.models import StandardPage
from moderation.approval import approve, version_of
from moderation.reviewers.own_changes import PUBLISHED_OWN
from moderation.submission import submit
from tests import factories
from tests.moderation.forms import plain_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(administrator):
    """A draft that the administrator wrote."""
    page = factories.standard_page(
        title="Theirs", live=False, owner=administrator, body=[("text", RichText("<p>Words.</p>"))]
    )
    page.lead = "By the administrator"
    page.save_revision(user=administrator)
    return page


def newest(page):
    return StandardPage.objects.get(pk=page.pk)


def question(page):
    return reverse("publish_own_change", args=[page.pk])


def answered(page, reason="The clinic moves tomorrow.", version=None):
    return {"reason": reason, "version": version or version_of(newest(page).get_latest_revision())}


def by_editor(client, page, **more):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, plain_page(page) | {"title": "Changed", "action-publish": "1"} | more, follow=True)


def by_creating(client, page):
    above = page.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", above.pk])
    return client.post(url, plain_page(page) | {"title": "New", "slug": "new", "action-publish": "1"}, follow=True)


def by_schedule(client, page):
    later = (timezone.localtime() + datetime.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    return by_editor(client, page, go_live_at=later)


def by_going_back(client, page):
    first = page.revisions.order_by("pk").first()
    page.title = "Newer"
    page.save_revision()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    return client.post(url, plain_page(page) | {"title": "Back", "action-publish": "1"}, follow=True)


@pytest.mark.parametrize("door", [by_editor, by_creating, by_schedule, by_going_back])
def test_each_door_asks_why(door, own, administrator, sign_in):
    answer = door(sign_in(administrator), own)
    assert "Why nobody else reads it first" in answer.text
    assert "Version" not in answer.text
    assert not StandardPage.objects.filter(live=True).exists()
    assert not Revision.page_revisions.exclude(approved_go_live_at=None).exists()


def test_several_at_once_leave_it_out_and_say_so(own, editor, administrator, sign_in):
    other = factories.standard_page(title="Of others", slug="of-others", live=False)
    other.save_revision(user=editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    back = reverse("wagtailadmin_explore", args=[own.get_parent().pk])
    answer = sign_in(administrator).post(f"{address}?id={own.pk}&id={other.pk}&next={back}", follow=True)
    assert "Its last change is yours" in answer.text
    assert (newest(own).live, newest(other).live) == (False, True)


def test_what_is_saved_is_not_lost_on_the_way(own, administrator, sign_in):
    by_editor(sign_in(administrator), own)
    assert newest(own).get_latest_revision_as_object().title == "Changed"


def test_with_a_reason_it_is_live_and_the_reason_is_kept(own, administrator, sign_in):
    client = sign_in(administrator)
    client.post(question(own), answered(own))
    assert newest(own).live
    entry = PageLogEntry.objects.get(page=own.pk, action=PUBLISHED_OWN)
    assert (entry.user, entry.data["reason"]) == (administrator, "The clinic moves tomorrow.")
    history = client.get(reverse("wagtailadmin_pages:history", args=[own.pk])).text
    assert "without a second reader: The clinic moves tomorrow." in history


@pytest.mark.parametrize(
    "fields", [{"reason": ""}, {"reason": "   "}, {"reason": "a" * 1001}, {"version": "1@x"}, {"version": ""}]
)
def test_a_refusal_changes_nothing(fields, own, administrator, sign_in):
    entries = PageLogEntry.objects.count()
    answer = sign_in(administrator).post(question(own), answered(own) | fields)
    assert answer.status_code == 200
    assert not newest(own).live
    assert PageLogEntry.objects.count() == entries


def test_what_changed_meanwhile_is_read_first(own, editor, administrator, sign_in):
    asked = answered(own)
    own.title = "By somebody else"
    own.save_revision(user=editor)
    answer = sign_in(administrator).post(question(own), asked)
    assert "changed after you opened it" in answer.text
    # The words that were typed stand there, for the version that is shown now.
    assert asked["reason"] in answer.text and asked["version"] not in answer.text
    assert not newest(own).live


def test_the_rules_hold_here_too(own, administrator, sign_in):
    own.body = [("text", RichText('<p><a href="https://example.org/a">here</a></p>'))]
    own.save_revision(user=administrator)
    client = sign_in(administrator)
    assert "does not say where it leads" in client.get(question(own)).text
    assert "does not say where it leads" in client.post(question(own), answered(own)).text
    assert not newest(own).live


@pytest.mark.parametrize("role", ["editor", "moderator", "translator", "member"])
def test_it_is_for_those_who_may_publish(role, own, request, sign_in):
    client = sign_in(request.getfixturevalue(role))
    for answer in (client.get(question(own)), client.post(question(own), answered(own))):
        assert answer.status_code in {302, 403}
    assert not newest(own).live


def test_where_nobody_reviews_nobody_is_asked_why(own, administrator, sign_in):
    WorkflowPage.objects.all().delete()
    by_editor(sign_in(administrator), own)
    assert newest(own).live


def test_those_who_would_have_read_it_are_told(own, moderator, editor, administrator, sign_in, commit):
    sign_in(administrator).post(question(own), answered(own))
    commit()
    told = [one for one in mail.outbox if "second reader" in one.subject]
    assert moderator.email in {address for one in told for address in one.to}
    assert editor.email not in {address for one in told for address in one.to}
    assert all("The clinic moves tomorrow." in one.body for one in told)


def test_it_ends_the_review(own, moderator, administrator, sign_in):
    state = submit(own, administrator)
    shown = sign_in(administrator).get(question(own)).text
    assert "Publish: goes live now" in shown
    sign_in(administrator).post(question(own), answered(own))
    state.refresh_from_db()
    assert state.status != state.STATUS_IN_PROGRESS
    assert newest(own).live


def test_a_reviewer_who_may_publish_is_shown_the_way(own, administrator, moderator, sign_in):
    state = submit(own, administrator).current_task_state
    moderator.groups.add(*administrator.groups.all())
    own.title = "Changed by the reviewer"
    own.save_revision(user=moderator)
    page = sign_in(moderator).get(reverse("review", args=[state.pk]))
    assert question(own) in page.text
    moderator.groups.remove(*administrator.groups.all())
    assert question(own) not in sign_in(moderator).get(reverse("review", args=[state.pk])).text


def test_a_scheduled_page_stays_as_it_was_approved(own, moderator, administrator, sign_in):
    own.go_live_at = timezone.now() + datetime.timedelta(days=3)
    own.save_revision(user=administrator)
    state = submit(own, administrator).current_task_state
    approve(state, moderator, version_of(newest(own).get_latest_revision()))
    due = Revision.page_revisions.get(approved_go_live_at__isnull=False)
    assert "locked" in sign_in(administrator).post(question(own), answered(own)).text
    assert Revision.page_revisions.get(approved_go_live_at__isnull=False) == due
    assert not PageViewRestriction.objects.exists()
