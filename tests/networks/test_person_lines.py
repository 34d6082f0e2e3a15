"""A person as one line in the form of a page."""

import pytest
from django.urls import reverse

from networks.models import Person
from tests import factories


@pytest.fixture
def ask(client, db):
    client.force_login(factories.user(is_superuser=True))
    return lambda line: client.get(reverse("person_line"), {"line": line}).json()


def test_each_part_finds_its_field(ask):
    values = ask("Rosa Delmar, MPH, Project Manager, Northern Housing Project")["values"]
    assert values == {
        "name": "Rosa Delmar",
        "credentials": "MPH",
        "role": "Project Manager",
        "organisation_name": "Northern Housing Project",
    }


def test_whom_the_directory_knows_is_chosen(ask):
    person = factories.person("Rosa Delmar")
    body = factories.organisation("Northern Housing Project")
    answer = ask("Rosa Delmar, Project Manager, Northern Housing Project")
    assert answer["chosen"]["person"]["id"] == person.pk
    assert answer["chosen"]["organisation"]["id"] == body.pk
    assert (answer["values"]["name"], answer["values"]["organisation_name"]) == ("", "")


def test_who_is_not_approved_is_not_chosen(ask):
    Person.objects.create(slug="rosa", name="Rosa Delmar", live=False)
    assert ask("Rosa Delmar, Project Manager")["chosen"] == {}


@pytest.mark.parametrize(
    "line", ["", "Rosa Delmar", "see below, please", "1, 2, 3", "x" * 5000, "Rosa Delmar, " + "y" * 290]
)
def test_what_is_no_line_of_a_person_stays_as_it_is(ask, line):
    assert ask(line)["values"] == {}


def test_strangers_learn_nothing(client, db):
    assert client.get(reverse("person_line"), {"line": "Rosa Delmar, Manager"}).status_code == 302
