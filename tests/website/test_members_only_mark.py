"""What only members see says so, wherever it stands in a list."""

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


def test_a_private_result_of_a_search_is_marked(member, close):
    close(factories.resource(title="Zebra behind the door"))
    html = member.get("/search/?q=zebra").text
    assert "behind the door" in html and MARK in html
