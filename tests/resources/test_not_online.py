"""A document that is not to be had online says how to get it; then no address is needed, and every way out tells it."""

import json

import pytest

from core.going_live import problems_of
from resources.spreadsheets.columns import row_of
from tests import factories
from tests.resources.spreadsheets.sheet_files import applied, edited, only_row

pytestmark = pytest.mark.django_db
WORDS = "In print only; ask library@example.org for a copy."


def in_print(**fields):
    return factories.resource(**{"links": [], "how_to_get_it": WORDS} | fields)


def test_it_goes_live_without_an_address():
    assert in_print().live
    assert [one.field for one in problems_of(in_print(live=False, how_to_get_it=""))] == ["links"]


def test_visitors_read_it_in_the_place_of_the_link(client):
    html = client.get(in_print().url).text
    assert "It is not available online." in html
    assert 'In print only; ask <a href="mailto:library@example.org">' in html


def test_beside_a_link_it_is_one_more_way(client):
    html = client.get(factories.resource(how_to_get_it="Also in print.").url).text
    assert "Also in print." in html
    assert "It is not available online." not in html


def test_where_nothing_is_said_nothing_stands_there(client):
    assert "not available online" not in client.get(factories.resource().url).text


def test_the_api_and_structured_data_tell_it(client):
    page = in_print()
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["how_to_get_it"] == WORDS
    html = client.get(page.url).text
    data = json.loads(html.split('type="application/ld+json">', 1)[1].split("</script>", 1)[0])
    [found] = [one for one in data.get("@graph", [data]) if "conditionsOfAccess" in one]
    assert found["conditionsOfAccess"] == WORDS
    assert "sameAs" not in found


def test_the_sheet_holds_it_and_takes_it():
    page = in_print()
    row = row_of(page)
    assert (row["how_to_get_it"], row["url"]) == (WORDS, "")
    batch = applied(edited(row | {"how_to_get_it": "In print. Ask us."}))
    assert only_row(batch).reason == "how_to_get_it"
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().how_to_get_it == "In print. Ask us."


def test_harvesters_are_told(client):
    page = in_print()
    text = client.get(f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:{page.identifier}").text
    assert f"<dc:rights>{WORDS}</dc:rights>" in text
