"""The DOI in what people write: with an address or “doi:” in front of it, a stop after it, signs that nobody sees.

One home for the form, the sheet, the look for duplicates, the search and every export.
"""

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from core.text.invisible_signs import without_invisible
from core.text.web_addresses import without_around

DOI_ADDRESS = "https://doi.org/"
_WORD = r"doi\b\s*[:：.]?"
# Of a library's own door, which puts its name behind that of the site: doi-org.library.example.
_ADDRESS = r"(?:https?:)?[/\\]{2}|(?:www\.)?(?:dx\.)?doi[.-]org(?:\.[\w.-]+)?/"
_BEFORE = re.compile(rf"(?:{_ADDRESS}|{_WORD}|(?:info|urn)\s*[:/]|[\s/<(\[\"'“‘«])*", re.IGNORECASE)
_IS_ADDRESS = re.compile(_ADDRESS, re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ONLY_WORD = re.compile(rf"{_WORD}", re.IGNORECASE)


def has_doi(word: str) -> bool:
    """Whether an identifier of the kind stands in it, with or without its address."""
    return "10." in word and bool(_DOI.search(word))


@lru_cache(maxsize=4_096)
def doi_of(text: str) -> str:
    """The DOI itself, in the letters in which it was written. Empty if it is none."""
    if "10." not in text:
        return ""
    text = without_invisible(text)
    before = _BEFORE.match(text)
    front = before[0] if before else ""
    text = text[len(front) :].partition("?")[0]
    # Without an address around it, the sign may be its last: 10.1002/…3.0.CO;2-#.
    text = re.sub(r"[/ ]*#.*|[/ ]+$" if _IS_ADDRESS.search(front) else r"#.+", "", text)
    text = re.sub(r"^(10\.[\d.]+)\s*/\s*", r"\1/", unquote(text))
    text = without_around(text)
    return text if _DOI.fullmatch(text) else ""


def doi_key(text: str) -> str:
    """What two ways of writing one DOI have in common: capitals mean nothing in it."""
    return doi_of(text).lower()


def doi_address(doi: str) -> str:
    """The address at which a DOI is looked up; empty without one."""
    return DOI_ADDRESS + quote(doi, safe="/:;()@!$&'*+,=~") if doi else ""


def is_word_before(text: str) -> bool:
    """“DOI”, “doi:”: the word that announces one."""
    return bool(_ONLY_WORD.fullmatch(text))
