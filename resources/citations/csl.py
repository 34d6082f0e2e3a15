"""A resource as a reference: one description by the words of CSL, from which every citation and export derives."""

import re
import unicodedata
from typing import Any

from wagtail.models import Page

from resources.citations.author_lists import Author, names_for_citation
from resources.permanent_links import permanent_address

# The kinds of our vocabulary by the words of CSL; what is not named here is a report.
CSL_TYPES = {
    "journal-article": "article-journal",
    "booklet": "pamphlet",
    "handbook": "book",
    "infographic": "graphic",
    "newsletter": "document",
    "program-description": "document",
    "tip-sheet": "document",
    "toolkit": "document",
}
JOURNAL = re.compile(r"\b(journal|review|revue|bulletin|annals|annales|archives|proceedings|lancet)\b", re.IGNORECASE)
# What describes the content, besides the keywords that staff wrote.
SUBJECTS = ("category", "population", "region", "topic")
# Control characters, halves of characters, and numbers that stand for nothing common.
NO_SIGNS = frozenset({"Cc", "Cn", "Co", "Cs"})


def csl_item(page: Page, address: str = "") -> dict[str, Any]:
    """The resource as CSL-JSON. `address` takes the place of DOI and permanent address: that of a version."""
    kind = next((CSL_TYPES[term.slug] for term in page.terms_of("type") if term.slug in CSL_TYPES), "report")
    container, publishers = _published_in(page.publisher_names, kind)
    item = {
        "id": str(page.identifier),
        "type": kind,
        "title": one_line(page.title),
        "author": _authors(page.credited, publishers),
        "publisher": "; ".join(publishers),
        "container-title": container,
        "issued": _issued(page),
        "edition": one_line(page.edition),
        "DOI": "" if address else page.doi,
        "URL": address or permanent_address(page),
        "language": next(iter(page.languages), ""),
        "keyword": ", ".join(keywords(page)),
        "abstract": one_line(page.summary),
    }
    return {key: value for key, value in item.items() if value}


def keywords(page: Page) -> list[str]:
    """Subjects and keywords, each once. A comma would end a keyword in most formats."""
    found = [term.label for vocabulary in SUBJECTS for term in page.terms_of(vocabulary)] + page.keyword_list
    return list(dict.fromkeys(one_line(word).replace(",", " –") for word in found))


def one_line(text: str) -> str:
    """Without line breaks and signs that no format carries. Those that say where a script turns or joins stay."""
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(" " if unicodedata.category(sign) in NO_SIGNS else sign for sign in text).split())


def _published_in(names: list[str], kind: str) -> tuple[str, list[str]]:
    """The journal of an article stands among the publishers."""
    names = [one_line(name) for name in names]
    if kind != "article-journal":
        return "", names
    journals = [name for name in names if JOURNAL.search(name)] or names
    return "; ".join(journals), [name for name in names if name not in journals]


def _authors(credited: list[Author], publishers: list[str]) -> list[dict[str, str]]:
    """Without authors, those who published it are the authors, as a group."""
    authors = [Author(name, one.kind) for one in credited if (name := one_line(one.name))]
    found = [name for one in authors for name in names_for_citation(one)]
    return found or [{"literal": name} for name in publishers]


def _issued(page: Page) -> dict[str, Any]:
    if page.date:
        return {"date-parts": [[page.date.year, page.date.month, page.date.day]]}
    return {"date-parts": [[page.year]]} if page.year else {}
