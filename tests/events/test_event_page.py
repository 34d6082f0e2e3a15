"""What the page of an event shows, in each state, and what it costs."""

import datetime

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


def html(page, client=None) -> str:
    response = (client or Client()).get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_prints_date_time_and_zone_in_full():
    page = factories.event(start_date=datetime.date(2099, 12, 3))
    text = html(page)
    assert "Thursday, December 3, 2099" in text
    assert "10:00 to 11:30 am Pacific Time" in text
    assert 'datetime="2099-12-03T10:00-07:00"' in text


def test_empty_fields_print_no_heading():
    text = html(factories.event())
    for heading in ("Objectives", "Agenda", "Supports", "Practical questions", "Who should come", "Ceremony"):
        assert f">{heading}" not in text


def test_the_joining_link_is_never_shown():
    page = factories.event(joining_link="https://zoom.example/secret-room")
    assert "secret-room" not in html(page)


def test_a_cancelled_event_says_so_and_strikes_the_date():
    text = html(factories.event(condition="cancelled", condition_reason="The road is closed."))
    assert "This session is cancelled" in text
    assert "The road is closed." in text
    assert "<del>" in text
    assert "EventCancelled" in text


def test_a_postponed_event_names_the_new_date():
    text = html(factories.event(condition="postponed", condition_reason="Snow.", new_date=datetime.date(2099, 1, 5)))
    assert "Monday, January 5, 2099" in text
    assert "EventRescheduled" in text


def test_a_date_to_be_announced_is_said():
    assert "The date will be announced" in html(factories.event(precision="none", start_date=None, start_time=None))


def test_a_past_event_becomes_a_report_and_leads_to_its_summary():
    page = factories.event(start_date=datetime.date(2025, 3, 5), report="<p>Everybody spoke.</p>", attendance=40)
    summary = factories.summary(event=page, title="What was said there")
    text = html(page)
    assert "Held: " in text
    assert "40 people took part" in text
    assert "Everybody spoke." in text
    assert summary.url in text


def test_hides_a_private_summary_from_a_stranger():
    page = factories.event(start_date=datetime.date(2025, 3, 5))
    summary = factories.summary(event=page, title="Only for members")
    PageViewRestriction.objects.create(page=summary, restriction_type="login")
    assert "Only for members" not in html(page)


def test_more_upcoming_events_hide_what_the_visitor_may_not_open():
    page = factories.event()
    shown, hidden, draft = (
        factories.event(title="Shown event"),
        factories.event(title="Private event"),
        factories.event(title="Draft event", live=False),
    )
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    text = html(page)
    assert shown.title in text
    assert hidden.title not in text
    assert draft.title not in text


def test_prints_the_place_in_the_series_with_neighbours():
    series = factories.series(title="Coming home", planned_size=3)
    first, second = (
        factories.event(title=f"Part {number}", series=series, series_position=number) for number in (1, 2)
    )
    text = " ".join(html(second).split())
    assert "Part 2 of 3 in" in text
    assert f'href="{first.url}" rel="prev"' in text


def test_six_zones_are_printed_when_asked_for():
    text = html(factories.event(shows_zones=True))
    assert "Newfoundland Time" in text
    assert "Newfoundland Time" not in html(factories.event())


def test_untranslated_at_the_french_address_has_a_notice_and_its_language():
    page = factories.event(title="Only in English")
    factories.in_french(page.get_parent().specific, slug="evenements")
    response = Client().get(f"/fr/evenements/{page.slug}/")
    text = response.content.decode()
    assert '<h1 lang="en-CA">Only in English</h1>' in text
    assert '<html lang="fr-CA"' in text


def test_costs_few_queries(django_assert_max_num_queries):
    host = factories.organisation("The host")
    people = [("person", {"person": factories.person(organisation=host), "part": "speaker"}) for _ in range(4)]
    series = factories.series()
    fields = {
        "people": people,
        "organisations": [("organisation", {"role": "host", "organisation": host, "name": ""})],
        "series": series,
        "series_position": 1,
    }
    page = factories.event(terms=[factories.term("topic", "Housing")], **fields)
    factories.summary(event=page)
    html(page)
    with django_assert_max_num_queries(12):
        # A parameter of its own: answered by the page, not by the cache of finished answers.
        assert Client().get(f"{page.url}?page=7").status_code == 200
