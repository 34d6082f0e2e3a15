"""Maps of vocabularies: who uploads them, which terms they show, and how they are read."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from core.drawings.shown_map import in_lines, nearest_place, shown_map
from core.models import Term, TermMap
from core.models.term_maps import known_map
from core.templatetags.drawings import term_map
from moderation.groups import set_up_groups
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/core/termmap/add/"
SQUARES = [["north", "M0 0l1000 0 0 1000-1000 0z", 500, 500], ["south", "M0 1000l1000 0 0 1000-1000 0z", 500, 1500]]


@pytest.fixture
def regions():
    TermMap.objects.create(vocabulary="region", height=2000, outlines=SQUARES)
    return factories.term("region", "North"), factories.term("region", "South")


def drawn(counts, here=()):
    return shown_map("region", counts, "/list/?region={}".format, "{} things".format, here)


def html(shown):
    return BeautifulSoup(term_map(shown, "Things by region"), "html.parser")


def upload(client, inside, vocabulary="region", address=ADD):
    content = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()
    return client.post(address, {"vocabulary": vocabulary, "file": SimpleUploadedFile("map.svg", content)}, follow=True)


def test_each_region_is_one_link_with_its_number_in_words(regions):
    page = html(drawn({"north": 5, "south": 1}))
    links = page.select("a")
    assert [link["href"] for link in links] == ["/list/?region=north", "/list/?region=south"]
    assert links[0].get_text(" ", strip=True) == "North 5 things"
    assert links[0].find("path")["d"] == SQUARES[0][1]
    assert all(drawing["aria-hidden"] == "true" for drawing in page.select("svg"))


def test_shades_go_with_the_numbers_and_nothing_leads_nowhere(regions):
    page = html(drawn({"north": 8}))
    north, south = page.select("li")
    assert (north["class"], south["class"]) == (["n4"], ["n0"])
    assert south.find("a") is None and "none" in south.get_text() and south.find("path")


def test_what_is_not_on_the_map_stands_in_the_list(regions):
    canada, quebec = factories.term("region", "Canada"), factories.term("region", "Quebec")
    Term.objects.filter(pk=regions[0].pk).update(parent=canada)
    town = factories.term("region", "Town")
    Term.objects.filter(pk=town.pk).update(parent=regions[0])
    shown = drawn({"north": 2, "town": 1, "canada": 3, "quebec": 1})
    assert [(region.label, region.number) for region in shown.others] == [(canada.label, 3), (quebec.label, 1)]


def test_a_town_is_marked_on_the_region_in_which_it_lies(regions):
    town = factories.term("region", "Town")
    Term.objects.filter(pk=town.pk).update(parent=regions[0])
    here = nearest_place("region", Term.objects.get(pk=town.pk))
    assert html(drawn({"north": 1}, {here})).select_one("[aria-current]").get_text(" ", strip=True) == "North 1 things"
    assert nearest_place("region", factories.term("region", "Elsewhere")) == "elsewhere"


def test_a_term_keeps_its_place_when_it_is_renamed_or_merged(regions):
    north, south = regions
    north.slug = "far-north"
    north.save()
    assert [place.term.slug for place in known_map("region").places] == ["far-north", "south"]
    south.merge_into(north)
    assert [place.path for place in known_map("region").places] == [SQUARES[0][1]]


def test_a_term_that_nobody_approved_is_not_on_the_map(regions):
    Term.objects.filter(pk=regions[0].pk).update(live=False)
    regions[1].save()
    assert [region.label for region in drawn({"north": 3, "south": 1}).regions] == ["South"]


def test_without_a_map_nothing_is_shown():
    assert drawn({"north": 3}) is None
    assert term_map(None, "Things") == ""


def test_names_do_not_cover_each_other(regions):
    TermMap.objects.update(outlines=[[slug, path, 500, 500] for slug, path, *_middle in SQUARES])
    regions[0].save()
    assert [region.name for region in drawn({}).regions] == ["North", ""]


@pytest.mark.parametrize(
    "name, lines",
    [
        ("", ("",)),
        ("Interior", ("Interior",)),
        ("New Forest", ("New Forest",)),
        ("Vancouver Coastal", ("Vancouver", "Coastal")),
        ("North of the Long Lake", ("North of the", "Long Lake")),
        ("Saskatchewanians", ("Saskatchewanians",)),
    ],
)
def test_a_long_name_stands_in_two_lines(name, lines):
    assert in_lines(name) == lines


def test_costs_no_query_for_each_region(regions, django_assert_num_queries):
    drawn({"north": 1})
    with django_assert_num_queries(0):
        html(drawn({"north": 2, "south": 3}))


# Uploading


def test_an_administrator_uploads_a_map_and_is_told_what_is_missing(client):
    factories.term("region", "North"), factories.term("region", "South")
    client.force_login(factories.user(is_superuser=True))
    answer = upload(client, '<path id="north" d="M0 0h9v9h-9z"/><path id="atlantis" d="M0 0h9v9h-9z"/>')
    assert [one.slug for one in [place.term for place in TermMap.objects.get().places]] == ["north"]
    assert "1 shape was left out" in answer.text and "atlantis" in answer.text
    assert "has no shape for: South" in answer.text
    edited = client.get(f"/admin/snippets/core/termmap/edit/{TermMap.objects.get().pk}/").text
    assert "Terms without a shape:" in edited and SQUARES[0][1] in edited


@pytest.mark.parametrize("inside", ["<script/>", "", '<path id="elsewhere" d="M0 0h9v9z"/>', "<g"])
def test_a_bad_file_is_answered_with_the_form(client, inside):
    factories.term("region", "North")
    client.force_login(factories.user(is_superuser=True))
    answer = upload(client, inside)
    assert answer.status_code == 200 and "error-message" in answer.text
    assert not TermMap.objects.exists()


def test_a_map_needs_a_file_and_a_vocabulary_has_one_map(client, regions):
    client.force_login(factories.user(is_superuser=True))
    assert "Choose an SVG file" in client.post(ADD, {"vocabulary": "topic"}).text
    upload(client, '<path id="north" d="M0 0h9v9h-9z"/>')
    assert TermMap.objects.count() == 1


def test_without_a_new_file_the_map_stays(client, regions):
    client.force_login(factories.user(is_superuser=True))
    row = TermMap.objects.get()
    client.post(f"/admin/snippets/core/termmap/edit/{row.pk}/", {"vocabulary": "region"})
    row.refresh_from_db()
    assert row.outlines == SQUARES


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_only_administrators_change_maps(client, regions, group):
    set_up_groups()
    user = factories.user()
    user.groups.add(Group.objects.get(name=group))
    factories.term("topic", "North")
    client.force_login(user)
    upload(client, '<path id="north" d="M0 0h9v9h-9z"/>', vocabulary="topic")
    assert TermMap.objects.count() == 1
    client.force_login(factories.user(is_superuser=True))
    upload(client, '<path id="north" d="M0 0h9v9h-9z"/>', vocabulary="topic")
    assert TermMap.objects.count() == 2


def test_administrators_who_are_no_superusers_may(client):
    set_up_groups()
    factories.term("region", "North")
    user = factories.user()
    user.groups.add(Group.objects.get(name="Administrators"))
    client.force_login(user)
    upload(client, '<path id="north" d="M0 0h9v9h-9z"/>')
    assert TermMap.objects.count() == 1
