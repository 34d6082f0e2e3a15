"""A series that was begun on the way to its first summary goes to review with it, and live before it."""

import pytest
from django.urls import reverse

from core.admin.begun_in_form import begun
from core.going_live import CannotGoLive, problems_of
from events.models import WebinarSeriesPage
from moderation.approval import approve, send_back, version_of
from moderation.submission import submit
from moderation.writing.still_needed import needed_in
from tests import factories

pytestmark = pytest.mark.django_db
FIRST = "“Rural care” has to go live first."


@pytest.fixture
def series(editor):
    factories.webinar_index()
    return begun(WebinarSeriesPage, editor, "en", "Rural care")


@pytest.fixture
def summary(series, editor):
    page = factories.summary(series, live=False, title="The first evening", owner=editor)
    page.save_revision(user=editor)
    return page


def step_of(page):
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


def approved(page, person):
    return approve(step_of(page), person, version_of(page.get_latest_revision()))


def form_of(page, person):
    return page.get_edit_handler().get_form_class()(
        instance=page, parent_page=page.get_parent().specific, for_user=person
    )


def test_it_keeps_the_summary_from_going_live(summary):
    assert [one.message for one in problems_of(summary)] == [FIRST]
    with pytest.raises(CannotGoLive, match="Rural care"):
        summary.get_latest_revision().publish()


def test_both_are_sent_with_one_press_and_the_series_is_read_first(summary, series, editor, moderator):
    submit(summary, editor)
    assert step_of(series) and step_of(summary)
    with pytest.raises(CannotGoLive):
        approved(summary, moderator)
    approved(series, moderator)
    approved(summary, moderator)
    assert WebinarSeriesPage.objects.get(pk=series.pk).live
    assert type(summary).objects.get(pk=summary.pk).live


def test_nobody_approves_their_own_series_by_the_way(summary, series, moderator, second_moderator):
    series.title = "Rural care, again"
    series.save_revision(user=moderator)
    submit(summary, moderator)
    with pytest.raises(Exception, match="last change"):
        approved(series, moderator)


def test_a_series_that_was_sent_back_keeps_the_summary_from_being_sent(summary, series, editor, moderator):
    submit(series, editor)
    send_back(step_of(series), moderator, "Say what it is about.")
    with pytest.raises(CannotGoLive, match="Rural care"):
        submit(summary, editor)
    assert step_of(summary) is None
    assert [line.words for line in needed_in(form_of(summary, editor)).lines] == [FIRST]


def test_a_series_in_review_is_not_sent_twice(summary, series, editor):
    course = submit(series, editor)
    submit(summary, editor)
    assert WebinarSeriesPage.objects.get(pk=series.pk).current_workflow_state == course


def test_the_list_says_that_it_goes_along_with_the_way_to_it(summary, series, editor):
    needed = needed_in(form_of(summary, editor))
    assert needed.lines == []
    remark = next(one for one in needed.remarks if "Rural care" in one.words)
    assert remark.words == "“Rural care” is a draft. It goes to review with this page."
    assert remark.address == reverse("wagtailadmin_pages:edit", args=[series.pk])


def test_a_summary_that_is_not_in_the_tree_yet_says_so_too(sign_in, series, editor):
    html = sign_in(editor).get(reverse("wagtailadmin_pages:add", args=["events", "webinarsummarypage", series.pk])).text
    assert "It goes to review with this page." in html


def test_who_publishes_is_told_to_publish_it_first(summary):
    needed = needed_in(form_of(summary, factories.user(is_superuser=True)))
    assert [line.words for line in needed.lines] == [FIRST]


def test_a_series_that_an_event_names_goes_along_and_keeps_nothing_back(series, editor, moderator):
    event = factories.event(live=False, series=series)
    submit(event, editor)
    assert step_of(series)
    approved(event, moderator)
    assert type(event).objects.get(pk=event.pk).live


def test_who_may_not_edit_the_series_does_not_send_it(series, moderator):
    stranger = factories.user()
    event = factories.event(live=False, series=series)
    submit(event, stranger)
    assert step_of(series) is None


def test_the_review_leads_to_the_series_and_from_there_back(sign_in, summary, series, editor, moderator):
    submit(summary, editor)
    client = sign_in(moderator)
    html = client.get(reverse("review", args=[step_of(summary).pk])).text
    of_series = reverse("review", args=[step_of(series).pk])
    assert f'<a href="{of_series}">{FIRST}</a>' in html
    assert 'value="approve"' not in html
    answer = client.post(of_series, {"decision": "approve", "version": version_of(series.get_latest_revision())})
    assert answer.url == reverse("review", args=[step_of(summary).pk])
    assert 'value="approve"' in client.get(answer.url).text


def test_a_change_of_what_is_live_waits_for_nothing(series, editor, moderator):
    approved_series = factories.series(title="There")
    part = factories.summary(approved_series)
    approved_series.unpublish()
    part.refresh_from_db()
    assert problems_of(part) == []
