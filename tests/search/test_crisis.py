"""Who searches for words of crisis is shown whom to call, above everything; nothing of ours notes or keeps it."""

import logging

import pytest

from core.models import SiteSettings, SiteText
from search.offers.crisis import is_crisis
from tests import factories

pytestmark = pytest.mark.django_db

ASKED = [
    "I want to kill myself",
    "KILL MYSELF!!",
    "how to end my life",
    "wanting to die",
    "I can’t go on",
    "suicidal thoughts",
    "selfharm",
    "overdose now what",
    "je veux mourir",
    "j’ai envie d’en finir",
    "voudrais etre mort",
    "SE SUICIDER: suicide",
    "automutilations",
]
OTHER = [
    "",
    '"',
    "overdose prevention",
    "kill weeds by myself",
    "skills for myself",
    "life at the end of the line",
    "en finir avec la stigmatisation",
    "prévention des surdoses",
]


@pytest.fixture
def site(made):
    """A site with a notice in each language and a page of help."""
    home = factories.home()
    page = made(factories.standard_page, title="Help right now", slug="help")
    settings = SiteSettings(site=home.get_site(), help_page=page)
    settings.texts = [
        SiteText(language="en", name="Net", crisis_short="Call 9-8-8.", crisis_long="<p>Or <b>310-6789</b>.</p>"),
        SiteText(language="fr", name="Réseau", crisis_short="Appelez le 9-8-8."),
    ]
    settings.save()
    return settings


@pytest.mark.parametrize("words", ASKED)
def test_words_of_crisis_are_known_in_either_language(db, words):
    assert is_crisis(words)


@pytest.mark.parametrize("words", OTHER)
def test_ordinary_questions_are_none(db, words):
    assert not is_crisis(words)


def test_staff_write_the_words_of_a_language_themselves(site):
    text = site.texts.get(language="en")
    text.crisis_words = "so tired of it\n\n“lost hope”"
    site.texts.add(text)
    site.save()
    assert is_crisis("I am so tired of it all") and is_crisis("losing hope, lost hope")
    assert not is_crisis("kill myself") and is_crisis("je veux mourir")


def test_help_stands_before_everything_also_when_nothing_is_found(site, client):
    html = client.get("/search/", {"q": "I want to kill myself zzxq"}).content.decode()
    main = html.split("<main")[1]
    box = main.split("<h1>")[0]
    assert 'href="tel:988"' in box and 'href="tel:3106789"' in box and 'href="/help/"' in box


def test_help_is_given_in_the_language_of_the_reader(site, client, french):
    box = client.get("/fr/recherche/", {"q": "kill myself"}).content.decode().split("<main")[1].split("<h1>")[0]
    assert "Appelez le" in box and 'href="/fr/help/"' in box and 'lang="en' in box


def test_other_questions_bring_no_help(site, client):
    assert "crisis-help" not in client.get("/search/", {"q": "housing"}).content.decode()


def test_a_misspelling_that_is_corrected_brings_help(site, made, client):
    made(factories.standard_page, title="Suicide prevention")
    assert "crisis-help" in client.get("/search/", {"q": "suicyde"}).content.decode()


def test_the_json_says_it_first(site, client):
    found = client.get("/api/search/", {"q": "kill myself"}).json()
    assert next(iter(found)) == "help" and found["help"]["text"] == "Call 9-8-8." and found["help"]["url"] == "/help/"
    assert "help" not in client.get("/api/search/", {"q": "housing"}).json()


def test_a_page_of_help_that_is_closed_is_not_named(site, client, close):
    close(site.help_page)
    box = client.get("/search/", {"q": "kill myself"}).content.decode().split("<main")[1].split("<h1>")[0]
    assert "tel:988" in box and "/help/" not in box


@pytest.mark.parametrize("address", ["/search/", "/api/search/"])
def test_such_a_question_is_neither_kept_nor_logged(site, client, caplog, address):
    with caplog.at_level(logging.DEBUG):
        answer = client.get(address, {"q": "kill myself"})
    said = [line.getMessage() for line in caplog.records if not line.name.startswith("django.db")]
    assert "no-store" in answer["Cache-Control"]
    assert not any("myself" in line for line in said)
