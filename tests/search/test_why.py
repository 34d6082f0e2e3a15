"""Why a result stands where it does is told to administrators, who ask for it, and to nobody else."""

import pytest
from django.core.management import call_command

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    call_command("set_up_groups", verbosity=0)

    def sign_in(group):
        person = factories.user()
        person.groups.add(factories.Group.objects.get(name=group))
        client.force_login(person)
        return client

    return sign_in


def asked(client, **question):
    factories.standard_page(title="Zebra crossing")
    return client.get("/search/", {"q": "zebra crossing"} | question).text


def test_an_administrator_is_told_the_parts_of_the_score(signed_in):
    html = asked(signed_in("Administrators"), why="1")
    assert "2 of the words" in html and "Words in the title: " in html and "How much of the title" in html


def test_it_is_not_told_where_nobody_asks(signed_in):
    assert "Why it is listed here" not in asked(signed_in("Administrators"))


@pytest.mark.parametrize("group", ["Moderators", "Editors", "Members"])
def test_others_are_not_told(signed_in, group):
    assert "Why it is listed here" not in asked(signed_in(group), why="1")


def test_what_an_administrator_was_told_is_not_kept_for_strangers(signed_in, client):
    assert "Why it is listed here" in asked(signed_in("Administrators"), why="1")
    client.logout()
    answer = client.get("/search/", {"q": "zebra crossing", "why": "1"})
    assert "Zebra" in answer.text and "Why it is listed here" not in answer.text
