"""What a person typed, taken apart: the words to look for, phrases, words to leave out. Nothing in it needs quoting."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Self

from core.text.dois import doi_of, is_word_before
from core.text.typed_words import plain
from search.words.analysis import (
    TOKEN,
    analysed,
    compounds,
    fold,
    forms,
    is_acronym,
    is_stop_word,
    languages,
    stems,
    telling,
)

Phrase = tuple[str, ...]
# Words of one question that are looked for, and tokens of one phrase.
MAX_TERMS, MAX_TOKENS = 16, 16
# Shorter beginnings would match half the dictionary.
MIN_PREFIX = 3
_QUOTED = re.compile(r"(-?)[\"“”„«]\s*([^\"“”„«»]+?)\s*[\"“”„»]")


@dataclass(frozen=True)
class Term:
    """A word, or words in a row (D+A, COVID-19, “warm handover”): found by any of its phrases of ready tokens."""

    typed: str
    phrases: tuple[Phrase, ...]
    # Tokens that the word may be the beginning of (search/words/vocabulary.py).
    beginnings: tuple[str, ...] = ()
    # What says the same: acronyms, their meanings, the synonyms of staff (search/words/synonyms.py).
    synonyms: tuple[Phrase, ...] = ()
    is_quoted: bool = False

    @property
    def all_phrases(self) -> tuple[Phrase, ...]:
        """Each way in which the term is found, the closest first."""
        return tuple(dict.fromkeys([*self.phrases, *self.synonyms, *((token,) for token in self.beginnings)]))


@dataclass(frozen=True)
class ParsedQuery:
    """What is looked for: all terms, or most of them. Words that say little only help to order what is found."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    # The whole question as a row of tokens, in each language.
    runs: tuple[Phrase, ...] = ()
    last_is_prefix: bool = False
    typed: str = ""

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def text(self) -> str:
        """The words as one question again."""
        return " ".join([term.typed for term in self.terms] + [f"-{term.typed}" for term in self.excluded])

    @cached_property
    def as_title(self) -> frozenset[frozenset[str]]:
        """What was typed, as the words of a title in each language."""
        return frozenset(telling(analysed(self.typed, language)) for language in languages())

    def without(self, *numbers: int) -> Self:
        """The same question with some words left out."""
        kept = tuple(term for number, term in enumerate(self.terms) if number not in numbers)
        return replace(self, terms=kept, runs=(), last_is_prefix=False)

    def only(self, number: int) -> Self:
        """One of the words alone, whatever is left out besides."""
        return replace(self, terms=self.terms[number : number + 1], excluded=(), runs=())

    def name(self, number: int) -> str:
        """A word as it was typed."""
        return self.terms[number].typed

    @property
    def enough(self) -> int:
        """How many of the terms make a page worth showing after those that have all; two words are both needed."""
        count = len(self.terms)
        return count if count < 3 else -(-count * 2 // 3)


def parse(text: object) -> ParsedQuery:
    """The words to look for; none when nothing is left that could be looked for."""
    typed = plain(text)
    quoted = [(minus, inner) for minus, inner in _QUOTED.findall(typed)]
    rest = _QUOTED.sub(" ", typed)
    wanted = [_term(inner, is_quoted=True) for minus, inner in quoted if not minus]
    excluded = [_term(inner, is_quoted=True) for minus, inner in quoted if minus]
    chunks = _chunks(rest)
    excluded += [_term(chunk[1:]) for chunk in chunks if _is_excluded(chunk)]
    chunks = [chunk for chunk in chunks if not _is_excluded(chunk)]
    said = [chunk for chunk in chunks if not _says_little(chunk)]
    # Of a question of small words alone they are what is looked for.
    wanted += [_term(chunk) for chunk in (said if said or any(wanted) else filter(TOKEN.search, chunks))]
    terms = tuple(dict.fromkeys(term for term in wanted if term))[:MAX_TERMS]
    last = chunks[-1] if chunks else ""
    ends_in_word = bool(terms) and rest.strip() == typed and _ends_in_word(last) and terms[-1] == _term(last)
    return ParsedQuery(
        terms=terms,
        excluded=tuple(term for term in excluded if term) if terms else (),
        runs=_phrases(" ".join(chunks)) if len(chunks) > 1 else (),
        last_is_prefix=ends_in_word,
        typed=typed,
    )


def _is_excluded(chunk: str) -> bool:
    return chunk.startswith("-") and len(chunk) > 1 and bool(TOKEN.match(chunk[1]))


def _says_little(chunk: str) -> bool:
    found = list(forms(chunk))
    if len(found) != 1:
        return not found
    return is_stop_word(fold(found[0])) and not is_acronym(found[0])


def _ends_in_word(chunk: str) -> bool:
    found = list(TOKEN.finditer(chunk))
    return (
        bool(found) and found[-1].end() == len(chunk) and len(found[-1][0]) >= MIN_PREFIX and not found[-1][0].isdigit()
    )


def _term(text: str, is_quoted: bool = False) -> Term | None:
    phrases = _phrases(text)
    return Term(text.strip("()[]{}.,;:!?…"), phrases, is_quoted=is_quoted) if phrases else None


def _phrases(text: str) -> tuple[Phrase, ...]:
    """In each language, and as it stands; without what a hyphen joins, which the index has besides."""
    raw = [fold(word) for word in forms(text)]
    found = [tuple(analysed(text, language)[: len(raw)][:MAX_TOKENS]) for language in languages()]
    joined = [(form,) for word in compounds(text) for form in sorted(stems(fold(word)))] if len(raw) == 2 else []
    return tuple(dict.fromkeys(phrase for phrase in [*found, tuple(raw[:MAX_TOKENS]), *joined] if phrase))


def _chunks(typed: str) -> list[str]:
    """What stands between blanks; in place of the address of a DOI, or of “doi:” before it, the DOI itself."""
    found: list[str] = []
    for chunk in typed.split():
        if doi := doi_of(chunk):
            found = found[:-1] if found and is_word_before(found[-1]) else found
        found.append(doi or chunk)
    return found


def neighbours(words: ParsedQuery) -> list[tuple[Phrase, Phrase]]:
    """Terms that were typed one after the other, in their first form."""
    return [(first.phrases[0], second.phrases[0]) for first, second in pairwise(words.terms)]
