"""DOI, address, year and peer review of a document are facts: every way out of the site tells the same, or nothing.

The ways are found, not listed: routes below resources and their list, fields of the API, code and templates that read
what is typed. A new one fails here until it is said what it tells.
"""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import urlencode

import feedparser
import openpyxl
import pytest
import rispy
from defusedxml import ElementTree
from django.conf import settings
from django.db import connection
from django.utils.html import escape
from pybtex.database import parse_string
from wagtail.search import index

from bin.our_apps import our_apps
from resources.models import ResourceIndexPage, ResourcePage
from tests import factories
from website.routes import routes_of

pytestmark = pytest.mark.django_db
TITLE = "Zyxreport"
DC = "{http://purl.org/dc/elements/1.1/}"
# As the database may hold them from before they were cleaned, and what they are.
STORED = {"doi": "https://doi.org/10.1234/Abc.2.\u200b", "address": "https://example.org/4.\u200b"}
MEANT = {"doi": "10.1234/Abc.2", "address": "https://example.org/4"}
WORLDS = {
    "all said": {"year": 2019, "peer": True, **MEANT},
    "said to be none": {"year": 2020, "peer": False, **MEANT},
    "not said": {"year": None, "peer": None, "doi": "", "address": MEANT["address"]},
}


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def doi_in(text):
    found = re.findall(r"10\.1234/[^\s\"<&,}]*", text)
    assert len(set(found)) <= 1, found
    return found[0].rstrip(".") if found else ""


def year_in(text):
    found = set(re.findall(r"\b(2019|2020)\b", text))
    assert len(found) <= 1
    return int(found.pop()) if found else None


def page(client, one):
    html = text_of(client, one.url)
    main = html[html.index("<main") : html.index("</main>")].replace("\u200b", "!")
    peer = re.search(r"<dt>Peer reviewed</dt>\s*<dd>(Yes|No)</dd>", main)
    year = re.search(r"<dt>Year</dt>\s*<dd>(\d+)</dd>", main)
    return {
        "doi": doi_in(main),
        "address": MEANT["address"] if f'href="{MEANT["address"]}"' in main else "",
        "year": int(year[1]) if year else None,
        "peer": peer[1] == "Yes" if peer else None,
    }


def structured(client, one):
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, one.url), re.S)
    told = json.loads(found)
    doi = told["identifier"].removeprefix("https://doi.org/") if "doi.org" in told["identifier"] else ""
    year = told.get("datePublished")
    return {"doi": doi, "address": told["sameAs"], "year": int(year) if year else None}


def card(client, one):
    html = text_of(client, "/resources/")
    [found] = re.findall(r'<article class="card.*?</article>', html, re.S)
    return {"year": year_in(found)}


def searched(client, one):
    [hit] = json.loads(text_of(client, f"/api/search/?q={TITLE}"))["results"]
    return {"year": year_in(hit.get("note", ""))}


def asked_for(client, one):
    """What the search finds by the DOI, however it is typed."""
    if not one.doi:
        return {}
    for typed in (MEANT["doi"], STORED["doi"], "doi:10.1234/ABC.2"):
        told = json.loads(text_of(client, f"/api/search/?{urlencode({'q': typed})}"))["results"]
        assert [hit["title"] for hit in told] == [TITLE], typed
    return {"doi": MEANT["doi"]}


def api(client, one):
    told = json.loads(text_of(client, f"/api/v2/pages/{one.pk}/"))
    [link] = told["links"]
    return {
        "doi": told["doi"],
        "address": link["value"]["url"],
        "year": told["year"],
        "peer": told["is_peer_reviewed"],
    }


def row_told(row):
    year, peer = row["year"] or "", row["peer_reviewed"] or ""
    return {
        "doi": row["doi"] or "",
        "address": row["url"],
        "year": int(year) if year else None,
        "peer": {"": None, "yes": True, "no": False}[peer],
    }


def sheet(client, one):
    [row] = csv.DictReader(io.StringIO(text_of(client, "/resources/export/csv/").removeprefix("\ufeff")))
    return row_told(row)


def workbook(client, one):
    answer = client.get("/resources/export/xlsx/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))
    names, values = list(book.worksheets[0].iter_rows(values_only=True))[:2]
    return row_told(dict(zip(names, values, strict=False)))


def ris(address):
    def told(client, one):
        [found] = rispy.loads(text_of(client, address.format(page=one.url)))
        return {"doi": found.get("doi", ""), "year": int(found["year"]) if "year" in found else None}

    told.__name__ = f"ris at {address}"
    return told


def bibtex(client, one):
    [entry] = parse_string(text_of(client, f"{one.url}cite/bibtex/"), "bibtex").entries.values()
    year = entry.fields.get("year")
    return {"doi": entry.fields.get("doi", ""), "year": int(year) if year else None}


def csl(client, one):
    [found] = json.loads(text_of(client, f"{one.url}cite/csl-json/"))
    year = found.get("issued", {}).get("date-parts", [[None]])[0][0]
    return {"doi": found.get("DOI", ""), "year": year}


def citation(client, one):
    [apa, vancouver] = one.citations
    assert one.year or ("n.d." in apa.html and "date unknown" in vancouver.html)
    assert not one.doi or f'href="https://doi.org/{escape(MEANT["doi"])}"' in apa.html
    return {"doi": doi_in(apa.html), "year": year_in(apa.html)}


def harvest(client, one):
    root = ElementTree.fromstring(text_of(client, "/oai?verb=ListRecords&metadataPrefix=oai_dc"))

    def all_of(name):
        return [found.text for found in root.iter(f"{DC}{name}")]

    [doi] = [text.removeprefix("https://doi.org/") for text in all_of("identifier") if "doi.org" in text] or [""]
    [address] = all_of("relation")
    return {"doi": doi, "address": address, "year": int(all_of("date")[0]) if all_of("date") else None}


def compared(client, one):
    html = text_of(client, f"/resources/compare/?id={one.identifier}&id={factories.resource(year=1999).identifier}")
    cells = re.search(r"<th[^>]*>\s*Year\s*</th>\s*<td[^>]*>(.*?)</td>", html, re.S)
    return {"year": year_in(cells[1]) if cells else None}


def filtered(client, one):
    told = json.loads(text_of(client, "/resources/list.json"))
    facets = {facet["name"]: {value["value"] for value in facet["values"]} for facet in told["facets"]}
    [year], [peer] = facets["year"], facets["peer_reviewed"]
    return {
        "year": None if year == "not-said" else int(year),
        "peer": {"not-said": None, "yes": True, "no": False}[peer],
    }


def feed(client, one):
    [entry] = feedparser.parse(client.get("/resources/feed/").content).entries
    return {"year": year_in(entry.title)} if one.year and str(one.year) in entry.title else {}


def version(client, one):
    html = text_of(client, f"{one.url}version/1/")
    return {"doi": doi_in(html[html.index("<main") : html.index("</main>")])}


WAYS = [page, structured, card, searched, asked_for, api, sheet, workbook, bibtex, csl, citation, harvest, filtered]
WAYS += [ris("/resources/export/ris/"), ris("{page}cite/ris/"), feed, version, compared]
# By the names of the routes below a resource and below the list; these tell none of the facts beside those above.
ROUTES = {"cite", "export", "compare", "feed", "list_json", "published_version"}
TELL_NOTHING = {"permanent", "finding", "findings_list", "reading_list", "gap_map_page"}


@pytest.fixture(params=WORLDS)
def world(request, db):
    said = WORLDS[request.param]
    link = {"label": "The report", "url": said["address"]}
    one = factories.resource(
        title=TITLE,
        slug="zyxreport",
        year=said["year"],
        is_peer_reviewed=said["peer"],
        doi=said["doi"],
        links=[("link", link)],
    )
    links = json.dumps([{"type": "link", "value": link | {"url": STORED["address"]}, "id": "one"}])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE resources_resourcepage SET doi = %s, links = %s WHERE page_ptr_id = %s",
            [STORED["doi"] if said["doi"] else "", links, one.pk],
        )
    one = ResourcePage.objects.get(pk=one.pk)
    index.insert_or_update_object(one)
    return one, said


def test_every_way_out_tells_the_same(world, client):
    one, said = world
    told = {way.__name__: way(client, one) for way in WAYS}
    wrong = {
        name: (fact, value, said[fact])
        for name, facts in told.items()
        for fact, value in facts.items()
        if value != said[fact]
    }
    assert wrong == {}


def test_every_address_below_a_resource_and_their_list_is_among_the_ways():
    names = {route.name for model in (ResourcePage, ResourceIndexPage) for route in routes_of(model)}
    assert names == ROUTES | TELL_NOTHING


# What is typed; who reads it past the homes of these facts may show what is not meant.
TYPED = re.compile(r"doi\.org/|\bnormal_doi\b|10\\\.\\d")
MAY_READ = re.compile(
    r"core/text/dois\.py|resources/duplicates/address_matching\.py|linkcheck/checker\.py|.*migrations/"
)


def test_nothing_knows_the_shape_of_a_doi_past_its_one_home():
    root = Path(settings.BASE_DIR)
    files = [path for folder in (*our_apps(), "templates") for path in (root / folder).rglob("*.*")]
    texts = {path.relative_to(root).as_posix(): path.read_text() for path in files if path.suffix in {".py", ".html"}}
    assert [name for name, text in texts.items() if TYPED.search(text) and not MAY_READ.match(name)] == []
