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


def test_each_of_several_people_is_a_line(ask):
    answer = ask("Sam Whitford (peer worker, Lighthouse Drop-in), Dr. Elena Kovac (addiction medicine, Bay Hospital)")
    assert answer["values"]["name"] == "Sam Whitford"
    assert answer["others"] == ["Dr. Elena Kovac (addiction medicine, Bay Hospital)"]


def test_strangers_learn_nothing(client, db):
    assert client.get(reverse("person_line"), {"line": "Rosa Delmar, Manager"}).status_code == 302


# By name


@pytest.fixture
def named(client, db):
    client.force_login(factories.user(is_superuser=True))
    return lambda words: [one["string"] for one in client.get(reverse("person_names"), {"q": words}).json()["people"]]


def test_people_of_the_directory_are_found_by_a_part_of_their_name(named):
    person = factories.person("Rosa Delmar")
    factories.person("Wren Castellan")
    assert named("delm") == [str(person)]


def test_nobody_is_offered_who_is_not_approved(named):
    Person.objects.create(slug="rosa", name="Rosa Delmar", live=False)
    assert named("Rosa") == []


@pytest.mark.parametrize("words", ["", "R", "   ", "%", "\x00\x00", "x" * 5000])
def test_words_that_say_nothing_find_nobody(named, words):
    factories.person("Rosa Delmar")
    assert named(words) == []


def test_strangers_learn_no_names(client, db):
    assert client.get(reverse("person_names"), {"q": "Rosa"}).status_code == 302
