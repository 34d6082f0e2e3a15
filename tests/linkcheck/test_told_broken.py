"""Wherever a public page shows an address of another site, it says when that is known not to answer."""

import datetime
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from linkcheck.collecting import key_of
from linkcheck.models import ExternalLink
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "https://gone.example.net/x?a=1&b=2"
SAID = "This link did not work when we last tried, on April 14, 2026."
APRIL = datetime.datetime(2026, 4, 14, 20, tzinfo=datetime.UTC)
FILM = {"label": "The film", "host": "vimeo", "video_id": "123456789", "language": "en", "captions": []}
PROSE = f'<p><a href="{ADDRESS.replace("&", "&amp;")}">There</a>, and more.</p>'


def broken(address: str = ADDRESS) -> ExternalLink:
    made = {"address": address, "host": "gone.example.net", "state": "broken", "checked_at": APRIL}
    return ExternalLink.objects.update_or_create(key=key_of(address), defaults=made)[0]


def shown(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def person(**fields):
    return {"name": "Ana", "part": "speaker", "person": None, "organisation": None} | fields


def body(kind, value):
    return factories.standard_page(body=[(kind, value)])


NAMED, LABELLED = {"title": "There", "url": ADDRESS}, {"label": "There", "url": ADDRESS}
TABLE = {"columns": [{"type": "prose", "heading": "H"}], "rows": [{"values": [PROSE]}]}
SITTING = {"label": "First", "registration_url": ADDRESS}
PLACES = {
    "preparation": lambda: factories.event(preparation=[("item", NAMED)]),
    "documents of an event": lambda: factories.event(downloads=[("download", NAMED)]),
    "sign-up": lambda: factories.event(
        registration_needed=True, registration_url=ADDRESS, registration_label="Sign up"
    ),
    "sign-up for a sitting": lambda: factories.event(sessions=[("session", SITTING)]),
    "other ways to sign up": lambda: factories.event(registration_needed=True, registration_other_ways=PROSE),
    "earlier sessions": lambda: factories.summary(earlier_sessions=[("session", NAMED)]),
    "materials": lambda: factories.summary(materials=[("material", NAMED)]),
    "a person": lambda: factories.summary(people=[("person", person(link=ADDRESS))]),
    "a person of the directory": lambda: factories.summary(
        people=[("person", person(person=factories.person(is_listed=True), link=ADDRESS))]
    ),
    "where to read it": lambda: factories.resource(links=[("link", LABELLED)]),
    "reports of a network": lambda: factories.network_page(reports=[("report", NAMED)]),
    "links": lambda: body("links", [LABELLED]),
    "a download": lambda: body("download", NAMED),
    "a call to action": lambda: body("call_to_action", LABELLED | {"heading": "Now"}),
    "running text": lambda: body("text", PROSE),
    "a cell of a table": lambda: body("table", {"caption": "T", "table": TABLE}),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_broken_link_is_told_in_its_place(place, home):
    link = broken()
    page = PLACES[place]()
    assert SAID in shown(page.url)
    # What a person looked at and found to work is not told of.
    ExternalLink.objects.filter(pk=link.pk).update(is_accepted=True)
    page.save_revision().publish()
    assert SAID not in shown(page.url)


def test_a_film_that_is_gone_is_told(home):
    page = factories.summary(recordings=[("recording", FILM)])
    broken(page.recordings[0].value.href)
    assert SAID in shown(page.url)


def test_a_doi_that_is_gone_is_told_on_its_page_and_in_the_reading_list(home):
    broken("https://doi.org/10.1000/gone")
    page = factories.resource(doi="10.1000/gone")
    assert SAID in shown(page.url)
    assert SAID in shown(f"{page.get_parent().url}reading-list/?id={page.identifier}")


def test_a_way_in_from_the_front_page(home):
    broken()
    home.ways = [("way", LABELLED)]
    home.save_revision().publish()
    assert SAID in shown(home.url)


def test_web_sites_of_people_and_organisations(home):
    broken()
    assert SAID in shown(factories.person(is_listed=True, website=ADDRESS).get_absolute_url())
    assert SAID in shown(factories.organisation(website=ADDRESS).get_absolute_url())


def test_it_is_said_in_the_language_of_reading(home):
    broken()
    page = body("links", [LABELLED])
    factories.in_french(home)
    assert '<span class="about" lang="fr-CA"> Ce lien' in shown(f"/fr{page.url}")


# A film is played by a press, also from a time of its transcript; a name is followed by titles, and the first thing to
# read has a note of its own.
OTHERWISE = {
    "components/recording.html",
    "components/transcript.html",
    "components/people.html",
    "resources/resource_page.html",
}


def test_no_template_shows_an_address_of_an_editor_by_itself():
    root = Path(settings.BASE_DIR) / "templates"
    given = re.compile(r'href="{{ (?:[\w.]+\.)?(?:href|registration_url|website|doi|link) }}"|doi\.org/{{')
    public = [path for path in root.rglob("*.html") if "admin" not in path.parts and "mail" not in path.parts]
    found = {str(path.relative_to(root)) for path in public if given.search(path.read_text(encoding="utf-8"))}
    assert found - {"components/link.html"} == OTHERWISE
