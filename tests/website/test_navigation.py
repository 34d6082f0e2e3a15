"""Menus, breadcrumbs, language switch."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from core.visibility import STRANGER
from tests import factories
from website.templatetags import navigation


def context(path="/", user=None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return {"request": request}


@pytest.fixture
def network(home):
    index = factories.network_index()
    index.show_in_menus = True
    index.save_revision().publish()
    return index


def titles(entries):
    return [entry.title for entry in entries]


def test_menu_shows_pages_that_stand_in_menus(network):
    factories.standard_page(title="Not in the menu")
    about = factories.network_page(title="About", show_in_menus=True)
    menu = navigation.main_menu(STRANGER, "/network/" + about.slug + "/")
    assert titles(menu) == ["Network"]
    assert titles(menu[0].children) == ["About"]
    assert menu[0].is_section and not menu[0].is_current
    assert menu[0].children[0].is_current


def test_menu_hides_drafts_and_members_pages_from_strangers(network, close):
    factories.network_page(title="Draft", show_in_menus=True, live=False)
    close(factories.network_page(title="Members", show_in_menus=True))
    assert titles(navigation.main_menu(STRANGER)[0].children) == []
    member = factories.user()
    assert titles(navigation.main_menu(member)[0].children) == ["Members"]


def test_menu_of_the_other_language_has_its_own_tree_and_untranslated_sections(home, network, french):
    french(home, title="Accueil", slug="accueil")
    french(network, title="Réseau", slug="reseau")
    factories.standard_page(title="Help", slug="help", show_in_menus=True)
    with translation.override("fr"):
        menu = navigation.main_menu(STRANGER, "/fr/")
    assert [(entry.title, entry.url, entry.lang) for entry in menu] == [
        ("Réseau", "/fr/reseau/", ""),
        ("Help", "/fr/help/", "en-CA"),
    ]


def test_menu_never_shows_a_draft_translation(home, network, french):
    french(home, slug="accueil")
    french(network, live=False, title="Brouillon", slug="brouillon")
    with translation.override("fr"):
        assert titles(navigation.main_menu(STRANGER, "/fr/")) == ["Network"]


def test_menu_costs_no_query_once_it_is_known(network, commit, django_assert_num_queries):
    factories.network_page(show_in_menus=True)
    commit()
    navigation.main_menu(STRANGER)
    with django_assert_num_queries(0):
        navigation.main_menu(STRANGER)


def test_breadcrumbs_leave_out_what_the_visitor_may_not_see(network, close):
    members = factories.network_page(title="Members")
    inner = factories.network_page(members, title="Inner")
    close(members)
    assert titles(navigation.breadcrumbs(context(), inner)) == ["Home", "Network"]
    assert titles(navigation.breadcrumbs(context(user=factories.user()), inner)) == ["Home", "Network", "Members"]


def test_breadcrumbs_speak_the_readers_language_where_they_can(home, network, french):
    french(home, title="Accueil", slug="accueil")
    about = factories.network_page(title="About")
    with translation.override("fr"):
        crumbs = navigation.breadcrumbs(context("/fr/"), about)
    assert [(crumb.title, crumb.url) for crumb in crumbs] == [("Accueil", "/fr/"), ("Network", "/fr/network/")]


def test_language_switch_leads_to_the_translation(home, french):
    french(home, slug="accueil")
    help_page = factories.standard_page(slug="help")
    french(help_page, slug="aide")
    (other,) = navigation.languages_of(context("/help/"), help_page)
    assert (other.code, other.name, other.url, other.is_translated) == ("fr", "Français", "/fr/aide/", True)


def test_language_switch_of_a_page_without_translation(home, french):
    french(home, slug="accueil")
    help_page = factories.standard_page(slug="help")
    french(help_page, live=False, slug="brouillon")
    (other,) = navigation.languages_of(context("/help/"), help_page)
    assert (other.url, other.is_translated) == ("/fr/help/", False)


def test_language_switch_of_a_view(db):
    (other,) = navigation.languages_of(context("/admin/"))
    assert other.code == "fr"


def test_language_switch_of_an_address_that_leads_nowhere(client, home, french):
    french(home, slug="accueil")
    words = client.get("/nowhere/at-all/").content.decode()
    assert "/nowhere/at-all/" not in words
    assert re.search(r'<a href="/fr/"\s+hreflang="fr-CA"', words)


def test_canonical_address_is_that_of_the_pages_own_language(home, french, settings):
    french(home, slug="accueil")
    help_page = factories.standard_page(slug="help")
    with translation.override("fr"):
        assert navigation.canonical(context("/fr/help/"), help_page) == f"{settings.PUBLIC_URL}/help/"


def test_alternates_name_live_translations_only(home, french):
    help_page = factories.standard_page(slug="help")
    assert navigation.alternates(context(), help_page) == []
    french(help_page, slug="aide")
    assert [tag for tag, _url in navigation.alternates(context(), help_page)] == ["en-CA", "fr-CA"]
