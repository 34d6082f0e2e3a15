"""A DOI or an address by itself: what is known elsewhere fills a resource. A server on this machine answers."""

import datetime
import json

import pytest

from intake import known_elsewhere
from linkcheck.client import HostPacing, LinkClient
from resources.models import ResourcePage
from tests import factories
from tests.linkcheck.local_site import site as serving

CSL = {
    "title": "Night shifts and sleep",
    "author": [{"given": "Amara", "family": "Oduya"}, {"literal": "Harbour Youth Society"}],
    "publisher": "Fjord Press",
    "issued": {"date-parts": [[2024, 5, 6]]},
    "DOI": "10.5555/night",
    "abstract": "<jats:p>People sleep less.</jats:p>",
    "language": "en-CA",
}
PAGE = b"""<html><head><title>Site</title><meta name="citation_title" content="Care close to home">
<meta name="citation_author" content="Ines Novak"><meta name="citation_author" content="Kofi Mensah">
<meta name="citation_publication_date" content="2023/04/01"><meta name="citation_doi" content="10.5555/home">
<meta name="DC.description" content="What helps at home."></head><body>x</body></html>"""
LD = b"""<html><head><script type="application/ld+json">{"@graph": [{"@type": "Report", "name": "Tea and time",
"author": {"name": "Lena Harrow"}, "datePublished": "2022"}]}</script></head></html>"""
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def other_site(monkeypatch, settings):
    settings.LINK_CHECKS = True
    pages = {
        "/10.5555/night": (302, {"Location": "/csl"}, b""),
        "/csl": (200, {"Content-Type": known_elsewhere.CSL}, json.dumps(CSL).encode()),
        "/report": (200, HTML, PAGE),
        "/ld": (200, HTML, LD),
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /closed\n"),
        "/closed": (200, HTML, PAGE),
        "/broken": (200, HTML, b"\xff<"),
    }
    with serving(pages) as site:
        asked = LinkClient("Test/1.0", HostPacing(0.0), allowed=lambda address: True, ports=None)
        monkeypatch.setattr(known_elsewhere, "page_client", lambda: asked)
        monkeypatch.setattr(known_elsewhere, "doi_address", lambda doi: f"{site.address}/{doi}")
        yield site


@pytest.fixture
def resource_of(bring):
    def made(text):
        answer = bring(text=text, page_class=ResourcePage, parent=factories.resource_index())
        return ResourcePage.objects.filter(title__gt="").first(), answer

    return made


def test_a_doi_alone_fills_a_resource(other_site, resource_of):
    page, _answer = resource_of("https://doi.org/10.5555/night")
    assert (page.title, page.doi, page.year) == ("Night shifts and sleep", "10.5555/night", 2024)
    assert page.date == datetime.date(2024, 5, 6)
    assert [one.value["name"] for one in page.authors] == ["Amara Oduya", "Harbour Youth Society"]
    assert page.summary == "People sleep less."
    assert page.links[0].value["url"]


def test_the_language_of_a_document_is_said_with_its_code(other_site, resource_of):
    factories.term("language", "English")
    page, _answer = resource_of("https://doi.org/10.5555/night")
    assert [term.label for term in page.terms_of("language")] == ["English"]


def test_an_address_alone_is_read_by_the_tags_of_its_page(other_site, resource_of):
    page, _answer = resource_of(f"{other_site.address}/report")
    assert (page.title, page.doi, page.year) == ("Care close to home", "10.5555/home", 2023)
    assert [one.value["name"] for one in page.authors] == ["Ines Novak", "Kofi Mensah"]
    assert page.summary == "What helps at home."


def test_a_page_may_describe_itself_in_json(other_site, resource_of):
    page, _answer = resource_of(f"{other_site.address}/ld")
    assert (page.title, page.year) == ("Tea and time", 2022)


@pytest.mark.parametrize("path", ["/nothing", "/closed", "/broken"])
def test_where_nothing_is_to_be_had_it_is_said_and_the_address_stays(path, other_site, resource_of):
    page, answer = resource_of(f"{other_site.address}{path}")
    said = answer.content.decode()
    assert page is None
    assert "Nothing could be read at this address." in said
    assert f"{other_site.address}{path}" in said


def test_no_other_site_is_asked_where_that_is_off(other_site, resource_of, settings):
    settings.LINK_CHECKS = False
    _page, answer = resource_of("10.5555/night")
    assert "does not ask other sites" in answer.content.decode()
    assert other_site.asked == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", "http://169.254.169.254/latest/", "http://[::1]/"])
def test_private_addresses_are_never_asked(address):
    assert LinkClient("Test/1.0", HostPacing(0.0)).read(address) is None
