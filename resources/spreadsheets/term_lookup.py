"""Terms by the words that people write for them, in any language."""

import re
from typing import NamedTuple

import langcodes
from rapidfuzz import fuzz, process, utils

from caching.site_version import cached_until_change
from core.models.terms import Term, Vocabulary, all_terms
from core.text.typography import as_typed
from resources.spreadsheets.cell_text import line

# Terms less alike than this are not offered.
ALIKE = 70
OFFERED = 3
# “Mental Health Act (MHA)”
WITH_ABBREVIATION = re.compile(r"(?P<name>[^()]+?)\s*\((?P<short>[^()]+)\)")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


class Words(NamedTuple):
    """The words of a vocabulary: its names, its address parts, and other words (short forms, synonyms)."""

    names: dict[str, set[int]]
    slugs: dict[str, int]
    others: dict[str, set[int]]


@cached_until_change
def words_of(vocabulary: str) -> Words:
    words = Words({}, {}, {})
    for term in all_terms().values():
        if term.vocabulary != vocabulary:
            continue
        target = _final(term)
        words.slugs[term.slug] = target
        for label in term.labels.all():
            words.names.setdefault(_key(label.label), set()).add(target)
            for other in [label.short, *label.synonyms.split("\n")]:
                if _key(other):
                    words.others.setdefault(_key(other), set()).add(target)
    return words


def term_named(vocabulary: str, text: str) -> Term | None:
    """The term that goes by these words. None where several do: a person has to say which."""
    return _called(vocabulary, text) or _with_abbreviation(vocabulary, text) or _by_language_code(vocabulary, text)


def _with_abbreviation(vocabulary: str, text: str) -> Term | None:
    """The term of a name with its abbreviation behind it. A place with its province is no such thing."""
    match = WITH_ABBREVIATION.fullmatch(line(text))
    if match is None:
        return None
    named, short = _called(vocabulary, match["name"]), _called(vocabulary, match["short"])
    if named:
        return named if short in {None, named} else None
    initials = "".join(word[0] for word in re.findall(r"\w+", match["name"]))
    return short if _is_short_for(match["short"], initials) else None


def _is_short_for(short: str, initials: str) -> bool:
    """Whether these letters begin words of the name, in order: small words have none."""
    letters = iter(initials.casefold())
    return len(short) > 1 and all(letter in letters for letter in short.casefold() if letter.isalnum())


def _by_language_code(vocabulary: str, text: str) -> Term | None:
    """The language of a code as reference managers write it: en-US, eng, fre. Regions are left out."""
    code = line(text)
    if vocabulary != Vocabulary.LANGUAGE or not LANGUAGE_CODE.fullmatch(code):
        return None
    try:
        language = langcodes.Language.get(code).language
    except langcodes.LanguageTagError:
        return None
    return _called(vocabulary, language) if language else None


def _called(vocabulary: str, text: str) -> Term | None:
    words, key = words_of(vocabulary), _key(text)
    named = words.names.get(key, set())
    if len(named) != 1 and key in words.slugs:
        return all_terms()[words.slugs[key]]
    found = named or words.others.get(key, set())
    return all_terms()[next(iter(found))] if len(found) == 1 else None


def name_in_cell(term: Term) -> str:
    """How a term is written in a cell, so that it is found again: by its name, or else by its address part."""
    name = line(term.label)
    is_clear = ";" not in name and term_named(term.vocabulary, name) == term
    return name if is_clear else term.slug


def near(vocabulary: str, text: str) -> list[Term]:
    """Terms with a name, in any language, much like the text; the nearest first."""
    words = words_of(vocabulary)
    choices = {(word, pk): word for names in (words.names, words.others) for word, keys in names.items() for pk in keys}
    found = process.extract(
        _key(text), choices, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=ALIKE, limit=20
    )
    keys = dict.fromkeys(match[2][1] for match in found)
    return [all_terms()[pk] for pk in keys][:OFFERED]


def _key(text: str) -> str:
    return as_typed(line(text)).casefold()


def _final(term: Term) -> int:
    """A merged term stands for the one it became."""
    known = all_terms()
    while term.merged_into_id in known:
        term = known[term.merged_into_id]
    return term.pk
