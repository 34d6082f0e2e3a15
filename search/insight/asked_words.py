"""Which questions may be counted, and under which words: none of a crisis, none that looks like somebody's data."""

import re
import unicodedata
from typing import NamedTuple

from search.offers.crisis import is_crisis, is_nearly_crisis
from search.words.analysis import fold, forms, is_stop_word, stem
from search.words.query_parser import parse

# A longer question tells a story of its own.
MOST_WORDS, MOST_LETTERS = 8, 100
# Digits with signs between them, as numbers of telephones, cards and dates of birth are written.
_DIGITS = re.compile(r"\d(?:[\W_]{0,3}\d)+")
_MOST_DIGITS = 5
_YEARS = re.compile(r"(?:(?:19|20)\d\d\D+)*(?:19|20)\d\d")
_POSTAL_CODE = re.compile(r"\b[a-z]\d[a-z][\W_]{0,3}\d[a-z]\d\b", re.IGNORECASE)


class Asked(NamedTuple):
    """Words under which a question is counted: the same for its plural, its accents and its order."""

    language: str
    # Stems in the order of their letters.
    words: str
    # The words as they were typed, in small letters, without those that say little.
    shown: str


def asked_of(text: str, language: str, *read_as: str) -> Asked | None:
    """None for a question that nobody may note. `read_as` is what search made of it."""
    if looks_personal(text) or is_crisis(text, *read_as) or is_nearly_crisis(text):
        return None
    kept = list(dict.fromkeys(_words_that_say_something(text)))
    words = " ".join(sorted({stem(fold(word), language) for word in kept}))
    shown = " ".join(kept)
    if not words or len(kept) > MOST_WORDS or max(len(words), len(shown)) > MOST_LETTERS:
        return None
    return Asked(language, words, shown)


def _words_that_say_something(text: str) -> list[str]:
    """Of what is looked for, not of what is left out."""
    found = [word.lower() for term in parse(text).terms for word in forms(term.typed)]
    return [word for word in found if not is_stop_word(fold(word))] or found


def looks_personal(text: str) -> bool:
    """Whether an e-mail address, a postal code or a long number may stand in it. Years alone are none."""
    text = unicodedata.normalize("NFKC", text)
    runs = [found[0] for found in _DIGITS.finditer(text)]
    is_long = any(sum(map(str.isdigit, run)) > _MOST_DIGITS and not _YEARS.fullmatch(run) for run in runs)
    return is_long or "@" in text or bool(_POSTAL_CODE.search(text))
