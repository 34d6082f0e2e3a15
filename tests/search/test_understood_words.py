"""Words that name a kind, a term, a mode or a month are offered as the list with these filters."""

import datetime

import pytest

from core.visibility import STRANGER
from search.offers.understood_words import offers
from tests import factories

pytestmark = pytest.mark.django_db


def filed(term):
    """What a resource needs to go live, and one more term."""
    return [
        *(factories.term(*one) for one in (("category", "Guides"), ("region", "BC"), ("language", "English"))),
        term,
    ]


@pytest.fixture
def lists(db):
    factories.event_index(), factories.resource_index()


def said(text, user=STRANGER):
    return [(one.list_title, one.labels, one.total) for one in offers(text, user)]


def test_a_kind_a_month_and_a_mode(lists, client):
    factories.event(title="Forum", start_date=datetime.date(2025, 6, 5), mode="online")
    factories.event(title="Circle", start_date=datetime.date(2025, 6, 9), mode="in-person", venue_city="Hope")
    assert said("online events in June 2025") == [("Events", ("June 2025", "Online"), 1)]
    [offer] = offers("événements juin 2025", STRANGER)
    assert offer.total == 2 and "month=2025-06" in offer.url and "when=all" in offer.url
    html = client.get(offer.url).text
    assert "Forum" in html and "Circle" in html


def test_a_term_of_several_words_and_what_is_left_of_the_question(lists):
    users = factories.term("population", "People who use drugs")
    factories.resource(title="Principles of care", terms=filed(users))
    factories.resource(title="Practices", terms=filed(users))
    assert said("resources about principles for people who use drugs") == [
        ("Resources", ("People who use drugs", "“principles”"), 1)
    ]


def test_a_list_that_holds_nothing_of_it_is_not_offered(lists):
    factories.event(title="Forum", start_date=datetime.date(2025, 6, 5))
    assert said("events okapi") == [] and said("zebra") == [] and said("") == [] and said("the") == []


def test_what_one_may_not_see_is_not_counted(lists, close):
    topic = factories.term("topic", "Zebra crossing")
    close(factories.resource(title="Closed", terms=filed(topic)))
    factories.resource(title="Draft", terms=filed(topic), live=False)
    assert said("zebra crossing") == []
    assert [total for _title, _labels, total in said("zebra crossing", factories.user())] == [1]


def test_the_search_page_offers_them(lists, client):
    factories.event(title="Forum", start_date=datetime.date(2025, 6, 5))
    html = client.get("/search/?q=events+june+2025").text
    assert 'class="search-offers"' in html and "month=2025-06" in html
