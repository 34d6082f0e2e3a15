"""What only members see says so, wherever it stands in a list."""

import json

import pytest

from tests import factories

MARK = "Members only"


@pytest.fixture
def member(client, db):
    client.force_login(factories.user())
    return client


@pytest.mark.parametrize(
    ("kind", "address"),
    [(factories.event, "/events/"), (factories.resource, "/resources/"), (factories.summary, "/webinars/")],
)
def test_a_private_entry_is_marked(member, close, kind, address):
    page = kind(title="Behind the door")
    assert MARK not in member.get(address).text
    close(page)
    html = member.get(address).text
    assert "Behind the door" in html and MARK in html


def test_a_private_finding_and_a_private_series_are_marked(member, close):
    items = [{"type": "item", "value": "<p>Kind words</p>", "id": "a0000000-0000-4000-8000-000000000001"}]
    findings = [{"type": "group", "value": {"group": None, "heading": "Said", "items": items}}]
    close(factories.resource(title="Behind the door", findings=json.dumps(findings)))
    assert MARK in member.get("/resources/findings/").text
    series = factories.series(title="Five evenings")
    factories.summary(series)
    assert MARK not in member.get("/webinars/").text
    close(series)
    assert MARK in member.get("/webinars/").text


def test_a_private_result_of_a_search_is_marked(member, close):
    close(factories.resource(title="Zebra behind the door"))
    html = member.get("/search/?q=zebra").text
    assert "behind the door" in html and MARK in html
