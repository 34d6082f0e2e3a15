"""Which column a heading means: its name, its label in any language, other words for it, or what was chosen before.

A heading of other words is read by those that count: the “Name of the report” is a name, an “Annee du rapport” a year.
"""

import re

from django.conf import settings
from django.utils.translation import override

from core.i18n.profiles import words_in_all_languages
from core.text.collation import sort_key
from resources.models import RememberedHeading
from resources.spreadsheets.cell_text import line
from resources.spreadsheets.columns import COLUMNS, FINDINGS, column_named

OF_FINDINGS = re.compile(r"(?:findings|constats)\s*:\s*(\S.*)", re.IGNORECASE)
LONGEST = 200


def key_of(heading: str) -> str:
    """A heading as it is compared and remembered: without case, hints in brackets, stars and colons at its end."""
    plain = re.sub(r"\([^)]*\)", " ", heading.replace("_", " "))
    return line(plain).rstrip("*: ").casefold()[:LONGEST] or line(heading).casefold()[:LONGEST]


def known_headings() -> dict[str, str]:
    """All headings that say which column they are, in every language."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {key_of(str(column.label)): column.name for column in reversed(COLUMNS)}
    for column in COLUMNS:
        found = {key_of(word): column.name for word in column.also if key_of(word) not in found} | found
    return found | {key_of(column.name): column.name for column in COLUMNS}


def _words_that_count(heading: str, *more_small: str) -> frozenset[str]:
    """Without accents, in no order, and without small words."""
    _empty, words, _text = sort_key(heading)
    return frozenset(words.split()) - words_in_all_languages("small_words", *more_small)


def _by_words_that_count(known: dict[str, str]) -> dict[frozenset[str], str]:
    """The known headings by these words; nothing where they mean several columns."""
    found: dict[frozenset[str], str] = {}
    for heading, column in known.items():
        counting = _words_that_count(heading)
        found[counting] = column if found.get(counting, column) == column else ""
    return found


def guess(headings: list[str], remembers: bool = True) -> list[str]:
    """For each heading its column, or "" for none. No column is given twice: the first heading has it."""
    known = known_headings()
    loosely = _by_words_that_count(known)
    keys = [key_of(heading) for heading in headings]
    before = dict(RememberedHeading.objects.values_list("heading", "column")) if remembers else {}
    found: list[str] = []
    for heading, key in zip(headings, keys, strict=True):
        name = _column_of(heading, key, known, before) or _loosely_named(key, loosely, before)
        found.append("" if name in found else name)
    return found


def _column_of(heading: str, key: str, known: dict[str, str], before: dict[str, str]) -> str:
    exact = next((column.name for column in COLUMNS if column.name == line(heading).lower()), "")
    if exact or not key:
        return exact
    if match := OF_FINDINGS.fullmatch(line(heading)):
        column = column_named(FINDINGS + match[1])
        return column.name if column else ""
    return before[key] if key in before else known.get(key, "")


def _loosely_named(key: str, loosely: dict[frozenset[str], str], before: dict[str, str]) -> str:
    if key in before:
        return ""
    counting = _words_that_count(key, "thing_words")
    return loosely.get(counting, "") if counting else ""


def remember(headings: list[str], mapping: list[str]) -> None:
    """How an editor read these headings: the next file with them need not be told."""
    names = {column.name for column in COLUMNS}
    for heading, column in zip(headings, mapping, strict=True):
        key = key_of(heading)
        says_itself = line(heading).lower() in names or OF_FINDINGS.fullmatch(line(heading))
        if key and not says_itself and len(column) <= LONGEST:
            RememberedHeading.objects.update_or_create(heading=key, defaults={"column": column})
