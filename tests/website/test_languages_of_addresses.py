"""Pages without translation at the other language's address."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page

from tests import factories


def routed(path, language):
    """The page that answers, and the language of its address where that is another."""
    request = RequestFactory().get(path)
    with translation.override(language):
        found = Page.route_for_request(request, path)
    return (found[0].pk if found else None), getattr(request, "reading_locale", None)


@pytest.fixture
def about(home, french):
    french(home, slug="accueil")
    french(factories.network_index(), slug="reseau")
    return factories.network_page(slug="about")


def test_an_untranslated_page_answers_in_the_other_language(about):
    page, reading = routed("reseau/about", "fr")
    assert page == about.pk
    assert reading.language_code == "fr"


def test_a_page_of_the_address_language_needs_no_notice(about):
    assert routed("network/about", "en") == (about.pk, None)


def test_a_page_below_an_untranslated_one_answers_too(about):
    team = factories.network_page(about, slug="team")
    assert routed("reseau/about/team", "fr")[0] == team.pk


def test_a_draft_translation_leaves_the_original_in_place(about, french):
    french(about, live=False, slug="about")
    assert routed("reseau/about", "fr")[0] == about.pk


def test_a_draft_translation_has_no_address(about, french):
    french(about, live=False, slug="brouillon")
    assert routed("reseau/brouillon", "fr")[0] is None


def test_a_page_below_a_draft_translation_answers(about, french):
    team = factories.network_page(about, slug="team")
    french(about, live=False, slug="brouillon")
    assert routed("reseau/about/team", "fr")[0] == team.pk


def test_a_draft_answers_nowhere(about):
    factories.network_page(slug="draft", live=False)
    assert routed("network/draft", "en")[0] is None
    assert routed("reseau/draft", "fr")[0] is None


def test_the_slug_of_a_translated_page_leads_to_its_translation(about, french, client):
    french(about, slug="a-propos")
    answer = client.get("/fr/reseau/about/")
    assert (answer.status_code, answer.get("Location")) == (302, "/fr/reseau/a-propos/")


def test_a_restricted_page_asks_for_signing_in_in_both_languages(about, close, client):
    close(about)
    for path in ("/network/about/", "/fr/reseau/about/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "sign-in" in answer["Location"] or "connexion" in answer["Location"]


def test_a_restriction_holds_for_the_translation(about, french, close, client):
    french(about, slug="a-propos")
    close(about)
    assert client.get("/fr/reseau/a-propos/").status_code == 302
