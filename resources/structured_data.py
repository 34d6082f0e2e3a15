"""Findings by the words of schema.org."""

from typing import Any

from wagtail.models import Page

from resources.citations.author_lists import Author
from website.structured_data import described, organisations, people

ARTICLES = {"journal-article", "literature-review"}
REPORTS = {"report", "report-summary", "guidelines", "policy-and-procedures"}


def resource_data(page: Page) -> dict[str, Any]:
    """The document that the page is about, with the page as its address."""
    kinds = {term.slug for term in page.terms_of("type")}
    kind = "ScholarlyArticle" if kinds & ARTICLES or page.doi else "Report" if kinds & REPORTS else "CreativeWork"
    target = next((child.value for child in page.links if child.value.href), None)
    return described(
        page,
        kind,
        headline=page.title,
        author=[author for one in page.credited for author in _author(one)],
        publisher=organisations(page.publisher_names),
        datePublished=page.date.isoformat() if page.date else str(page.year or ""),
        inLanguage=page.languages,
        keywords=page.keyword_list,
        license=page.licence,
        isAccessibleForFree=page.has_full_text,
        identifier=page.doi_address or f"urn:uuid:{page.identifier}",
        conditionsOfAccess=page.how_to_get_it,
        sameAs=target.get("url") if target else "",
    )


def _author(author: Author) -> list[dict[str, str]]:
    return organisations([author.name]) if author.reading.is_body else people([author.name])
