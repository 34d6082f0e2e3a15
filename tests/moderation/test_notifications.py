"""Mail about review: to the people concerned, once, in their language."""

import pytest
from django.utils.translation import get_language

from moderation.approval import approve, send_back, version_of
from moderation.submission import submit
from resources.models import ResourcePage
from tests import factories


def addresses(letters):
    return sorted(letter.to[0] for letter in letters)


@pytest.fixture
def superuser(db):
    return factories.user("boss@example.org", is_superuser=True)


def test_a_page_that_is_sent_comes_to_its_moderators_once(
    draft, editor, moderator, second_moderator, superuser, mailoutbox
):
    state = submit(draft, editor)
    assert addresses(mailoutbox) == ["milo@example.org", "mona@example.org"]
    assert f"http://127.0.0.1:8000/admin/review/{state.current_task_state.pk}/" in mailoutbox[0].body
    assert mailoutbox[0].reply_to == ["edda@example.org"]


def test_who_wants_no_mail_gets_none(draft, editor, moderator, mailoutbox):
    moderator.moderation_mail = "never"
    moderator.save()
    submit(draft, editor)
    assert not mailoutbox


def test_a_moderator_gets_no_mail_about_their_own_page(moderator, second_moderator, mailoutbox):
    page = factories.resource(live=False)
    page.save_revision(user=moderator)
    submit(page, moderator)
    assert addresses(mailoutbox) == ["milo@example.org"]


def test_mail_speaks_the_language_of_its_reader(draft, editor, moderator, second_moderator, mailoutbox, monkeypatch):
    seen = {}
    monkeypatch.setattr("moderation.notifications.render_to_string", lambda name, context: _note(seen, context))
    moderator.language = "fr"
    moderator.save()
    submit(draft, editor)
    assert seen == {"mona@example.org": "fr", "milo@example.org": "en"}


def _note(seen, context):
    seen[context["person"].email] = get_language()
    return "Words"


def test_the_author_hears_why_a_page_comes_back(waiting, draft, moderator, mailoutbox):
    mailoutbox.clear()
    send_back(waiting, moderator, "Name the author & the year.")
    assert addresses(mailoutbox) == ["edda@example.org"]
    assert "Name the author & the year." in mailoutbox[0].body
    assert f"/admin/pages/{draft.pk}/edit/" in mailoutbox[0].body
    assert "author &amp; the year" in mailoutbox[0].alternatives[0][0]


def test_the_author_hears_that_a_page_is_live(waiting, draft, moderator, mailoutbox):
    mailoutbox.clear()
    version = version_of(ResourcePage.objects.get(pk=draft.pk).get_latest_revision())
    approve(waiting, moderator, version, "Thank you.")
    assert addresses(mailoutbox) == ["edda@example.org"]
    assert mailoutbox[0].subject == "Approved and live: What peers say"
    assert "Thank you." in mailoutbox[0].body


def test_a_refused_approval_writes_to_nobody(waiting, moderator, mailoutbox):
    mailoutbox.clear()
    with pytest.raises(Exception, match="changed after"):
        approve(waiting, moderator, "0@never")
    assert not mailoutbox
