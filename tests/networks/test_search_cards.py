"""People, organisations, committees and terms are found by name, as cards; only what this visitor may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify
from wagtail.models import PageViewRestriction

from core.models import TermLabel
from core.visibility import STRANGER
from networks.models import Committee, CommitteeText, PersonText
from networks.models.organisations import OrganisationText
from search.models import SynonymGroup
from search.named_things import named_things
from search.words.question import read_query
from tests import factories

pytestmark = pytest.mark.django_db
BLOCK = {"name": "", "part": "panellist", "role": ""}


@pytest.fixture
def made(db, django_capture_on_commit_callbacks):
    def make(factory, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return factory(*args, **kwargs)

    return make


def named(client, words, **more):
    found = client.get("/api/search/", {"q": words} | more).json().get("named", [])
    return [(one["kind"], one["name"], one["note"]) for one in found]


def committee_named(name):
    committee = Committee(slug=slugify(name))
    committee.texts = [CommitteeText(language="en", name=name)]
    committee.save()
    return committee


def with_page(made, committee, **fields):
    return made(factories.network_page, committees=[("committee", committee)], **fields)


def test_a_person_has_a_line_with_role_and_organisation(made, client):
    person = made(factories.person, "Ada Okapi", organisation=made(factories.organisation, name="River House"))
    PersonText.objects.create(person=person, language="en", role="Nurse")
    made(factories.event, people=[("person", BLOCK | {"person": person})])
    assert named(client, "okapi") == [("person", "Ada Okapi", "Nurse, River House")]


def a_person_who_is(made, role, name="Ada Okapi"):
    def make():
        person = factories.person(name)
        person.texts = [PersonText(language="en", role=role)]
        person.save()
        return person

    person = made(make)
    made(factories.event, people=[("person", BLOCK | {"person": person})])
    return person


def names(client, words):
    return [name for kind, name, _note in named(client, words) if kind == "person"]


def test_a_person_is_found_by_what_they_are(made, client):
    a_person_who_is(made, "Treasurer")
    a_person_who_is(made, "Elder", name="Joseph Impala")
    assert names(client, "who is the treasurer") == ["Ada Okapi"]
    assert names(client, "elder joseph") == ["Joseph Impala"]
    assert names(client, "elder ada") == []


def test_a_word_that_many_people_are_shows_those_alone_who_are_called_so(made, client):
    for name in ("One", "Two", "Three", "Four"):
        a_person_who_is(made, "Nurse", name=f"{name} Okapi")
    assert names(client, "nurse") == []
    a_person_who_is(made, "Cook", name="Ada Nurse")
    assert names(client, "nurse") == ["Ada Nurse"]


def test_other_words_for_what_was_asked_make_nobody_stand_above_the_results(made, client):
    a_person_who_is(made, "Cook")
    SynonymGroup.objects.create(words="chef\ncook")
    assert names(client, "chef") == []
    assert names(client, "cook") == ["Ada Okapi"]


def test_what_somebody_is_is_shown_to_nobody_who_may_not_see_them(made, client, close):
    person = a_person_who_is(made, "Treasurer")
    close(person.participations.get().page.specific)
    assert names(client, "treasurer") == []


def test_a_role_that_changed_is_found_as_it_is_now(made, client):
    person = a_person_who_is(made, "Treasurer")

    def change():
        person.texts = [PersonText(language="en", role="Secretary")]
        person.save()

    made(change)
    assert names(client, "treasurer") == []
    assert names(client, "secretary") == ["Ada Okapi"]


def described(made, name, description, language="en"):
    def make():
        organisation = factories.organisation(name=name)
        organisation.texts = [OrganisationText(language=language, name=name, description=f"<p>{description}</p>")]
        organisation.save()
        return organisation

    return made(make)


def organisations(client, words):
    return [name for kind, name, _note in named(client, words) if kind == "organisation"]


def test_an_organisation_is_found_by_what_it_does(made, client):
    described(made, "River House", "Warm beds for okapis <b>without</b> papers.")
    described(made, "Maison du lac", "Des lits pour les okapis.", language="fr")
    assert organisations(client, "beds without papers") == ["River House"]
    assert organisations(client, "river beds") == ["River House"]
    assert organisations(client, "lit d'okapi") == ["Maison du lac"]
    assert organisations(client, "lake beds") == []


def test_what_many_organisations_do_shows_those_alone_that_are_called_so(made, client):
    for name in ("One", "Two", "Three", "Four"):
        described(made, f"{name} House", "Beds for everyone.")
    assert organisations(client, "beds") == []
    described(made, "Beds for okapis", "Nothing else.")
    assert organisations(client, "beds") == ["Beds for okapis"]


def test_a_description_that_changed_is_found_as_it_is_now(made, client):
    organisation = described(made, "River House", "Beds for okapis.")

    def change():
        [text] = organisation.texts.all()
        text.description = "<p>Soup for impalas.</p>"
        organisation.texts = [text]
        organisation.save()

    made(change)
    assert organisations(client, "okapis") == []
    assert organisations(client, "soup") == ["River House"]


def test_a_description_is_shown_to_nobody_who_may_not_see_the_organisation(made, client):
    organisation = described(made, "River House", "Beds for okapis.")
    organisation.is_member = False
    made(organisation.save)
    assert organisations(client, "okapis") == []


def test_a_committee_is_found_by_its_purpose(made, client):
    committee = Committee(slug="circle")
    committee.texts = [CommitteeText(language="en", name="Night circle", purpose="<p>Looks after okapis.</p>")]
    with_page(made, made(lambda: committee.save() or committee))
    assert [name for kind, name, _note in named(client, "okapis") if kind == "committee"] == ["Night circle"]


def test_closed_committees_change_nothing_of_what_others_find(made, client):
    for number in range(6):
        committee = Committee(slug=f"circle-{number}")
        committee.texts = [CommitteeText(language="en", name=f"Circle {number}", purpose="<p>Looks after okapis.</p>")]
        page = with_page(made, made(lambda row=committee: row.save() or row))
        if number:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert [name for _kind, name, _note in named(client, "okapis")] == ["Circle 0"]


def test_a_committee_leads_to_where_it_stands_on_its_page(made, client):
    committee = made(committee_named, "Okapi circle")
    CommitteeText.objects.filter(committee=committee).update(purpose="<p>Looks after <b>okapis</b>.</p>")
    page = with_page(made, committee)
    [found] = client.get("/api/search/", {"q": "okapi circle"}).json()["named"]
    assert (found["kind"], found["url"]) == ("committee", f"{page.get_url()}#okapi-circle")
    assert found["note"] == "Looks after okapis."


def test_a_committee_on_a_closed_page_is_for_those_who_may_open_it(made, client):
    page = with_page(made, made(committee_named, "Okapi circle"))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert named(client, "okapi") == []
    client.force_login(factories.user())
    assert [kind for kind, *_ in named(client, "okapi")] == ["committee"]


def test_a_committee_that_nobody_approved_is_not_found(made, client):
    committee = made(committee_named, "Okapi circle")
    with_page(made, committee)
    committee.live = False
    made(committee.save)
    assert named(client, "okapi") == []


def test_a_term_is_found_by_its_names_where_a_visible_page_carries_it(made, client):
    term = made(factories.term, "topic", "Okapi care")
    TermLabel.objects.create(term=term, language="fr", label="Soins aux okapis")
    made(term.save)
    assert named(client, "okapi") == []
    page = made(factories.event, terms=[term])
    assert [name for _kind, name, _note in named(client, "okapi")] == ["Okapi care"]
    assert [name for _kind, name, _note in named(client, "okapi", lang="fr")] == ["Soins aux okapis"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert named(client, "okapi") == []


def test_a_region_is_found_where_a_page_carries_a_part_of_it(made, client):
    region = made(factories.term, "region", "Okapi Land")
    part = made(factories.term, "region", "North")
    part.parent = region
    made(part.save)
    made(factories.event, terms=[part])
    assert [name for _kind, name, _note in named(client, "okapi")] == ["Okapi Land"]


def test_a_term_that_nobody_approved_is_not_found(made, client):
    term = made(factories.term, "topic", "Okapi care")
    made(factories.event, terms=[term])
    term.live = False
    made(term.save)
    assert named(client, "okapi") == []


def test_cards_beyond_five_are_folded_away(made, client):
    people = [made(factories.person, f"Okapi {name}") for name in ("Ada", "Bo", "Cy", "Di", "Ed")]
    made(factories.event, people=[("person", BLOCK | {"person": person}) for person in people])
    assert "more-named" not in client.get("/search/", {"q": "okapi"}).content.decode()
    made(factories.event, terms=[made(factories.term, "topic", "Okapi care")])
    html = client.get("/search/", {"q": "okapi"}).content.decode()
    assert "1 more" in html.split("more-named")[1].split("</summary>")[0]


def test_words_that_name_no_term_read_no_terms_of_pages(made):
    """A large site carries more of them than a search may read."""
    made(factories.resource, title="Zebra")
    with CaptureQueriesContext(connection) as queries:
        assert named_things(read_query("zebra"), STRANGER) == []
    assert not [query["sql"] for query in queries if "core_pageterm" in query["sql"]]
