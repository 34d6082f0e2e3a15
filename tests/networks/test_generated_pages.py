"""Pages of people, organisations and terms: what they show, and what they hide."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from networks.models import Committee, CommitteeText, Seat
from tests import factories

pytestmark = pytest.mark.django_db


def html(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def talk(person, **fields):
    return factories.event(people=[("person", {"person": person, "part": "keynote"})], **fields)


def test_a_person_with_what_they_took_part_in():
    person = factories.person("Wren Callowhay")
    event = talk(person, title="After the ward")
    text = html(person.get_absolute_url())
    assert "<h1>Wren Callowhay</h1>" in text
    assert event.title in text
    assert "Keynote" in text


def test_hides_what_the_visitor_may_not_open():
    person = factories.person()
    private = talk(person, title="Private talk")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    talk(person, title="Draft talk", live=False)
    text = html(person.get_absolute_url())
    assert "Private talk" not in text
    assert "Draft talk" not in text


def test_someone_who_wants_no_page_has_none():
    person = factories.person("Quiet Person", is_listed=False)
    event = talk(person)
    assert Client().get(person.get_absolute_url()).status_code == 404
    assert "Quiet Person" not in html("/people/")
    assert person.get_absolute_url() not in html(event.url)


def test_an_organisation_with_people_seats_and_pages():
    organisation = factories.organisation("Harbour Peers")
    person = factories.person("Wren Callowhay", organisation=organisation)
    committee = Committee(slug="steering", texts=[CommitteeText(language="en", name="Steering committee")])
    committee.seats = [Seat(organisation=organisation)]
    committee.save()
    host = [("organisation", {"role": "host", "organisation": organisation, "name": ""})]
    event = factories.event(organisations=host, title="At the harbour")
    text = html(organisation.get_absolute_url())
    for words in (person.name, "Steering committee", "Vacant seat", event.title):
        assert words in text


def test_lists_of_people_and_organisations():
    person, organisation = factories.person(), factories.organisation()
    assert person.get_absolute_url() in html("/people/")
    assert organisation.get_absolute_url() in html("/organisations/")


def test_a_term_lists_pages_by_kind_and_leads_to_the_filtered_list():
    term = factories.term("topic", "Housing")
    event = factories.event(terms=[term], title="On housing")
    text = html(term.get_absolute_url())
    assert event.title in text
    assert f"/events/?topic={term.slug}" in text


def test_a_term_hides_private_pages_and_does_not_count_them():
    term = factories.term("topic", "Housing")
    private = factories.event(terms=[term], title="Private talk")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    text = html(term.get_absolute_url())
    assert "Private talk" not in text
    assert "Nothing is filed under this yet." in text


def test_a_renamed_term_leads_to_its_present_address():
    term = factories.term("topic", "Housing")
    old = term.get_absolute_url()
    term.slug = "homes"
    term.save()
    response = Client().get(old)
    assert (response.status_code, response["Location"]) == (301, term.get_absolute_url())


def test_a_merged_term_leads_to_the_one_it_became():
    gone, kept = factories.term("topic", "Homes"), factories.term("topic", "Housing")
    old = gone.get_absolute_url()
    gone.merge_into(kept)
    response = Client().get(old)
    assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())


def test_they_exist_in_french_too():
    person = factories.person()
    response = Client().get(f"/fr{person.get_absolute_url()}")
    assert '<html lang="fr-CA"' in response.content.decode()


def test_the_page_of_a_person_costs_few_queries(django_assert_max_num_queries):
    person = factories.person()
    for _number in range(5):
        talk(person)
    html(person.get_absolute_url())
    with django_assert_max_num_queries(15):
        html(f"{person.get_absolute_url()}?page=1")
