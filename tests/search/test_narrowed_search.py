"""The results of a search narrowed by section, terms and year: what is left, how much each value has, ways out."""

import datetime

import pytest
from django.http import QueryDict

from core.visibility import STRANGER
from search.engine import search
from search.lists.narrowing import Narrowing, filters_of
from search.results import SearchQuery
from tests import factories

pytestmark = pytest.mark.django_db


def asked(query, user=STRANGER, kinds=()):
    params = QueryDict(query)
    question = SearchQuery(params["q"], kinds, filters=filters_of(params, user), user=user)
    return Narrowing(question, search(question), question.filters)


def titles(found):
    return {hit.page.title for hit in found.answer.items}


def counts(found, name):
    return {value.value: value.count for group in found.groups if group.facet.name == name for value in group.values}


@pytest.fixture
def pages(made):
    """A word on pages of several kinds; two regions, two years."""
    bc, yukon = factories.term("region", "BC"), factories.term("region", "Yukon")
    base = [factories.term("category", "X"), factories.term("language", "English")]
    made(factories.resource, title="Zebra study", year=2021, terms=[*base, bc])
    made(factories.resource, title="Zebra chronicle", year=2022, terms=[*base, yukon])
    made(factories.event, title="Zebra talk", start_date=datetime.date(2021, 5, 6), terms=[bc])
    made(factories.standard_page, title="Zebra page")


def test_terms_and_years_of_several_kinds_are_counted_together(pages):
    found = asked("q=zebra")
    assert counts(found, "region") == {"bc": 2, "yukon": 1}
    assert counts(found, "year") == {"2021": 2, "2022": 1}


def test_a_filter_leaves_what_fits_and_the_other_counts_follow(pages):
    found = asked("q=zebra&region=bc")
    assert titles(found) == {"Zebra study", "Zebra talk"}
    assert counts(found, "region") == {"bc": 2, "yukon": 1}, "a facet does not narrow itself"
    assert found.answer.by_kind == {"event": 1, "resource": 1}
    assert asked("q=zebra&region=bc&year=2022").answer.total == 0


def test_counts_are_of_the_chosen_kind(pages):
    found = asked("q=zebra", kinds=("resource",))
    assert counts(found, "region") == {"bc": 1, "yukon": 1} and found.answer.by_kind["event"] == 1


def test_a_section_narrows_and_elsewhere_is_offered(pages):
    found = asked("q=zebra&in=events")
    assert titles(found) == {"Zebra talk"}
    empty = asked("q=chronicle&in=events")
    assert empty.answer.total == 0 and empty.answer.unfiltered == 1
    assert [(way.label, way.total, way.query) for way in empty.ways_out] == [("Events", 1, "q=chronicle")]


def test_a_section_is_one_in_all_languages(pages, made, french):
    index = factories.event_index()
    made(factories.in_french, index, title="Événements")
    found = asked("q=zebra&in=events")
    assert titles(found) == {"Zebra talk"}


def test_what_is_closed_is_neither_counted_nor_named(pages, made, close):
    section = made(factories.standard_page, title="Members", slug="members", show_in_menus=True)
    made(factories.standard_page, title="Zebra secret", parent=section)
    close(section)
    assert "members" not in counts(asked("q=zebra"), "in") and not asked("q=zebra&in=members").chips
    member = factories.user()
    assert counts(asked("q=zebra", member), "in")["members"] == 1
    assert titles(asked("q=zebra&in=members", member)) == {"Zebra secret"}


def test_the_page_shows_filters_chips_and_keeps_the_words(client, pages):
    html = client.get("/search/?q=zebra&region=bc").text
    assert "Narrow the results" in html and "talk</a>" in html and "chronicle" not in html
    assert 'href="/search/?q=zebra"' in html, "the chip leads to the same words without the filter"
    assert "region=bc&amp;q=zebra&amp;kind=event" in html, "tabs keep filters"


def test_the_json_has_the_same_counts(client, pages):
    found = client.get("/api/search/?q=zebra&year=2021").json()
    assert found["total"] == 2 and found["facets"]["year"] == {"2021": 2, "2022": 1}


def test_a_page_that_the_filters_leave_empty_says_so_and_offers_everywhere(client, pages):
    html = client.get("/search/?q=chronicle&in=events").text
    assert (
        "Nothing matches all your choices" in html
        and "Without: Events" in html
        and 'href="/search/?q=chronicle"' in html
    )


@pytest.mark.parametrize("query", ["in=nothing", "in=", "region=x&year=abcd", "year=99999", "in=events&in=resources"])
def test_what_is_not_understood_is_ignored_kindly(client, pages, query):
    assert client.get(f"/search/?q=zebra&{query}").status_code == 200
