"""The map of what there is for whom and where, and of what is missing."""

import csv
import random
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Locale, PageViewRestriction

from core.drawings.shades import steps
from core.models import Term
from core.visibility import STRANGER
from resources.models import ResourcePage
from resources.views.gap_map import gap_map, key_of
from tests import factories

pytestmark = pytest.mark.django_db


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def terms(*pairs):
    return [factories.term(vocabulary, label) for vocabulary, label in pairs]


def found(rows="population", user=STRANGER, index=None):
    index = index or factories.resource_index()
    request = RequestFactory().get("/")
    return gap_map(index.listing(request, user), rows)


def numbers(rows="population", **more):
    return {
        (line.term.slug, column.slug): cell.count
        for made in [found(rows, **more)]
        for line in made.lines
        for column, cell in zip(made.columns, line.cells, strict=True)
    }


def length(query, user=STRANGER, index=None):
    return (index or factories.resource_index()).listing(RequestFactory().get(f"/?{query}"), user).total


def random_site(rolls, count):
    known = {}
    for name in ("category", "population", "region"):
        mine = [factories.term(name, f"{name} {number}") for number in range(5)]
        Term.objects.filter(pk=mine[3].pk).update(parent=mine[0])
        Term.objects.filter(pk=mine[4].pk).update(parent=mine[3])
        known[name] = mine
    for _number in range(count):
        given = [term for mine in known.values() for term in rolls.sample(mine, rolls.randrange(0, 4))]
        page = factories.resource(live=False, terms=given)
        ResourcePage.objects.filter(pk=page.pk).update(live=rolls.random() < 0.8)
        if rolls.random() < 0.2:
            close(page)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_number_is_the_length_of_the_list_that_it_opens(seed):
    random_site(random.Random(seed), 30)
    for rows in ("population", "region"):
        for user in (STRANGER, factories.user()):
            made = found(rows, user)
            for line in made.lines:
                for cell in [*line.cells, line.all]:
                    assert cell.count == length(cell.query, user)
            assert [cell.count for cell in made.sums] == [length(cell.query, user) for cell in made.sums]
            assert made.total == length("", user)


def test_a_region_includes_what_lies_in_it():
    town, province = terms(("region", "Vernon"), ("region", "BC"))
    Term.objects.filter(pk=town.pk).update(parent=province)
    factories.resource(terms=[town, *terms(("category", "Costs"), ("language", "English"))])
    assert numbers("region") == {("bc", "costs"): 1, ("vernon", "costs"): 1}
    assert [(line.term.slug, line.depth) for line in found("region").lines] == [("bc", 0), ("vernon", 1)]


def test_a_sum_counts_a_resource_once():
    factories.resource(
        terms=terms(("population", "Youth"), ("category", "A"), ("category", "B"), ("region", "BC"), ("language", "EN"))
    )
    made = found()
    assert [cell.count for cell in made.lines[0].cells] == [1, 1]
    assert (made.lines[0].all.count, made.total) == (1, 1)


def test_in_french_a_translated_resource_counts_once():
    page = factories.resource(
        terms=terms(("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English"))
    )
    factories.in_french(page)
    french = factories.resource_index().get_translation(Locale.objects.get(language_code="fr"))
    assert numbers() == numbers(index=french) == {("youth", "a"): 1}


def test_drafts_and_closed_pages_do_not_count(client):
    mine = terms(("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English"))
    close(factories.resource(terms=mine))
    factories.resource(terms=mine, live=False)
    assert numbers() == {("youth", "a"): 0}
    assert numbers(user=factories.user()) == {("youth", "a"): 1}
    assert "population=youth" not in client.get("/resources/gap-map/").content.decode()


def test_the_table_can_be_read_without_colour_and_by_its_headings(client):
    factories.resource(
        terms=terms(("population", "Youth <b>"), ("category", "Costs"), ("region", "BC"), ("language", "English"))
    )
    factories.term("population", "Elders")
    html = client.get("/resources/gap-map/").content.decode()
    assert '<caption id="gm">' in html and '<th scope="col"><span>Costs</span></th>' in html
    assert '<th scope="row">Youth &lt;b&gt;</th>' in html and "<span>none</span>" in html
    assert '<a href="/resources/?population=youth-b&amp;category=costs"' in html


def test_the_rows_are_chosen_by_links(client):
    factories.resource()
    html = client.get("/resources/gap-map/?rows=region").content.decode()
    assert re.search(r'href="/resources/gap-map/\?rows=region" aria-current="page"', html)
    assert 'href="/resources/?region=bc&amp;category=principles"' in html
    assert re.search(r'rel="canonical" href="[^"]*/resources/gap-map/\?rows=region"', html)


@pytest.mark.parametrize(
    "query", ["rows=x", "rows=", "rows=region&rows=x", "format=xml", "page=abc", "rows=%00", "x=" + "y" * 3000]
)
def test_any_address_is_answered(client, query):
    factories.resource()
    assert client.get(f"/resources/gap-map/?{query}").status_code == 200


def test_an_empty_site_says_so(client):
    factories.resource_index()
    assert "nothing here yet" in client.get("/resources/gap-map/").content.decode()


def test_the_numbers_can_be_downloaded_without_formulas(client):
    town, province = terms(("region", "=HYPERLINK(1)"), ("region", "BC"))
    Term.objects.filter(pk=town.pk).update(parent=province)
    factories.resource(terms=[town, *terms(("category", "@Costs"), ("language", "English"))])
    answer = client.get("/resources/gap-map/?rows=region&format=csv")
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert lines[0] == ["Region", "Part of", "'@Costs", "All"]
    assert lines[1:] == [["BC", "", "1", "1"], ["'=HYPERLINK(1)", "BC", "1", "1"], ["All", "", "1", "1"]]


@pytest.mark.parametrize(
    "counts, lows",
    [
        ([], []),
        ([0, 0], []),
        ([1], [1]),
        ([1, 1, 2], [1, 2]),
        ([1, 2, 3, 4] * 5, [1, 2, 3, 4]),
        ([5, 1], [1, 3, 5]),
        (range(200), [1, 51, 101, 151]),
    ],
)
def test_shades_are_steps_of_equal_width(counts, lows):
    assert steps(counts) == lows
    key = key_of(lows)
    assert [shade.lowest for shade in key] == lows and (not key or key[-1].highest is None)


def test_costs_few_queries_whatever_the_number(client):
    def cost():
        client.get("/resources/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/resources/gap-map/")
        return len(queries)

    random_site(random.Random(1), 3)
    assert cost() <= 7
    random_site(random.Random(2), 20)
    assert cost() <= 7


# For editors


def worker(*pages):
    """Somebody who may enter the admin, and edit below these pages."""
    group = Group.objects.create(name=f"Workers {Group.objects.count()}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        GroupPagePermission.objects.create(
            group=group, page=page, permission=Permission.objects.get(codename="change_page")
        )
    user = factories.user()
    user.groups.add(group)
    return user


def admin_cells(client, user, query=""):
    client.force_login(user)
    answer = client.get(f"/admin/gap-map/{query}")
    assert answer.status_code == 200
    lines = {line.term.slug: [(cell.live, cell.drafts) for cell in line.cells] for line in answer.context["lines"]}
    return lines, [(cell.live, cell.drafts) for cell in answer.context["sums"]]


def youth():
    return terms(("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English"))


def test_editors_see_drafts_apart(client):
    factories.resource(terms=youth())
    for _number in range(2):
        factories.resource(terms=youth(), live=False)
    user = worker(factories.home())
    assert admin_cells(client, user) == ({"youth": [(1, 2)]}, [(1, 2), (1, 2)])
    assert admin_cells(client, user, "?rows=region") == ({"bc": [(1, 2)]}, [(1, 2), (1, 2)])
    page = BeautifulSoup(client.get("/admin/gap-map/").content, "html.parser")
    drafts = page.find("a", href=re.compile("state=draft$"))
    assert drafts.get_text(strip=True) == "2 drafts"
    assert drafts.find_parent("td").get_text(" ", strip=True) == "1 + 2 drafts"


def test_drafts_where_one_may_not_edit_are_not_counted(client):
    factories.resource(terms=youth(), live=False)
    assert admin_cells(client, worker(factories.event_index())) == ({"youth": [(0, 0)]}, [(0, 0), (0, 0)])


def test_a_draft_in_two_languages_is_one_and_a_translation_of_a_live_page_none(client):
    factories.in_french(factories.resource(terms=youth(), live=False), live=False)
    factories.in_french(factories.resource(terms=youth()), live=False)
    assert admin_cells(client, worker(factories.home()))[0] == {"youth": [(1, 1)]}


def test_numbers_lead_to_the_list_in_the_admin(client):
    factories.resource(terms=youth(), title="A live one")
    factories.resource(terms=youth(), live=False, title="A draft of it")
    client.force_login(factories.user(is_superuser=True))
    [line] = client.get("/admin/gap-map/").context["lines"]
    live, drafts = (client.get(url).content.decode() for url in (line.cells[0].live_url, line.cells[0].drafts_url))
    assert "A live one" in live and "A draft of it" not in live
    assert "A draft of it" in drafts and "A live one" not in drafts


def test_the_map_of_editors_is_not_for_visitors(client):
    assert client.get("/admin/gap-map/").status_code == 302
    client.force_login(factories.user())
    assert client.get("/admin/gap-map/").status_code in {302, 403}


@pytest.mark.parametrize("query", ["rows=x", "page=abc", "rows=%00", "q=" + "x" * 3000])
def test_any_address_of_the_editors_map_is_answered(client, query):
    client.force_login(factories.user(is_superuser=True))
    assert client.get(f"/admin/gap-map/?{query}").status_code == 200
    factories.resource()
    assert client.get(f"/admin/gap-map/?{query}").status_code == 200
