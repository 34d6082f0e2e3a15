"""People narrowed by committee and organisation."""

import pytest
from django.test import Client

from networks.models import Committee, CommitteeText, Seat
from tests import factories

pytestmark = pytest.mark.django_db


def committee(name, *people, **fields):
    made = Committee(slug=name.lower(), **fields)
    made.texts = [CommitteeText(language="en", name=name)]
    made.seats = [Seat(person=person) for person in people]
    made.save()
    return made


@pytest.fixture
def ada():
    return factories.person("Ada Moss", organisation=factories.organisation("Harbour", live=True))


@pytest.fixture
def ben():
    return factories.person("Ben Fern")


def shown(query=""):
    html = Client().get(f"/people/{query}").text.split("<main")[1].split("</main>")[0]
    return [name for name in ("Ada Moss", "Ben Fern") if f">{name}<" in html], html


def test_people_of_a_committee(ada, ben):
    committee("Ethics", ada)
    assert shown("?committee=ethics")[0] == ["Ada Moss"]


def test_people_of_an_organisation(ada, ben):
    assert shown(f"?organisation={ada.organisation.slug}")[0] == ["Ada Moss"]


def test_both_together_with_words(ada, ben):
    committee("Ethics", ada, ben)
    both = f"?committee=ethics&organisation={ada.organisation.slug}"
    assert shown(f"{both}&q=ada")[0] == ["Ada Moss"] and shown(f"{both}&q=ben")[0] == []


def test_letters_keep_the_committee(ada, ben):
    committee("Ethics", ada, ben)
    assert "?committee=ethics&amp;letter=" in shown("?committee=ethics")[1]


def test_what_is_not_known_narrows_nothing(ada, ben):
    assert shown("?committee=nothing&organisation=%00")[0] == ["Ada Moss", "Ben Fern"]


def test_committees_that_are_closed_or_not_approved_are_neither_offered_nor_asked(ada, ben):
    committee("Shut", ada, status="closed")
    committee("Hidden", ada, live=False)
    for query in ("", "?committee=shut", "?committee=hidden"):
        found, html = shown(query)
        assert found == ["Ada Moss", "Ben Fern"] and "Shut" not in html and "Hidden" not in html


def test_an_organisation_that_is_not_approved_is_not_offered(ben):
    hidden = factories.organisation("Quill", live=False)
    factories.person("Ada Moss", organisation=hidden)
    found, html = shown(f"?organisation={hidden.slug}")
    assert found == ["Ada Moss", "Ben Fern"] and "Quill" not in html
