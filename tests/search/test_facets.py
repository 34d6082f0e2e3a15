"""What an address asks of a list, and what it is shown."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from core.models import Term
from core.visibility import STRANGER
from search.facet_choice import PlacesField
from search.lists.nearest import nearest
from tests import factories

pytestmark = pytest.mark.django_db


def listing(query, index=None):
    return (index or factories.resource_index()).listing(RequestFactory().get(query), STRANGER)


def test_a_region_includes_what_lies_in_it():
    province, town = factories.term("region", "BC"), factories.term("region", "Vernon")
    town.parent = province
    town.save()
    factories.resource(
        title="Here", terms=[town, factories.term("category", "X"), factories.term("language", "English")]
    )
    assert [page.title for page in listing("/?region=bc").page_obj] == ["Here"]


def test_former_and_merged_addresses_of_terms_go_on_working():
    old, new = factories.term("population", "Old name"), factories.term("population", "New name")
    base = [factories.term("category", "X"), factories.term("region", "BC"), factories.term("language", "English")]
    factories.resource(title="Kept", terms=[*base, old])
    Term.objects.get(pk=old.pk).merge_into(new)
    found = listing("/?population=old-name")
    assert [page.title for page in found.page_obj] == ["Kept"]
    assert [chip.label for chip in found.chips] == ["New name"]


@pytest.mark.parametrize(
    "query", ["category=nothing", "year=abc", "year=20211", "full_text=maybe", "sort=x", "page=x", "x=1"]
)
def test_what_is_not_understood_is_ignored_kindly(query):
    factories.resource()
    found = listing(f"/?{query}")
    assert found.total == 1 and not found.chips


def test_a_chip_leads_to_the_list_without_its_filter():
    factories.resource()
    found = listing("/?category=principles&region=bc&year=2021&q=report&sort=title&page=3")
    queries = {chip.label: chip.query for chip in found.chips}
    assert queries["Principles"] == "region=bc&year=2021&q=report&sort=title"
    assert "q=" not in queries["“report”"]


def test_an_empty_list_says_what_each_filter_left_out_would_give_back():
    factories.resource(year=2021)
    ways = listing("/?year=1999&category=principles").ways_out_list()
    assert [(way.label, way.total, way.query) for way in ways] == [("1999", 1, "category=principles")]


def names(found):
    return [group.facet.name for group in found.groups]


def test_staff_choose_the_filters_and_their_order():
    factories.resource()
    index = factories.resource_index()
    index.facet_names = ["year", "category"]
    assert names(listing("/", index)) == ["year", "category"]


def test_a_filter_that_staff_left_out_still_narrows_and_can_be_removed():
    factories.resource()
    factories.term("category", "Practices")
    index = factories.resource_index()
    index.facet_names = ["year"]
    found = listing("/?category=principles", index)
    assert [chip.label for chip in found.chips] == ["Principles"] and found.filters.unseen()
    assert listing("/?category=practices", index).total == 0


def test_a_filter_that_is_no_more_is_passed_over():
    factories.resource()
    index = factories.resource_index()
    index.facet_names = ["mood", "year"]
    assert names(listing("/", index)) == ["year"]


@pytest.mark.parametrize(
    ("given", "expected"), [({"year": "2", "region": "1"}, ["region", "year"]), ({}, []), ({"year": "007"}, ["year"])]
)
def test_places_become_an_order(given, expected):
    assert PlacesField().clean(given) == expected


@pytest.mark.parametrize("place", ["first", "-1", "1.5", "99999", "²"])
def test_a_place_that_is_no_number_is_refused_in_words(place):
    with pytest.raises(ValidationError, match="whole number"):
        PlacesField().clean({"year": place})


def test_the_editor_of_a_list_offers_its_filters(client):
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    page = client.get(f"/admin/pages/{factories.resource_index().pk}/edit/").content.decode()
    assert 'name="facet_names-peer_reviewed"' in page and 'value="9"' in page


def test_a_list_is_told_as_json(client):
    factories.resource(title="Peer work")
    told = client.get("/resources/list.json?category=principles").json()
    assert told["total"] == 1 and told["filters"] == {"category": ["principles"]}
    assert [one["title"] for one in told["results"]] == ["Peer work"]
    [years] = [facet["values"] for facet in told["facets"] if facet["name"] == "year"]
    assert [(year["value"], year["count"]) for year in years] == [("2021", 1)]


def test_the_json_of_a_list_tells_nothing_of_a_closed_page(client):
    page = factories.resource(title="For members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/resources/list.json")
    assert answer.json()["total"] == 0 and "For members" not in answer.content.decode()
    assert not [one for facet in answer.json()["facets"] for one in facet["values"]]


def _group(found, name):
    return next(group for group in found.groups if group.facet.name == name)


def _regions(*names):
    """Each below the one before."""
    made = []
    for name in names:
        made.append(_below(made[-1] if made else None, name))
    return made


def _below(parent, name):
    term = factories.term("region", name)
    term.parent = parent
    term.save()
    return term


def _in_region(term):
    return factories.resource(terms=[term, factories.term("category", "X"), factories.term("language", "English")])


def test_a_tree_begins_where_it_divides():
    _country, province, town = _regions("Country", "Province", "Town")
    for term in (town, _below(province, "Island")):
        _in_region(term)
    group = _group(listing("/"), "region")
    assert {(value.label, value.depth) for value in group.offered} == {("Island", 0), ("Town", 0)}
    assert [value.label for value in group.values][:2] == ["Country", "Province"]


def test_a_root_that_holds_more_than_what_lies_below_is_offered():
    country, _province, town = _regions("Country", "Province", "Town")
    for term in (town, country):
        _in_region(term)
    assert [value.label for value in _group(listing("/"), "region").offered] == ["Province", "Town"]


def test_a_root_that_was_chosen_is_offered():
    *_above, town = _regions("Country", "Province", "Town")
    _in_region(town)
    group = _group(listing("/?region=country"), "region")
    assert [value.label for value in group.offered] == ["Country", "Province", "Town"] and group.chosen_count == 1


def test_groups_after_the_second_are_folded_unless_something_in_them_is_chosen():
    factories.resource()
    pieces = Client().get(f"{factories.resource_index().url}?year=2021").text.split("<fieldset>")
    folded = {
        "open" not in piece.split("<details", 1)[1].split(">", 1)[0] for piece in pieces[4:] if "<details" in piece
    }
    assert folded == {True, False}
    assert all("<details open>" in piece for piece in pieces[2:4])


def test_a_list_that_stays_empty_names_choices_that_go_together():
    factories.resource(year=2021)
    found = listing("/?category=principles&year=1999&full_text=yes&q=report")
    assert found.ways_out_list() == []
    assert nearest(found) == (["“report”", "Principles"], "q=report&category=principles", 1)
    assert "These go together:" in Client().get(f"{found.index.url}?{found.request.GET.urlencode()}").text


def test_choices_that_never_fit_anything_name_no_nearest():
    factories.resource(year=2021)
    assert nearest(listing("/?year=1999&q=zzzz")) is None


def test_the_nearest_choices_count_no_page_that_may_not_be_seen():
    page = factories.resource(year=2021)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert nearest(listing("/?year=2021&full_text=yes")) is None


@pytest.fixture
def of_years():
    for year in (1999, 2005, 2010, 2021):
        factories.resource(title=str(year), year=year)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=from-2005", {"2005", "2010", "2021"}),
        ("year=to-2005", {"1999", "2005"}),
        ("year=from-2005&year=to-2010", {"2005", "2010"}),
        ("year=from-2010&year=to-2005", {"2005", "2010"}),
        ("year=from-2010&year=1999", {"1999", "2010", "2021"}),
        ("year=2005&year=", {"2005"}),
        ("year=from-x&year=to-", {"1999", "2005", "2010", "2021"}),
    ],
)
def test_years_are_chosen_one_by_one_or_from_one_to_another(of_years, query, found):
    assert {page.title for page in listing(f"/?{query}").page_obj} == found


def test_the_ends_of_a_stretch_are_chips_that_can_be_taken_away(of_years):
    queries = {chip.label: chip.query for chip in listing("/?year=from-2005&year=to-2010").chips}
    assert queries == {"From 2005": "year=to-2010", "Up to 2010": "year=from-2005"}


def test_many_years_are_chosen_by_their_ends_and_few_one_by_one(of_years):
    assert _group(listing("/"), "year").in_row == []
    for year in (2011, 2012, 2013):
        factories.resource(year=year)
    group = _group(listing("/?year=from-2010&year=1999"), "year")
    assert len(group.in_row) == 7 and group.ends == [("from-", ["2010"]), ("to-", [])]
    assert [value.label for value in group.offered] == ["1999"]
