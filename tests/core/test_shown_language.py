"""Which of its translations a reader is shown, at every way out: the best of those that they may open."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from tests import factories

pytestmark = pytest.mark.django_db
ENGLISH, FRENCH = "Warm handovers", "Transferts en douceur"


@pytest.fixture
def world(client):
    """A resource in English that everybody may read; its French translation stands in a section for members."""
    english = factories.resource(title=ENGLISH)
    french = factories.in_french(english, title=FRENCH)
    section = factories.in_french(factories.standard_page(title="For members"), title="Pour les membres")
    Page.objects.filter(translation_key=section.translation_key).exclude(pk=section.pk).update(live=False)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    french.move(section, "last-child")
    for page in (english, type(french).objects.get(pk=french.pk)):
        index.insert_or_update_object(page)
    return english


@pytest.fixture
def member(client):
    client.force_login(factories.user())
    return client


def titles_in(text):
    return {title for title in (ENGLISH, FRENCH) if title in text}


WAYS_OUT = [
    "/fr/resources-fr/",
    "/fr/resources-fr/?q=warm+handovers",
    "/fr/resources-fr/list.json",
    "/fr/resources-fr/export/ris/",
    "/fr/resources-fr/findings/",
    "/fr/recherche/?q=handovers",
    "/fr/recherche/?q=douceur",
    "/api/search/?q=handovers&lang=fr",
]


@pytest.mark.parametrize(
    "address", ["/fr/resources-fr/", "/fr/resources-fr/list.json", "/api/search/?q=handovers&lang=fr"]
)
def test_a_closed_translation_does_not_hide_the_open_page(world, client, address):
    assert titles_in(client.get(address).content.decode()) == {ENGLISH}


@pytest.mark.parametrize("address", WAYS_OUT)
def test_a_closed_translation_is_told_of_nowhere(world, client, address):
    assert FRENCH not in client.get(address).content.decode()


def test_the_feed_holds_what_a_stranger_is_shown(world, member):
    assert titles_in(member.get("/fr/resources-fr/feed/").content.decode()) == {ENGLISH}


def test_who_may_open_the_translation_is_shown_it_alone(world, member):
    assert titles_in(member.get("/fr/resources-fr/list.json").content.decode()) == {FRENCH}


def test_the_count_is_one_for_either_reader(world, client):
    assert client.get("/fr/resources-fr/list.json").json()["total"] == 1
    client.force_login(factories.user())
    assert client.get("/fr/resources-fr/list.json").json()["total"] == 1


def test_the_french_address_serves_the_open_page_to_a_stranger(world, client):
    answer = client.get(f"/fr/resources-fr/{world.slug}/")
    assert answer.status_code == 200
    assert titles_in(answer.content.decode()) == {ENGLISH}


def test_the_french_address_leads_a_member_to_the_translation(world, member):
    answer = member.get(f"/fr/resources-fr/{world.slug}/")
    assert answer.status_code == 302
    assert FRENCH in member.get(answer.url).content.decode()


def test_the_menu_names_each_page_once(world, client):
    section = factories.in_french(factories.standard_page(title="Closed part"), title="Partie fermée")
    page = factories.standard_page(title="About us", show_in_menus=True)
    french = factories.in_french(page, title="À propos", show_in_menus=True)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    french.move(section, "last-child")
    assert "About us" in client.get("/fr/").content.decode()
    client.force_login(factories.user())
    assert "About us" not in client.get("/fr/").content.decode()


def test_search_lists_are_asked_with_the_same_rule(world, client):
    assert client.get(reverse("search_json"), {"q": "handovers", "lang": "fr"}).json()["total"] == 1
