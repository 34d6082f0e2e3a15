"""Addresses in the reader's language, and which page answers there."""

import pytest
from django.utils import translation
from wagtail.rich_text import expand_db_html

from core.addresses import address_of, prepare_addresses
from core.blocks.links import LinkValue
from tests import factories


@pytest.fixture
def about(home):
    return factories.network_page(slug="about")


@pytest.fixture
def team(about):
    return factories.network_page(about, slug="team")


def test_own_language_gives_the_own_address(team):
    assert address_of(team) == "/network/about/team/"


def test_a_translated_page_is_found_at_its_translation(about, french):
    french(about, slug="a-propos")
    assert address_of(about, "fr").endswith("/a-propos/")


def test_an_untranslated_page_stands_below_the_translated_parents(home, about, team, french):
    french(home, slug="accueil")
    french(factories.network_index(), slug="reseau")
    assert address_of(team, "fr") == "/fr/reseau/about/team/"


def test_a_draft_translation_has_no_address_yet(home, about, french):
    french(home, slug="accueil")
    french(factories.network_index(), slug="reseau")
    french(about, live=False, slug="brouillon")
    assert address_of(about, "fr") == "/fr/reseau/about/"


def test_without_a_french_front_page_everything_stands_in(team):
    assert address_of(team, "fr") == "/fr/network/about/team/"


def test_a_list_asks_once_for_all_its_addresses(home, french, django_assert_num_queries, commit):
    french(home, slug="accueil")
    pages = [factories.standard_page() for _number in range(5)]
    commit()
    address_of(home, "fr")
    with django_assert_num_queries(1):
        prepare_addresses(pages, "fr")
        assert len({address_of(page, "fr") for page in pages}) == 5


def test_a_chosen_page_is_linked_in_the_readers_language(home, about, french):
    french(about, slug="a-propos")
    with translation.override("fr"):
        assert LinkValue(None, {"page": about}).href == address_of(about, "fr") != address_of(about, "en")


def test_a_link_in_running_text_stays_in_the_readers_language(about, team, french):
    french(about, slug="a-propos")
    with translation.override("fr"):
        html = expand_db_html(f'<a linktype="page" id="{team.pk}">the team</a>')
        assert f'href="{address_of(team, "fr")}"' in html
    assert address_of(team, "fr").startswith("/fr/")
