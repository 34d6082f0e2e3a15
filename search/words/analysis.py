"""How words are cut, folded and stemmed: one analyser for the index, for questions and for marking, on every engine.

An engine gets words that are ready, with blanks between them, and adds nothing of its own. A word is small letters
without accents; then comes its stem, by the language of the text. Acronyms stay whole. English and French come from
snowballstemmer, which is asked for words without accents on both sides: people leave them out.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import snowballstemmer
from django.conf import settings

from core.i18n.profiles import profile_of, words_in_all_languages
from core.text.cleaning import cleaned

# Letters that people type as an apostrophe (Wetʼsuwetʼen), and the apostrophes: all of them part words.
LETTERS_AS_APOSTROPHES = "\u02b9\u02bb\u02bc\u02bd\ua78c"
APOSTROPHES = "'\u2018\u2019\u201b`\u00b4" + LETTERS_AS_APOSTROPHES
LETTER = rf"[^\W\d_{LETTERS_AS_APOSTROPHES}]"
_MARKS = "\u0300-\u036f"
# Letters with their marks, or digits: “2-spirit”, “2spirit” and “2 spirit” are the same two words.
TOKEN = re.compile(rf"{LETTER}(?:{LETTER}|[{_MARKS}])*|\d+")
# What a hyphen joins is found in one word too: co-design, codesign.
_COMPOUND = re.compile(rf"(?<![\w-])({LETTER}+)-({LETTER}+)(?![\w-])")
_POSSESSIVE = re.compile(rf"(?<=[^\W\d_])[{APOSTROPHES}]s(?![^\W_])", re.IGNORECASE)
_AND = re.compile(r"(?<![^\s])[&+](?![^\s])")
_SIGNS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ð": "d", "þ": "th"})
MOSTLETTERS_OF_AN_ACRONYM = 8
AND = "and"
_local = threading.local()


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold().translate(_SIGNS))
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


@lru_cache(maxsize=200_000)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word."""
    # A stemmer keeps the word at which it works.
    stemmers: dict[str, Callable[[str], str]] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(profile_of(language).stemmer).stemWord
    return stemmers[language](folded) or folded


def stems(folded: str) -> frozenset[str]:
    """Every form in which a word may stand in the index: as it is, and its stem in each language."""
    return frozenset([folded, *(stem(folded, language) for language in languages())])


def is_acronym(word: str) -> bool:
    return 2 <= len(word) <= MOSTLETTERS_OF_AN_ACRONYM and word.isupper()


def is_stop_word(folded: str) -> bool:
    return folded in words_in_all_languages("stop_words")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(stem(word, language) for word in words_in_all_languages("stop_words") for language in languages())


def telling(tokens: Iterable[str]) -> frozenset[str]:
    """The words of a row of the index without small ones; of small ones alone all of them."""
    words = frozenset(tokens)
    return words - _stop_words() or words


@cache
def _elision() -> re.Pattern[str]:
    left_out = "|".join(sorted(words_in_all_languages("elisions"), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{left_out})[{APOSTROPHES}](?=[^\W\d_])", re.IGNORECASE)


@cache
def _and_words() -> frozenset[str]:
    return frozenset(profile_of(language).and_word for language in languages())


def forms(text: str) -> Iterator[str]:
    """The words of a text as they stand there, cut, neither folded nor stemmed."""
    text = _elision().sub("", _POSSESSIVE.sub("", _AND.sub(f" {AND} ", text)))
    return (found[0] for found in TOKEN.finditer(text))


def analysed(text: str, language: str) -> list[str]:
    """The words of a text as the index has them, in their order."""
    found: list[str] = []
    for line in cleaned(text).splitlines():
        # A line in capitals holds no acronyms that one could tell.
        shouts = line.isupper() and " " in line.strip()
        found += [_indexed(word, language, shouts) for word in forms(line)]
        found += [stem(fold(word), language) for word in compounds(line)]
    return found


def compounds(text: str) -> list[str]:
    """What a hyphen joins, in one word."""
    return [first + second for first, second in _COMPOUND.findall(text)]


def _indexed(word: str, language: str, shouts: bool = False) -> str:
    folded = fold(word)
    if folded in _and_words():
        return AND
    return folded if is_acronym(word) and not shouts else stem(folded, language)
