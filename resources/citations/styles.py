"""References in words: APA and Vancouver, written by citeproc from the styles that journals use.

A citation depends on the description alone, so what was written once is kept by the process as long as it is asked for.
"""

import functools
import json
import logging
import re
import threading
from typing import Any, NamedTuple

from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.i18n.languages import current
from core.i18n.profiles import profile_of
from core.text.dois import doi_address
from core.text.sentences import one_stop, with_stop
from resources.citations.author_names import EAST_ASIAN
from resources.json_values import JsonValue

logger = logging.getLogger(__name__)

# The files of CSL: "Vancouver" is the style of the National Library of Medicine.
STYLES = {"APA": "apa", "Vancouver": "nlm-citation-sequence"}
# Signs that stand for markup while citeproc writes: it does not escape what it is given, and reads tags in titles.
OPEN, CLOSE, LESS = "\ue000", "\ue001", "\ue002"


class Citation(NamedTuple):
    """A citation in one style."""

    style: str
    html: SafeString

    @property
    def slug(self) -> str:
        return self.style.lower()


class Signs:
    """What citeproc asks for markup: italics are all that a citation needs."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def _italic(text: object) -> str:
        return f"{OPEN}{text}{CLOSE}"

    Italic = Oblique = _italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


def citations(item: dict[str, Any], language: str | None = None) -> list[Citation]:
    """The reference in each style, in the reader's language."""
    text = json.dumps(item, sort_keys=True)
    code = language or current()
    return [Citation(style, _html(text, style, code)) for style in STYLES]


@functools.lru_cache(maxsize=4_096)
def _html(text: str, style: str, language: str) -> SafeString:
    item = json.loads(text)
    try:
        written = _written(_prepared(item, style, language), style, language)
    except Exception:
        # A page is not to fail because of a line on it.
        logger.exception("No citation in the style %s for %s", style, item["id"])
        written = f"{with_stop(item['title'])} {_address(item)}"
    plain = escape(written.replace(LESS, "<"))
    html = plain.replace(OPEN, "<i>").replace(CLOSE, "</i>")
    before, address, after = html.rpartition(escape(_address(item)))
    if not address:
        return mark_safe(html)  # noqa: S308 - escaped above
    link = format_html('<a href="{0}">{0}</a>', _address(item))
    return mark_safe(f"{before}{link}{after}")  # noqa: S308 - escaped above


def _address(item: dict[str, Any]) -> str:
    return doi_address(item.get("DOI", "")) or item.get("URL", "")


def _prepared(item: dict[str, Any], style: str, language: str) -> dict[str, Any]:
    """What the styles ask for, where citeproc does not know it of itself."""
    wanted = {"id", "type", "title", "author", "publisher", "container-title", "issued", "edition"}
    found: dict[str, Any] = {key: _without_tags(value) for key, value in item.items() if key in wanted}
    if "author" in found:
        found["author"] = [_never_shortened(name) for name in found["author"]]
    found["URL"] = _without_tags(_address(item))
    found.setdefault("issued", {"literal": profile_of(language).no_date[style]})
    if "date-parts" in found["issued"] and (style == "Vancouver" or not profile_of(language).cites_full_dates):
        # Vancouver gives the year alone; and not in every language does citeproc write a day as it should.
        found["issued"] = {"date-parts": [found["issued"]["date-parts"][0][:1]]}
    if style == "Vancouver":
        return found
    names = [name.get("literal") for name in found.get("author", [])]
    if names and found.get("publisher") == "; ".join(filter(None, names)):
        # The group that wrote it is not named again as its publisher.
        del found["publisher"]
    return found if names else _title_first(found)


def _never_shortened(name: dict[str, str]) -> dict[str, str]:
    """Names in Chinese, Japanese and Korean letters are written whole, family name first."""
    if not EAST_ASIAN.search(name.get("family", "")):
        return name
    return {"literal": f"{name['family']}{name.get('given', '')}"}


def _title_first(item: dict[str, Any]) -> dict[str, Any]:
    """Without anybody to name, APA puts the title in the place of the author; citeproc would write it twice."""
    edition = f" ({item.pop('edition')})" if "edition" in item else ""
    return item | {"author": [{"literal": f"{OPEN}{item.pop('title')}{CLOSE}{edition}"}]}


def _without_tags(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return re.sub(f"[{OPEN}{CLOSE}{LESS}]", "", value).replace("<", LESS)
    if isinstance(value, list):
        return [_without_tags(one) for one in value]
    return {key: _without_tags(one) for key, one in value.items()} if isinstance(value, dict) else value


# A style keeps notes while it writes.
_one_at_a_time = threading.Lock()


def _written(item: dict[str, Any], style: str, language: str) -> str:
    with _one_at_a_time:
        made = CitationStylesBibliography(_style(style, language), CiteProcJSON([item]), Signs)
        made.register(Cluster([CitationItem(item["id"])]))
        text = str(made.bibliography()[0])
    text = re.sub(r"^1\.\s*", "", text, count=1) if style == "Vancouver" else text
    return one_stop(text)


@functools.cache
def _style(style: str, language: str) -> CitationStylesStyle:
    """A style as parsed, for good: reading it takes a hundred times as long as using it."""
    return CitationStylesStyle(STYLES[style], locale=profile_of(language).citation_locale, validate=False)
