"""The numbers on a map are those of the list, for the same reader."""

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from core.models import Term, TermMap
from core.prefetch import Reader
from core.visibility import STRANGER
from search.lists.term_counts import OpenedList, map_of_list, opened_map
from tests import factories

pytestmark = pytest.mark.django_db
SQUARES = [["north", "M0 0l9 0 0 9-9 0z", 5, 5], ["south", "M0 9l9 0 0 9-9 0z", 5, 14]]


@pytest.fixture
def north():
    TermMap.objects.create(vocabulary="region", height=2000, outlines=SQUARES)
    factories.term("region", "South")
    return factories.term("region", "North")


def opened(user=STRANGER):
    index = factories.event_index()
    return OpenedList(index, Reader(user, index.locale))


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def over(page):
    type(page).objects.filter(pk=page.pk).update(sort_end_utc="2020-01-01T00:00:00Z")


def test_a_list_is_counted_as_it_is_when_it_is_opened(north):
    factories.event(terms=[north])
    over(factories.event(terms=[north]))
    assert opened().counts("region") == {"north": 1}
    assert opened().all_counts("region") == {"north": 2}
    assert opened().counts("sector") == opened().all_counts("sector") == {}


def test_a_region_includes_what_lies_in_it(north):
    town = factories.term("region", "Town")
    Term.objects.filter(pk=town.pk).update(parent=north)
    factories.event(terms=[town])
    assert opened().counts("region") == {"north": 1, "town": 1}


def test_private_pages_and_drafts_are_in_no_count(north):
    factories.event(terms=[north], live=False)
    close(factories.event(terms=[north]))
    assert opened().counts("region") == opened().all_counts("region") == {}
    assert opened(factories.user()).counts("region") == {"north": 1}
    [region, _other] = opened_map(opened(), "region", str).regions
    assert (region.number, region.url, region.shade) == (0, "", 0)


def listed(query):
    index = factories.event_index()
    listing = index.listing(RequestFactory().get(f"/?{query}"), STRANGER)
    return {region.label: region for region in map_of_list(listing, "region", str).regions}


def test_beside_a_list_the_other_filters_stay(north):
    talk = factories.term("event-type", "Talk")
    factories.event(terms=[north, talk])
    factories.event(terms=[north])
    assert listed("")["North"].number == 2
    shown = listed("event-type=talk&region=south&page=2")
    assert (shown["North"].number, shown["South"].is_here) == (1, True)
    assert shown["North"].url == "/events/?event-type=talk&region=north"


def test_the_number_is_the_length_of_the_list_that_it_opens(client, north):
    for _number in range(3):
        factories.event(terms=[north])
    page = BeautifulSoup(client.get("/events/").content, "html.parser")
    link = page.select_one(".term-map a")
    assert "3 events" in link.text
    assert "3 events to come" in client.get(link["href"]).content.decode()


def test_the_list_of_events_says_nothing_of_private_ones(client, north):
    close(factories.event(terms=[north]))
    factories.event()
    assert BeautifulSoup(client.get("/events/").content, "html.parser").select(".term-map a") == []


def test_without_a_map_the_list_has_none(client):
    factories.event()
    assert "term-map" not in client.get("/events/").content.decode()
