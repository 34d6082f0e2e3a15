"""Lists stand in the same order on every database: one alphabet, and what has no value last, in both directions."""

import datetime

import pytest
from django.test import RequestFactory

from core.text.collation import sort_key
from core.visibility import STRANGER
from tests import factories

pytestmark = pytest.mark.django_db

TITLES = ["«Ça va»", "eagle", "Éclair", "ecology", "Œuvre", "of", "“Quoted”", "Zebra", "école 2", "École 10", "ʔuwe"]


def titles(index, query):
    listing = index.listing(RequestFactory().get(f"/{query}"), STRANGER)
    return [page.title for page in listing.page_obj]


@pytest.mark.parametrize(
    ("make", "index"),
    [
        (factories.event, factories.event_index),
        (factories.resource, factories.resource_index),
        (factories.summary, factories.webinar_index),
        (factories.network_page, factories.network_index),
    ],
)
def test_titles_stand_by_letters_whatever_their_accents_capitals_and_marks(make, index):
    for title in TITLES:
        make(title=title)
    assert titles(index(), "?sort=title") == [
        *["«Ça va»", "eagle", "Éclair", "École 10", "école 2", "ecology", "Œuvre", "of", "“Quoted”", "Zebra", "ʔuwe"]
    ]


def test_resources_without_a_year_stand_last():
    for title, year in (("None", None), ("Old", 1990), ("New", 2025)):
        factories.resource(title=title, year=year)
    assert titles(factories.resource_index(), "") == ["New", "Old", "None"]


@pytest.mark.parametrize(("sort", "order"), [("newest", ["New", "Old"]), ("oldest", ["Old", "New"])])
def test_summaries_without_a_day_stand_last_both_ways(sort, order):
    for title, day in (("Old", datetime.date(2020, 1, 1)), ("New", datetime.date(2026, 1, 1))):
        factories.summary(title=title, date=day)
    undated = factories.summary(title="None")
    type(undated).objects.filter(pk=undated.pk).update(date=None)
    assert titles(factories.webinar_index(), f"?sort={sort}") == [*order, "None"]


def test_events_without_any_date_stand_last():
    factories.event(title="Some day", precision="none", start_date=None)
    factories.event(title="Next week")
    assert titles(factories.event_index(), "") == ["Next week", "Some day"]


def test_equal_titles_keep_the_order_of_their_keys():
    pages = [factories.event(title="Same") for _number in range(4)]
    listing = factories.event_index().listing(RequestFactory().get("/?sort=title"), STRANGER)
    assert listing.keys() == [page.pk for page in pages]


def test_nothing_is_last_of_all():
    assert sorted(["b", "", "—", "Á", "a"], key=sort_key) == ["a", "Á", "b", "", "—"]
