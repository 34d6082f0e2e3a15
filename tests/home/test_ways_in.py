"""The ways in on the front page say how much is behind them, for whoever looks."""

import json

import pytest

from networks.models import Organisation, OrganisationText
from tests import factories


@pytest.fixture
def front(home):
    """A front page with a way to the resources and the member organisations."""
    resources = factories.resource_index()
    way = {"page": resources.pk, "url": "", "document": None, "label": "Learn", "note": ""}
    home.ways = json.dumps([{"type": "way", "value": way}])
    home.sections = json.dumps([{"type": "members", "value": {"heading": "Who we are", "text": ""}}])
    home.save_revision().publish()
    return home


def ways(html):
    return html.split('class="ways"')[1].split("</ul>")[0]


def test_a_way_says_how_many_entries_its_list_has(front, client):
    factories.resource(title="One")
    factories.resource(title="Two")
    assert "2 resources" in ways(client.get("/").text)


def test_what_a_stranger_may_not_see_is_not_counted(front, client, close):
    factories.resource(title="Open")
    close(factories.resource(title="Closed"))
    factories.resource(title="Draft", live=False)
    assert "1 resource<" in ways(client.get("/").text)


def test_nothing_is_said_of_an_empty_list(front, client):
    assert "<b" not in ways(client.get("/").text)


def test_member_organisations_stand_in_the_order_of_their_names(front, client):
    for slug, name, is_member, live in [
        ("b", "Zinnia House", True, True),
        ("e", "Éveil", True, True),
        ("a", "Aster Clinic", True, True),
        ("c", "Only a funder", False, True),
        ("d", "Not approved", True, False),
    ]:
        row = Organisation(slug=slug, is_member=is_member, live=live)
        row.texts = [OrganisationText(language="en", name=name)]
        row.save()
    html = client.get("/").text.split('class="member-names"')[1].split("</ul>")[0]
    assert html.index("Aster Clinic") < html.index("Éveil") < html.index("Zinnia House")
    assert "funder" not in html and "Not approved" not in html
