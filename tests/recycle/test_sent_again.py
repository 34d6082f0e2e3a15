"""A page that was in review when it was deleted: whoever restores it is told, and sends it again with one button."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowPage, WorkflowState
from wagtail.rich_text import RichText
from wagtail.users.models import UserProfile

from moderation.approval import approve, version_of
from moderation.submission import submit
from recycle.binning import put_in_bin
from tests import factories
from tests.moderation.conftest import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["sign_in"]


@pytest.fixture
def draft(editor):
    page = factories.network_page(live=False, owner=editor, title="Shelters")
    page.save_revision(user=editor)
    submit(page, editor)
    return page


@pytest.fixture
def admin(administrator, sign_in):
    return sign_in(administrator)


def send_again(page):
    return reverse("recycle_send_again", args=[page.pk])


def restored(client, pages, user):
    entries = put_in_bin([Page.objects.get(pk=one.pk) for one in pages], user)
    mail.outbox.clear()
    return client.post(reverse("recycle_restore", args=[entries[0].pk]), follow=True).text


def is_in_review(page):
    return Page.objects.get(pk=page.pk).specific.workflow_in_progress


def test_whoever_restores_is_told_once_with_the_way(admin, draft, administrator):
    shown = restored(admin, [draft], administrator)
    assert shown.count("The review of this page ended when it was deleted: “Shelters”") == 1
    assert send_again(draft) in shown and "Send it for review again" in shown
    # Nothing is sent by itself.
    assert not is_in_review(draft) and mail.outbox == []


def test_one_button_sends_it_again(admin, draft, administrator, moderator):
    restored(admin, [draft], administrator)
    assert "Those who decide here get its newest version to read." in admin.get(send_again(draft)).text
    assert not is_in_review(draft)
    assert admin.post(send_again(draft)).status_code == 302
    assert is_in_review(draft)
    state = WorkflowState.objects.active().get()
    assert state.requested_by == administrator
    assert moderator.email in [address for one in mail.outbox for address in one.to]


def test_what_breaks_a_rule_by_now_says_which(admin, draft, administrator, editor):
    draft.body = [("text", RichText('<p><a href="https://example.org/a">here</a></p>'))]
    draft.save_revision(user=editor)
    restored(admin, [draft], administrator)
    answer = admin.post(send_again(draft))
    assert answer.status_code == 409 and "does not say where it leads" in answer.text
    assert not is_in_review(draft)


def test_a_second_press_sends_it_once(admin, draft, administrator):
    restored(admin, [draft], administrator)
    admin.post(send_again(draft))
    answer = admin.post(send_again(draft))
    assert answer.status_code == 409 and "in review already" in answer.text
    assert WorkflowState.objects.active().count() == 1


def test_what_was_not_in_review_says_nothing(admin, administrator, editor):
    page = factories.network_page(live=False, owner=editor)
    assert "ended when" not in restored(admin, [page], administrator)


def test_of_several_each_has_its_button(admin, administrator, editor):
    top = factories.network_page(title="Housing")
    below = [factories.network_page(parent=top, live=False, title=name, owner=editor) for name in ("North", "South")]
    for page in below:
        page.save_revision(user=editor)
        submit(page, editor)
    shown = restored(admin, [top], administrator)
    assert "The reviews of these pages ended when they were deleted: “North”, “South”." in shown
    assert all(send_again(page) in shown for page in below) and "Send “North” for review again" in shown


def test_where_nobody_reviews_there_is_no_button(admin, draft, administrator):
    WorkflowPage.objects.all().delete()
    shown = restored(admin, [draft], administrator)
    assert "ended when it was deleted" in shown and send_again(draft) not in shown
    entries = PageLogEntry.objects.count()
    answer = admin.post(send_again(draft))
    assert answer.status_code == 409 and "Nobody reviews pages here" in answer.text
    assert PageLogEntry.objects.count() == entries


def test_who_may_not_edit_sends_nothing(admin, draft, administrator, keeper_of, sign_in):
    restored(admin, [draft], administrator)
    for person in (factories.user(), keeper_of(factories.network_page(title="Elsewhere"))):
        client = sign_in(person)
        for answer in (client.get(send_again(draft)), client.post(send_again(draft))):
            assert answer.status_code in {302, 403} and draft.title not in answer.text
    assert not is_in_review(draft)


def test_what_was_decided_or_never_sent_is_not_sent_from_here(admin, draft, editor, moderator):
    """Each has a form of its own that says what would happen."""
    never = factories.network_page(live=False, owner=editor)
    approve(draft.specific.current_workflow_task_state, moderator, version_of(draft.get_latest_revision()))
    for page in (never, draft):
        before = TaskState.objects.count()
        assert admin.get(send_again(page)).status_code in {302, 404}
        assert admin.post(send_again(page)).status_code in {302, 404}
        assert not is_in_review(page) and TaskState.objects.count() == before


def test_odd_requests_send_nothing(admin, draft, administrator):
    put_in_bin([Page.objects.get(pk=draft.pk)], administrator)
    assert admin.post(send_again(draft)).status_code == 302
    assert not is_in_review(draft)
    for key in ("0", "1", "9" * 18, "9" * 30):
        for method in (admin.get, admin.post, admin.put):
            assert method(f"/admin/recycle/send-again/{key}/?x=%00").status_code in {302, 403, 404, 405}


def test_it_is_said_in_french(admin, draft, administrator):
    UserProfile.objects.update_or_create(user=administrator, defaults={"preferred_language": "fr"})
    assert "La révision de cette page s’est terminée lors de sa suppression" in restored(admin, [draft], administrator)
