"""What machines and lost visitors are told: site map, robots, security.txt, suggestions. Never of what is private."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.contrib.redirects.models import Redirect

from core.models import SiteSettings
from tests import factories
from website import sitemap
from website.suggestions import similar_pages, words_of

pytestmark = pytest.mark.django_db


def test_the_site_map_lists_public_pages_only(client, home, close):
    factories.standard_page(slug="open-door")
    factories.standard_page(slug="draft-page", live=False)
    close(factories.standard_page(slug="members-only"))
    text = client.get("/sitemap.xml").content.decode()
    assert "/open-door/</loc>" in text
    assert "draft-page" not in text
    assert "members-only" not in text


def test_the_site_map_is_the_same_for_members(client, home, close):
    close(factories.standard_page(slug="members-only"))
    client.force_login(factories.user(is_superuser=True))
    assert b"members-only" not in client.get("/sitemap.xml").content


def test_the_site_map_names_translations_but_no_drafts_of_them(client, home, french):
    french(home, slug="accueil")
    page = factories.standard_page(slug="help")
    draft = factories.standard_page(slug="privacy")
    french(page, slug="aide")
    french(draft, live=False, slug="brouillon")
    text = client.get("/sitemap.xml").content.decode()
    assert text.count('hreflang="fr-CA" href="http://127.0.0.1:8000/fr/aide/"') == 2
    assert "brouillon" not in text


def test_a_long_site_map_comes_in_parts(client, bare_site, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_PART", 2)
    for _number in range(4):
        factories.standard_page()
    assert b"sitemap.xml?part=3" in client.get("/sitemap.xml").content
    assert client.get("/sitemap.xml?part=3").content.count(b"<loc>") == 1
    assert client.get("/sitemap.xml?part=9").status_code == 404


def test_robots_are_told_of_the_site_map(client, home):
    assert b"Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").content


def test_security_txt_names_the_contact_and_does_not_expire_soon(client, home):
    SiteSettings.objects.create(site=home.get_site(), security_contact="security@example.org")
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@example.org" in text
    expires = datetime.datetime.fromisoformat(text.partition("Expires: ")[2].splitlines()[0])
    assert datetime.timedelta(days=100) < expires - datetime.datetime.now(datetime.UTC) < datetime.timedelta(days=367)


def test_words_of_an_address():
    assert words_of("/events/2024/safer-supply-forum/") == ["safer", "supply", "forum", "events"]


def test_suggestions_are_pages_that_the_visitor_may_see(home, close):
    factories.standard_page(title="Housing", slug="housing-first")
    factories.standard_page(title="Draft", slug="housing-draft", live=False)
    members = factories.standard_page(title="Members", slug="housing-members")
    close(members)
    assert [one.title for one in similar_pages("/housing-frist/", AnonymousUser())] == ["Housing"]
    assert {one.title for one in similar_pages("/housing-frist/", factories.user())} == {"Housing", "Members"}


def test_a_lost_visitor_gets_suggestions(client, home):
    factories.standard_page(title="Housing", slug="housing-first")
    answer = client.get("/housing-frist/")
    assert answer.status_code == 404
    assert b'href="/housing-first/"' in answer.content


@pytest.mark.parametrize("path", ["/%00/", "/%ff%fe/", "/" + "a" * 3000, "/<script>/", "/%2e%2e/", "/'\"/"])
def test_no_address_breaks_the_page_for_lost_visitors(client, home, path):
    assert client.get(path, follow=True).status_code in {400, 404}


def test_a_renamed_page_is_found_at_its_old_address(client, home, django_capture_on_commit_callbacks):
    page = factories.standard_page(slug="help")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "aid"
        page.save_revision().publish()
    answer = client.get("/help/")
    assert (answer.status_code, answer["Location"]) == (301, "/aid/")


def test_a_moved_page_and_those_below_it_are_found(client, home, django_capture_on_commit_callbacks):
    section = factories.standard_page(slug="section")
    page = factories.standard_page(slug="help")
    factories.standard_page(page, slug="more")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(section, pos="last-child")
    assert client.get("/help/more/")["Location"] == "/section/help/more/"


def test_a_renamed_translation_is_found(client, home, french, django_capture_on_commit_callbacks):
    french(home, slug="accueil")
    page = french(factories.standard_page(slug="help"), slug="aide")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "secours"
        page.save_revision().publish()
    assert Redirect.objects.filter(old_path="/fr/aide").exists()
    assert client.get("/fr/aide/")["Location"] == "/fr/secours/"
