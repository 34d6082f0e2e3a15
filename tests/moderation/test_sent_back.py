"""What was sent back: the reason stands in the editor, and the moderator sees what was done about it."""

import pytest
from django.urls import reverse
from wagtail.models import Comment

from moderation.approval import send_back
from moderation.submission import submit
from resources.models import ResourcePage
from tests import factories


def page_of(draft):
    return ResourcePage.objects.get(pk=draft.pk)


def edit(draft, editor, **fields):
    page = page_of(draft).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision(user=editor)


@pytest.fixture
def back(waiting, draft, moderator):
    send_back(waiting, moderator, "Name the author.\nAnd the <year>.")
    return draft


@pytest.fixture
def opened(back, editor, sign_in):
    def editors_page():
        return sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[back.pk])).content.decode()

    return editors_page


def test_the_reason_stands_in_the_editor_each_time(opened):
    for _time in range(2):
        words = opened()
        assert "Sent back by Mona" in words
        assert "Name the author.<br>And the &lt;year&gt;." in words


def test_it_is_gone_once_the_page_is_sent_again(opened, back, editor):
    submit(page_of(back), editor)
    assert "Sent back by" not in opened()


def test_a_page_that_was_never_sent_back_says_nothing(waiting, draft, editor, sign_in):
    words = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Sent back by" not in words


def test_a_remark_at_a_field_stands_there(opened, back, moderator):
    Comment.objects.create(page_id=back.pk, user=moderator, text="Which year?", contentpath="summary")
    assert "Which year?" in opened()


@pytest.fixture
def read(back, editor, moderator, sign_in):
    """The moderator's page after the author mended something and sent it again."""

    def review(**fields):
        edit(back, editor, **fields)
        step = submit(page_of(back), editor).current_task_state
        return sign_in(moderator).get(reverse("review", args=[step.pk]))

    return review


def labels(comparison):
    return [str(one.field_label()) for one in comparison]


def test_a_page_sent_again_shows_what_changed_since(read):
    answer = read(summary="By Jane Doe.")
    assert labels(answer.context["since_sent_back"]) == ["Summary"]
    assert "What changed since it was sent back" in answer.content.decode()


def test_the_whole_change_of_a_live_page_is_there_too(editor, moderator, sign_in):
    page = factories.resource(owner=editor)
    edit(page, editor, title="Another title")
    send_back(submit(page_of(page), editor).current_task_state, moderator, "The year.")
    edit(page, editor, year=2020)
    step = submit(page_of(page), editor).current_task_state
    context = sign_in(moderator).get(reverse("review", args=[step.pk])).context
    assert labels(context["since_sent_back"]) == ["Year"]
    assert {"Title", "Year"} <= set(labels(context["comparison"]))


def test_a_page_sent_for_the_first_time_has_no_such_part(waiting, moderator, sign_in):
    answer = sign_in(moderator).get(reverse("review", args=[waiting.pk]))
    assert answer.context["since_sent_back"] is None


def test_after_two_rounds_the_last_one_counts(read, back, moderator):
    read(summary="By Jane Doe.")
    send_back(page_of(back).current_workflow_task_state, moderator, "The year, please.")
    answer = read(year=2019)
    assert labels(answer.context["since_sent_back"]) == ["Year"]


def test_autosave_does_not_write_over_the_version_that_was_sent_back(back, editor):
    sent = page_of(back).get_latest_revision()
    page = sent.as_object()
    page.title = "Typed in a window that was open all the time"
    newer = page.save_revision(user=editor, overwrite_revision=sent)
    assert newer.pk != sent.pk
    sent.refresh_from_db()
    assert sent.content["title"] == "What peers say"
