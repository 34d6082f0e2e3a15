"""What nobody has said of a document is printed, counted, cited and exported as that: neither as yes nor as no."""

import importlib
import json
import re

import pytest
from django.apps import apps

from resources.citations.csl import csl_item
from resources.citations.styles import citations
from resources.models import ResourcePage
from resources.spreadsheets.columns import BY_NAME, row_of
from tests import factories
from tests.resources.spreadsheets.sheet_files import applied, edited, only_row, outcomes

pytestmark = pytest.mark.django_db
FACTS = ("is_peer_reviewed", "has_full_text", "may_be_reproduced")
WORDS = {
    "is_peer_reviewed": "Peer reviewed",
    "has_full_text": "Full text free to read",
    "may_be_reproduced": "May be reproduced",
}


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def facts_on(client, page):
    """Each fact that the page prints, and its value."""
    return dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd[^>]*>\s*(Yes|No|\d{4})\s*</dd>", html(client, page.url)))


def untouched(**fields):
    return factories.resource(**{"year": None} | fields)


def test_a_new_resource_says_nothing(client):
    page = ResourcePage(title="New")
    assert [getattr(page, name) for name in FACTS] == [None, None, None]
    client.force_login(factories.user(is_superuser=True))
    form = client.get(f"/admin/pages/add/resources/resourcepage/{factories.resource_index().pk}/").context["form"]
    assert [form[name].value() for name in (*FACTS, "year")] == [None, None, None, None]


def test_nothing_is_printed_that_nobody_said(client):
    page = untouched(licence="CC BY 4.0")
    assert facts_on(client, page) == {}
    assert "CC BY 4.0" in html(client, page.url)


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize(("said", "shown"), [(True, "Yes"), (False, "No")])
def test_what_is_said_is_printed(name, said, shown, client):
    assert facts_on(client, untouched(**{name: said})) == {WORDS[name]: shown}


def test_structured_data_leaves_out_what_is_not_said(client):
    def told(page):
        return json.loads(re.search(r"ld\+json\">(.*?)</script>", html(client, page.url), re.S)[1])

    assert not {"isAccessibleForFree", "datePublished"} & set(told(untouched()))
    assert told(untouched(has_full_text=False))["isAccessibleForFree"] is False


def test_the_api_says_null(client):
    told = json.loads(html(client, f"/api/v2/pages/{untouched().pk}/"))
    assert [told[name] for name in (*FACTS, "year")] == [None, None, None, None]


@pytest.mark.parametrize(("language", "words"), [("en", "(n.d.)"), ("fr", "(s. d.)")])
def test_a_citation_without_a_year_says_so(language, words):
    item = csl_item(untouched())
    assert "issued" not in item
    assert words in citations(item, language)[0].html.replace("\u00a0", " ")


@pytest.mark.parametrize(("name", "field"), [("peer_reviewed", "is_peer_reviewed"), ("full_text", "has_full_text")])
def test_filters_know_what_is_not_said(name, field, client):
    untouched(title="Unsaid"), factories.resource(title="No", **{field: False})
    factories.resource(title="Yes", **{field: True})
    for value, title in (("not-said", "Unsaid"), ("no", "No"), ("yes", "Yes")):
        told = json.loads(html(client, f"/resources/list.json?{name}={value}"))
        assert [one["title"] for one in told["results"]] == [title]
        [facet] = [facet for facet in told["facets"] if facet["name"] == name]
        assert {value["value"]: value["count"] for value in facet["values"]} == {"yes": 1, "no": 1, "not-said": 1}


def test_a_year_that_is_not_known_is_a_filter_and_stands_last(client):
    untouched(title="Unsaid"), factories.resource(title="Old", year=1999)
    told = json.loads(html(client, "/resources/list.json?year=not-said"))
    assert [one["title"] for one in told["results"]] == ["Unsaid"]
    [facet] = [facet for facet in told["facets"] if facet["name"] == "year"]
    assert [value["value"] for value in facet["values"]] == ["1999", "not-said"]
    assert [one["title"] for one in json.loads(html(client, "/resources/list.json"))["results"]] == ["Old", "Unsaid"]
    assert [page.title for page in ResourcePage.objects.newest()] == ["Old", "Unsaid"]


def test_a_sheet_leaves_the_cell_empty_and_takes_it_as_not_said():
    page = untouched()
    row = row_of(page)
    assert [row[name] for name in ("peer_reviewed", "full_text", "year", "listed_only")] == ["", "", "", "no"]
    assert outcomes(applied(edited(row))) == ["unchanged"]
    new = only_row(applied(edited({"title": "Another", "peer_reviewed": "", "full_text": "no"}))).page
    draft = new.get_latest_revision_as_object()
    assert (draft.is_peer_reviewed, draft.has_full_text, draft.year, draft.is_listed_only) == (None, False, None, False)


def test_a_cell_that_is_emptied_takes_back_what_was_said():
    page = factories.resource(is_peer_reviewed=True)
    BY_NAME["peer_reviewed"].write(page, "", None)
    assert page.is_peer_reviewed is None


def test_what_was_only_the_default_becomes_not_said_also_in_the_version_that_is_edited():
    page = factories.resource(is_peer_reviewed=False, has_full_text=True)
    importlib.import_module("resources.migrations.0009_unsaid_facts").forget_defaults(apps, None)
    page = ResourcePage.objects.get(pk=page.pk)
    for one in (page, page.get_latest_revision_as_object()):
        assert (one.is_peer_reviewed, one.has_full_text, one.year) == (None, True, 2021)
