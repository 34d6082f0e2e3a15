"""Names of files in the header that browsers read."""

import re
from urllib.parse import unquote

import pytest

from core.text.file_names import content_disposition
from tests import factories

ODD = ["guide-de-mise-en-œuvre.ris", "ʔuwe.ics", "منتدى.csv", "naïve.ics"]


@pytest.mark.parametrize("name", ODD)
def test_any_letters_are_kept_and_an_old_program_gets_plain_ones(name):
    header = content_disposition(name)
    assert header.isascii()
    found = re.fullmatch(r"attachment; filename=\"([^\"]+)\"; filename\*=utf-8''(\S+)", header)
    assert found and found[1].isascii() and unquote(found[2]) == name


def test_a_plain_name_is_said_once():
    assert content_disposition("report.ics", as_attachment=False) == 'inline; filename="report.ics"'


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["cite/ris/", "cite/bibtex/"])
def test_the_files_of_a_resource_are_named_so(client, rest):
    page = factories.resource(slug="guide-de-mise-en-œuvre")
    header = client.get(f"{page.url}{rest}")["Content-Disposition"]
    assert header.startswith('attachment; filename="guide-de-mise-en-oeuvre.') and "filename*=utf-8''" in header


@pytest.mark.django_db
def test_the_file_of_an_event_is_named_so_and_names_it_by_a_plain_address(client):
    page = factories.event(slug="œuvre")
    answer = client.get(f"{page.url}event.ics")
    assert "filename*=utf-8''%C5%93uvre.ics" in answer["Content-Disposition"]
    assert "/events/%C5%93uvre/" in answer.content.decode().replace("\r\n ", "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sitemap.xml", "/events/feed/", "/events/œuvre/", "/events/calendar.ics"])
def test_addresses_for_programs_are_plain(client, address):
    factories.event(slug="œuvre")
    text = client.get(address).content.decode().replace("\r\n ", "")
    full = re.findall(r"http://127\.0\.0\.1:8000/events/[^\s\"<]+uvre", text)
    assert full and all(one.isascii() for one in full)
