"""What is known elsewhere of a document by its DOI or address, as lines that the recipes read.

A DOI is asked at its own address for the words of CSL, which Crossref and DataCite both answer; a page for its citation
tags, Dublin Core and JSON-LD. Other sites are asked only where the site may ask them at all (LINK_CHECKS).
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language_info

from core.text.dois import doi_address, doi_of
from intake.document import HEADING, PARAGRAPH, Block, Document, plain
from linkcheck.checker import user_agent
from linkcheck.client import HostPacing, LinkClient

CSL = "application/vnd.citationstyles.csl+json"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\.\S+")
# Names of one fact in the tags of pages, the more exact first.
TAGS = {
    "title": "citation_title dc.title dcterms.title og:title",
    "author": "citation_author dc.creator dcterms.creator author",
    "publisher": "citation_publisher citation_technical_report_institution citation_journal_title dc.publisher",
    "date": "citation_publication_date citation_date dc.date dcterms.issued article:published_time",
    "doi": "citation_doi dc.identifier prism.doi",
    "summary": "citation_abstract dcterms.abstract dc.description description og:description",
    "keywords": "citation_keywords keywords",
    "language": "citation_language dc.language dcterms.language",
}
WORKS = frozenset("Article ScholarlyArticle Report Book Thesis CreativeWork DigitalDocument NewsArticle".split())
Facts = dict[str, list[str]]


@cache
def page_client() -> LinkClient:
    """One for the process. A person waits: hosts are not asked in turns."""
    return LinkClient(user_agent(), HostPacing(delay=0.0))


def is_lone_address(text: str) -> bool:
    """Whether it is a DOI or an address, and nothing else."""
    text = text.strip()
    return "\n" not in text and bool(doi_of(text) or _ADDRESS.fullmatch(text))


def may_ask() -> bool:
    return bool(settings.LINK_CHECKS)


def document_at(text: str) -> Document | None:
    """What its DOI or its page says of a document; none where nothing is to be had."""
    text = text.strip()
    doi = doi_of(text)
    facts = _of_doi(doi) if doi else _of_page(text if "://" in text else f"https://{text}")
    return _as_document(facts) if facts.get("title") else None


def _of_doi(doi: str) -> Facts:
    answer = page_client().read(doi_address(doi), accept=CSL, heeds_robots=False)
    try:
        item = json.loads(answer.content) if answer else {}
    except ValueError:
        return {}
    return _facts_of_csl(item, doi) if isinstance(item, dict) else {}


def _facts_of_csl(item: dict[str, Any], doi: str) -> Facts:
    day = (item.get("issued") or {}).get("date-parts") or [[]]
    people = [one for one in item.get("author") or [] if isinstance(one, dict)]
    names = [one.get("literal") or f"{one.get('given', '')} {one.get('family', '')}".strip() for one in people]
    return _tidy(
        {
            "title": [item.get("title")],
            "author": names,
            "publisher": [item.get("publisher")],
            "date": ["-".join(f"{int(part):02d}" for part in day[0] if part)],
            "doi": [item.get("DOI") or doi],
            "link": [doi_address(doi)],
            "summary": [item.get("abstract")],
            "language": [item.get("language")],
        }
    )


def _of_page(address: str) -> Facts:
    answer = page_client().read(address)
    if answer is None or answer.media_type not in {"text/html", "application/xhtml+xml"}:
        return {}
    soup = BeautifulSoup(answer.content, "html.parser")
    facts = {name: _first_of(soup, tags.split()) for name, tags in TAGS.items()}
    for name, values in _of_json_ld(soup).items():
        facts[name] = facts.get(name) or values
    if not facts["title"] and soup.title:
        facts["title"] = [soup.title.get_text()]
    facts["doi"] = [doi for one in facts["doi"] if (doi := doi_of(one))]
    return _tidy(facts | {"link": [answer.address]})


def _first_of(soup: BeautifulSoup, names: list[str]) -> list[str]:
    """What the first of these tags that the page has says."""
    for name in names:
        same = re.compile(rf"^{re.escape(name)}$", re.IGNORECASE)
        found = [*soup.find_all("meta", attrs={"name": same}), *soup.find_all("meta", attrs={"property": same})]
        values = [str(tag.get("content") or "") for tag in found]
        if any(value.strip() for value in values):
            return values
    return []


def _of_json_ld(soup: BeautifulSoup) -> Facts:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            stored = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        for item in _works(stored):
            return {
                "title": [item.get("headline") or item.get("name") or ""],
                "author": list(_names(item.get("author"))),
                "publisher": list(_names(item.get("publisher"))),
                "date": [str(item.get("datePublished") or "")],
                "summary": [str(item.get("abstract") or item.get("description") or "")],
            }
    return {}


def _works(stored: object) -> Iterator[dict[str, Any]]:
    items = stored if isinstance(stored, list) else stored.get("@graph", [stored]) if isinstance(stored, dict) else []
    for item in items:
        kinds = item.get("@type") if isinstance(item, dict) else None
        if kinds and not WORKS.isdisjoint(kinds if isinstance(kinds, list) else [kinds]):
            yield item


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _tidy(facts: dict[str, list[Any]]) -> Facts:
    """Words in one line, each once, without the markup that abstracts come in."""
    return {
        name: list(dict.fromkeys(words for one in values if isinstance(one, str) and (words := plain(one))))
        for name, values in facts.items()
    }


def _as_document(facts: Facts) -> Document:
    blocks = [Block(HEADING, escape(facts["title"][0]), level=1, is_title=True)]
    facts = facts | {"language": [_language(one) for one in facts.get("language", [])]}
    labels = {"author": "Authors", "publisher": "Publisher", "date": "Date", "doi": "DOI", "keywords": "Keywords"}
    labels |= {"language": "Language"}
    for name, label in labels.items():
        values = facts.get(name, [])
        blocks += [Block(PARAGRAPH, f"{label}: {escape('; '.join(values))}")] if values else []
    for address in facts.get("link", [])[:1]:
        blocks.append(Block(PARAGRAPH, f'<a href="{escape(address)}">{escape(facts["title"][0])}</a>'))
    if facts.get("summary"):
        blocks.append(Block(HEADING, "Summary", level=2))
        blocks.append(Block(PARAGRAPH, escape(facts["summary"][0])))
    return Document(blocks)


def _language(said: str) -> str:
    """Its English name: most sites say “en” or “en-CA”."""
    try:
        return str(get_language_info(re.split("[-_]", said.lower())[0])["name"])
    except KeyError:
        return said
