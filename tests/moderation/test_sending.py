"""The editor's button that sends to review: nothing typed is lost, and a refusal says what is missing."""

import pytest
from django.urls import reverse

from home.models import StandardPage
from moderation.approval import version_of
from tests import factories
from tests.moderation.forms import plain_page

VAGUE = '<p><a href="https://example.org">here</a></p>'


@pytest.fixture
def plain(editor):
    page = factories.standard_page(live=False, owner=editor)
    page.save_revision(user=editor)
    return page


@pytest.fixture
def send(plain, editor, sign_in):
    """Presses the button with these words in the form."""

    def press(html, action="action-submit"):
        url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
        return sign_in(editor).post(url, plain_page(plain, html) | {action: "1"}, follow=True)

    return press


def newest(page):
    return StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_refusal_says_what_is_missing_and_keeps_what_was_typed(send, plain):
    words = send(VAGUE).content.decode()
    assert "The draft is saved, but not sent to review. What is still needed stands in the list." in words
    assert "The link “here” does not say where it leads." in words
    assert "could not be saved" not in words
    assert "example.org" in str(newest(plain).body)
    assert newest(plain).current_workflow_state is None


def test_a_refusal_stands_at_its_field(send):
    assert "body" in send(VAGUE).context["form"].errors


def test_the_same_page_opened_anew_shows_no_errors(send, plain, client):
    send(VAGUE)
    assert not client.get(reverse("wagtailadmin_pages:edit", args=[plain.pk])).context["form"].errors


def test_what_keeps_the_rules_is_sent(send, plain):
    assert "is sent for review" in send("<p>Words.</p>").content.decode()
    assert newest(plain).current_workflow_state.status == "in_progress"


def test_autosave_sends_nothing(plain, editor, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    asked = plain_page(plain) | {"action-submit": "1"}
    answer = sign_in(editor).post(url, asked, headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert newest(plain).current_workflow_state is None


def test_a_review_is_begun_anew_by_whoever_sent_the_page(send, plain, moderator):
    send("<p>Words.</p>")
    first = newest(plain).current_workflow_state
    first.current_task_state.reject(user=moderator, comment="More.")
    send("<p>More words.</p>", "action-restart-workflow")
    assert newest(plain).current_workflow_state.pk != first.pk
    assert newest(plain).current_workflow_state.status == "in_progress"


def footer(html):
    return html.split("<footer", 1)[1].split("</footer>", 1)[0]


def test_who_cannot_publish_sees_both_buttons_submitting_first(plain, editor, sign_in):
    html = footer(sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[plain.pk])).text)
    assert html.index("Submit for review") < html.index("Save draft")
    assert "Submit to" not in html


def test_a_page_that_was_sent_back_is_submitted_again(send, plain, moderator, editor, sign_in):
    send("<p>Words.</p>")
    newest(plain).current_workflow_state.current_task_state.reject(user=moderator, comment="More.")
    html = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[plain.pk])).content.decode()
    assert "Submit for review again" in html


def test_what_may_not_be_published_is_saved_as_a_draft(plain, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    asked = plain_page(plain, VAGUE) | {"action-publish": "1"}
    words = sign_in(factories.user(is_superuser=True)).post(url, asked, follow=True).text
    assert "The draft is saved, but not published." in words
    assert "could not be saved" not in words
    assert "example.org" in str(newest(plain).body)
    assert not newest(plain).live


def test_what_keeps_the_rules_is_published(plain, sign_in):
    url = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    client = sign_in(factories.user(is_superuser=True))
    answer = client.post(url, plain_page(plain) | {"action-publish": "1"})
    version = version_of(newest(plain).get_latest_revision())
    client.post(answer["location"], {"reason": "It is late.", "version": version})
    assert newest(plain).live


def test_who_publishes_keeps_the_menu_of_wagtail(plain, sign_in):
    administrator = sign_in(factories.user(is_superuser=True))
    html = footer(administrator.get(reverse("wagtailadmin_pages:edit", args=[plain.pk])).text)
    assert html.index("Save draft") < html.index("Submit for review")
