"""What is offered while somebody types: titles and names, at most eight, and nothing that they may not see."""

import pytest

from core.models import SiteSettings, SiteText
from tests import factories

pytestmark = pytest.mark.django_db
BLOCK = {"name": "", "part": "panellist", "role": ""}


def offered(client, words, address="/search/suggest/"):
    return client.get(address, {"q": words}).json()["suggestions"]


def labels(client, words):
    return [one["label"] for one in offered(client, words)]


def test_a_beginning_offers_titles_with_kind_and_address(made, client):
    made(factories.event, title="Zebra talk", slug="zebra-talk")
    made(factories.standard_page, title="Other", lead="About zebras.")
    assert offered(client, "zeb") == [{"label": "Zebra talk", "kind": "Event", "url": "/events/zebra-talk/"}]


def test_accents_and_inflections_do_not_matter(made, client):
    made(factories.event, title="Étude des zèbres")
    assert labels(client, "etude des zeb") == ["Étude des zèbres"]


def test_in_french_the_address_is_french_and_the_label_says_its_language(made, client, french):
    made(factories.event, title="Zebra talk", slug="zebra-talk")
    [one] = offered(client, "zeb", "/fr/recherche/suggest/")
    assert one["url"].startswith("/fr/") and one["lang"].startswith("en") and one["kind"] == "Événement"


def test_names_of_people_organisations_and_terms_are_offered(made, client):
    person = made(factories.person, "Zebra Ada")
    organisation = made(factories.organisation, name="Zebra House", is_member=True)
    term = made(factories.term, "region", "Zebra Valley")
    made(factories.event, title="Other", people=[("person", BLOCK | {"person": person})], terms=[term])
    assert sorted(labels(client, "zeb")) == ["Zebra Ada", "Zebra House", "Zebra Valley"]
    assert organisation.get_absolute_url() in {one["url"] for one in offered(client, "zeb")}


def test_nothing_is_offered_that_the_visitor_may_not_see(made, client, close):
    made(factories.event, title="Zebra draft", live=False)
    changed = made(factories.event, title="Plain")
    changed.title = "Zebra unpublished"
    made(changed.save_revision)
    closed = made(factories.event, title="Zebra closed", terms=[made(factories.term, "topic", "Zebra topic")])
    close(closed)
    person, hidden = made(factories.person, "Zebra Ada"), made(factories.person, "Zebra Bo")
    close(made(factories.event, title="Meeting", people=[("person", BLOCK | {"person": person})]))
    made(factories.event, title="Open", people=[("person", BLOCK | {"person": hidden})])
    # What goes live with a page is approved with it; this was taken back.
    hidden.live = False
    made(hidden.save)
    made(factories.organisation, name="Zebra House", is_member=True, live=False)
    assert offered(client, "zeb") == []
    client.force_login(factories.user())
    assert sorted(labels(client, "zeb")) == ["Zebra Ada", "Zebra closed", "Zebra topic"]


def test_what_a_member_is_offered_is_kept_by_nobody(made, client):
    factories.home()
    client.force_login(factories.user())
    assert "no-store" in client.get("/search/suggest/", {"q": "zebra"})["Cache-Control"]


def test_there_are_eight_at_most_and_titles_have_their_part(made, client):
    for number in range(10):
        made(factories.event, title=f"Zebra talk {number}")
        made(factories.organisation, name=f"Zebra {number}", is_member=True)
    found = offered(client, "zebra")
    assert len(found) == 8 and [one["kind"] for one in found].count("Event") == 4


@pytest.mark.parametrize("words", ["", "z", '"', "-zebra", "\x00", "zzzz" * 200, "<b>"])
def test_any_input_has_an_answer(made, client, words):
    factories.home()
    assert offered(client, words) == []


def test_words_of_crisis_offer_no_reading(made, client):
    home = factories.home()
    settings = SiteSettings(site=home.get_site())
    settings.texts = [SiteText(language="en", name="Net", crisis_short="Call 9-8-8.")]
    settings.save()
    made(factories.event, title="Suicide in the news")
    assert offered(client, "suicide") == []


def test_the_cost_does_not_grow_with_what_is_found(made, client, django_assert_max_num_queries):
    for number in range(12):
        made(factories.event, title=f"Zebra talk {number}")
    with django_assert_max_num_queries(40):
        offered(client, "zebra")
