"""Cards and filter forms are kept from one page to the next: never for another reader, language, moment or question."""

import datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from core.templatetags.cards import card
from core.visibility import STRANGER
from search.templatetags.listing import filter_form
from tests import factories
from tests.search.test_parts import with_findings

pytestmark = pytest.mark.django_db


def form(listing):
    return filter_form(listing, "/resources/", "Words", "Show", "Show 1")


def resources(query="/", user=STRANGER):
    return factories.resource_index().listing(RequestFactory().get(query), user)


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_stranger_is_not_shown_the_counts_that_a_member_was_shown():
    factories.resource(year=2021)
    close(factories.resource(year=1987))
    assert ">1987<" in form(resources(user=factories.user()))
    assert ">1987<" not in form(resources())


def test_a_member_is_shown_more_than_the_stranger_before():
    close(factories.resource(year=1987))
    form(resources())
    assert ">1987<" in form(resources(user=factories.user()))


@pytest.mark.parametrize("query", ["/?year=2021", "/?q=report", "/?sort=title", "/?year=2021&year=2020", "/?region=bc"])
def test_the_form_keeps_what_was_asked(query):
    factories.resource(year=2021)
    factories.resource(year=2020)
    untouched = form(resources())
    asked = form(resources(query))
    assert asked != untouched
    assert form(resources()) == untouched


def test_the_pages_of_a_list_share_its_form(django_assert_num_queries):
    factories.resource()
    kept = form(resources())
    listing = resources("/?page=2")
    assert listing.total == 1
    with django_assert_num_queries(0):
        assert form(listing) == kept


def test_the_form_of_events_follows_the_clock(monkeypatch):
    start = timezone.localtime() + datetime.timedelta(hours=1)
    factories.event(start_date=start.date(), start_time=start.time(), end_time=None)

    def upcoming():
        listing = factories.event_index().listing(RequestFactory().get("/"), STRANGER)
        return filter_form(listing, "/events/", "Words", "Show", "Show 1")

    before = upcoming()
    later = timezone.now() + datetime.timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert upcoming() != before


def test_the_card_of_an_event_says_when_it_has_begun(monkeypatch):
    start = timezone.localtime() + datetime.timedelta(hours=1)
    event = factories.event(start_date=start.date(), start_time=start.time(), end_time=None)
    assert ">Now<" not in card(event)
    later = timezone.now() + datetime.timedelta(minutes=90)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert ">Now<" in card(event)


def test_a_card_changes_with_its_page():
    page = factories.resource(title="Before")
    card(page)
    page.title = "After"
    page.save_revision().publish()
    assert "After" in card(page)


def test_a_card_is_in_the_language_of_its_reader():
    page = factories.resource()
    assert "Add to reading list" in card(page, may_be_kept=True)
    with translation.override("fr"):
        assert "Add to reading list" not in card(page, may_be_kept=True)


@pytest.mark.parametrize("more", [{"heading_level": 4}, {"may_be_kept": True}])
def test_each_place_has_its_own_card(more):
    page = factories.resource()
    assert card(page) != card(page, **more)


def test_a_card_that_quotes_what_was_searched_for_is_made_anew(made):
    made(with_findings, "Peers lead the night shift.")
    [page] = resources("/?q=night").page_obj
    assert "night" in card(page)
    [page] = resources().page_obj
    assert "night" not in card(page)


def test_the_cards_of_a_list_are_asked_for_without_the_bodies_of_their_pages():
    factories.resource()
    [page] = resources().page_obj
    assert "findings" in page.get_deferred_fields()
    assert "authors" not in page.get_deferred_fields()
