"""The findings, drawn: as many dots as the view of findings counts."""

import random

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core.models import Term
from core.prefetch import Reader
from core.visibility import STRANGER
from resources.findings_drawing import findings_drawing
from resources.views.findings import FindingsListing
from search.lists.term_counts import OpenedList
from tests import factories

pytestmark = pytest.mark.django_db


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def findings(number, name="Principles", heading=""):
    term = factories.term("finding-group", name) if name else None
    return ("group", {"group": term, "heading": heading, "items": [f"<p>Line {one}</p>" for one in range(number)]})


def random_site(rolls, count):
    populations = [factories.term("population", f"P{number}") for number in range(4)]
    Term.objects.filter(pk=populations[3].pk).update(parent=populations[0])
    filed = [factories.term(*one) for one in [("category", "A"), ("region", "BC"), ("language", "English")]]
    for _number in range(count):
        names = rolls.sample(["Principles", "Practices", "Benefits"], rolls.randrange(0, 3))
        groups = [findings(rolls.randrange(1, 4), name) for name in names]
        own = [findings(1, None, "A heading of our own")] if rolls.random() < 0.3 else []
        page = factories.resource(
            terms=[*rolls.sample(populations, rolls.randrange(0, 3)), *filed], findings=groups + own
        )
        if rolls.random() < 0.3:
            close(page)


def drawing(user=STRANGER, vocabulary="population", within=None):
    index = factories.resource_index()
    return findings_drawing(OpenedList(index, Reader(user, index.locale)), vocabulary, within)


def length(url, user):
    index = factories.resource_index()
    return FindingsListing(index, RequestFactory().get(url), user, index.locale).total


@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_has_as_many_dots_as_the_list_that_it_opens_has_findings(seed):
    random_site(random.Random(seed), 15)
    region = Term.objects.get(vocabulary="region")
    for user in (STRANGER, factories.user()):
        made = drawing(user)
        assert made.findings == length("/", user)
        for row in [*made.chart.rows, *drawing(user, within=region).chart.rows]:
            assert sum(len(run.dots) for run in row.runs) == length(row.url, user) > 0


def test_private_findings_are_not_drawn(client):
    youth = factories.term("population", "Youth")
    filed = [youth, *(factories.term(*one) for one in [("category", "A"), ("region", "BC"), ("language", "English")])]
    close(factories.resource(terms=filed, findings=[findings(2)]))
    assert drawing() is None
    assert drawing(factories.user()).findings == 2
    for address in ("/resources/gap-map/", youth.get_absolute_url()):
        assert "dot-chart" not in client.get(address).content.decode()


def test_the_gap_map_counts_resources_or_findings(client):
    filed = [factories.term(*one) for one in [("population", "Youth"), ("category", "A"), ("region", "BC")]]
    factories.resource(terms=[*filed, factories.term("language", "English")], findings=[findings(3)])
    page = BeautifulSoup(client.get("/resources/gap-map/?counted=findings").content, "html.parser")
    cell = page.select_one(".gap-map td a")
    assert (cell.text, cell["href"]) == ("3", "/resources/findings/?population=youth&category=a")
    assert page.select_one(".switch + .switch [aria-current]").text == "Findings"
    assert "3 findings" in client.get(cell["href"]).content.decode()
    assert "Number of findings" in page.find("caption").text
    plain = BeautifulSoup(client.get("/resources/gap-map/?counted=nonsense").content, "html.parser")
    assert plain.select_one(".gap-map td a").text == "1"
    download = page.find("a", download=True)["href"]
    assert "Youth,,3,3" in client.get(f"/resources/gap-map/{download}").content.decode()


def test_more_findings_cost_no_more_queries(client):
    def cost():
        client.get("/resources/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/resources/gap-map/")
        return len(queries)

    random_site(random.Random(1), 4)
    before = cost()
    random_site(random.Random(2), 15)
    assert cost() <= before
