"""What a person typed, made safe for every engine: the one sanitiser in front of all searches."""

import re
import unicodedata
from typing import NamedTuple

from core.text.dois import doi_of, is_word_before
from core.text.typed_words import plain

MAX_TOKENS = 16
# Shorter beginnings would match half the dictionary.
MIN_PREFIX = 3
# Letters that people type as an apostrophe (Wetʼsuwetʼen): they part words here as in the index (migration 0003).
APOSTROPHES = "\u02b9\u02bb\u02bc\u02bd\ua78c"
# A letter or digit and its combining marks, as FTS5's unicode61 sees a token. Nothing in it needs quoting anywhere.
TOKEN = re.compile(rf"[^\W_{APOSTROPHES}](?:[^\W_{APOSTROPHES}]|[\u0300-\u036f])*")


class ParsedQuery(NamedTuple):
    """Terms to be found, all of them. A term of several tokens (D+A, COVID-19, l’accueil) is a phrase."""

    terms: tuple[tuple[str, ...], ...] = ()
    last_is_prefix: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def text(self) -> str:
        """The words as one query again."""
        return " ".join("-".join(term) for term in self.terms)

    def without(self, *numbers: int) -> "ParsedQuery":
        """The same question with some words left out."""
        kept = tuple(term for number, term in enumerate(self.terms) if number not in numbers)
        return ParsedQuery(kept, self.last_is_prefix and len(self.terms) - 1 not in numbers)

    def only(self, number: int) -> "ParsedQuery":
        """One of the words alone."""
        return self.without(*(other for other in range(len(self.terms)) if other != number))

    def name(self, number: int) -> str:
        """A word as it was typed, nearly."""
        return "-".join(self.terms[number])


def parse(text: object) -> ParsedQuery:
    """The words to look for; none when nothing is left that could be looked for."""
    typed, terms, left = plain(text), [], MAX_TOKENS
    for chunk in _chunks(typed):
        tokens = tuple(TOKEN.findall(chunk))[:left]
        left -= len(tokens)
        if tokens and tokens not in terms:
            terms.append(tokens)
    ends_in_word = bool(typed) and bool(TOKEN.fullmatch(typed[-1]))
    return ParsedQuery(tuple(terms), bool(terms) and ends_in_word and len(terms[-1][-1]) >= MIN_PREFIX)


def _chunks(typed: str) -> list[str]:
    """What stands between blanks; in place of the address of a DOI, or of “doi:” before it, the DOI itself."""
    found: list[str] = []
    for chunk in typed.split():
        if doi := doi_of(chunk):
            found = found[:-1] if found and is_word_before(found[-1]) else found
        found.append(doi or chunk)
    return found


def fold(text: str) -> str:
    """Lower case without accents, as the index compares."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
