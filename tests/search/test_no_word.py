"""A list that is asked for signs alone finds nothing and says so: it does not claim to have looked."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["*", "?!", "—", "“ ”", ")(&", "\u200b*"])
@pytest.mark.parametrize("below", ["", "findings/", "list.json"])
def test_signs_are_no_words(client, typed, below):
    group = {"group": None, "heading": "What helped", "items": ["<p>Lamps on the stairs.</p>"]}
    page = factories.resource(title="Lamps on the stairs", findings=[("group", group)])
    assert "Lamps on the stairs" in client.get(page.get_parent().url + below).content.decode()
    answer = client.get(page.get_parent().url + below, {"q": typed})
    assert "Lamps on the stairs" not in answer.content.decode()
    if not below:
        assert "There are no words in that" in answer.content.decode()


def test_the_way_out_is_named(client):
    page = factories.resource(title="Lamps on the stairs")
    words = client.get(page.get_parent().url, {"q": "*"}).content.decode()
    assert "Without: “*”" in words
    assert "1 entry" in words


def test_blanks_ask_for_nothing(client):
    page = factories.resource(title="Lamps on the stairs")
    assert "Lamps on the stairs" in client.get(page.get_parent().url, {"q": " \u200b "}).content.decode()
