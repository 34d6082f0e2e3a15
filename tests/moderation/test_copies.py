"""A new page like another, and the next part of a series: a draft with what stays the same, and no more."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import EventPage, WebinarSummaryPage
from events.numbers_of_parts import Following
from moderation.writing.copies import like
from resources.models import ResourcePage
from tests import factories

REPORT = "<p>Forty people came.</p>"


@pytest.fixture
def held(db):
    """An event that is over."""
    return factories.event(
        title="Evening of questions",
        venue_city="Nelson",
        start_time=datetime.time(18),
        end_time=datetime.time(20),
        attendance=40,
        report=REPORT,
        go_live_at=timezone.now(),
        expire_at=timezone.now() + datetime.timedelta(days=9),
    )


def press(client, page, name="new_like"):
    return client.post(reverse(name, args=[page.pk]), follow=True)


def test_it_keeps_what_stays_the_same(sign_in, held, editor):
    press(sign_in(editor), held)
    page = EventPage.objects.order_by("pk").last()
    assert (page.title, page.venue_city, page.start_time) == (held.title, "Nelson", datetime.time(18))
    assert page.get_parent() == held.get_parent()
    assert page.owner == editor


def test_it_leaves_out_what_belongs_to_one_time(held, editor):
    page = like(held, editor).get_latest_revision_as_object()
    assert page.start_date is None
    assert page.attendance is None
    assert page.report == ""
    assert page.go_live_at is None
    assert page.expire_at is None


def test_it_is_a_draft_of_its_own(held, editor):
    page = like(held, editor)
    assert not page.live
    assert page.translation_key != held.translation_key
    assert page.scheduled_revision is None
    assert page.slug != held.slug


def test_what_is_private_stays_so(held, editor):
    PageViewRestriction.objects.create(page=held, restriction_type=PageViewRestriction.LOGIN)
    assert like(held, editor).get_view_restrictions().exists()


def test_a_resource_begins_without_what_it_says(editor):
    page = like(factories.resource(summary="Peers help.", doi="10.1000/182", year=2020), editor)
    copy = ResourcePage.objects.get(pk=page.pk)
    assert (copy.summary, copy.doi, copy.year) == ("", "", None)


def test_who_may_not_add_pages_there_may_not_begin_one(sign_in, held, member):
    for person in (member, factories.user("stranger@example.org")):
        sign_in(person).post(reverse("new_like", args=[held.pk]))
    assert EventPage.objects.count() == 1


def test_a_link_alone_begins_nothing(sign_in, held, editor):
    answer = sign_in(editor).get(reverse("new_like", args=[held.pk]))
    assert "Begin a draft" in answer.text
    assert EventPage.objects.count() == 1


def test_the_buttons_stand_in_the_header_of_the_form(sign_in, held, editor):
    html = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[held.pk])).text
    assert reverse("new_like", args=[held.pk]) in html
    assert reverse("next_in_series", args=[held.pk]) not in html


def test_a_plain_page_has_no_such_button(sign_in, editor):
    page = factories.standard_page()
    html = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert reverse("new_like", args=[page.pk]) not in html


def test_the_next_event_of_a_series_comes_after_the_last(sign_in, editor):
    series = factories.series()
    first = factories.event(title="Peers, Part 1 of 6", series=series, series_position=1)
    factories.event(title="Peers, Part 2 of 6", series=series, series_position=2, live=False)
    press(sign_in(editor), first, "next_in_series")
    page = EventPage.objects.order_by("pk").last()
    assert (page.title, page.series, page.series_position) == ("Peers, Part 3 of 6", series, 3)


def test_the_next_summary_of_a_series_stands_below_it(sign_in, editor):
    series = factories.series()
    first = factories.summary(parent=series, title="Webinar 1: Peers", number=1)
    press(sign_in(editor), first, "next_in_series")
    page = WebinarSummaryPage.objects.order_by("pk").last()
    assert (page.title, page.number, page.get_parent().pk) == ("Webinar 2: Peers", 2, series.pk)


def test_what_is_in_no_series_has_no_next(sign_in, held, editor):
    assert press(sign_in(editor), held, "next_in_series").status_code == 404


@pytest.mark.parametrize(
    ("title", "after"),
    [
        ("Part 2 of 6: Two rivers", "Part 3 of 6: Two rivers"),
        ("2 rivers, part 2", "2 rivers, part 3"),
        ("Partie 2 sur 6", "Partie 3 sur 6"),
        ("Webinaire no 2", "Webinaire no 3"),
        ("Open 24 hours", "Open 24 hours"),
        ("Part 12 of 20", "Part 12 of 20"),
    ],
)
def test_the_number_in_a_title_follows(title, after):
    assert Following("number", 2, 3).title_after(title) == after
