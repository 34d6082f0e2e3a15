"""From what was typed to what engines are asked: with beginnings, synonyms and corrections added."""

from dataclasses import replace

from search.words import vocabulary
from search.words.analysis import TOKEN, fold
from search.words.query_parser import ParsedQuery, Term, parse
from search.words.synonyms import with_synonyms


def read_query(text: object) -> ParsedQuery:
    """What a person looks for, ready for every engine."""
    words = parse(text)
    return with_synonyms(_with_beginning(words)) if words else words


def _with_beginning(words: ParsedQuery) -> ParsedQuery:
    """The last word may be the beginning of others, while it is typed."""
    if not words.last_is_prefix:
        return words
    last = words.terms[-1]
    pieces = [fold(found) for found in TOKEN.findall(last.typed)]
    if len(pieces) != 1:
        return words
    longer = tuple(vocabulary.beginning_with(pieces[0]))
    return replace(words, terms=(*words.terms[:-1], replace(last, beginnings=longer)))


def with_word(words: ParsedQuery, number: int, word: str) -> ParsedQuery:
    """The same question with another word in the place of one."""
    term: Term = parse(word).terms[0]
    terms = (*words.terms[:number], term, *words.terms[number + 1 :])
    typed = words.typed.replace(words.name(number), word)
    return with_synonyms(replace(words, terms=terms, runs=parse(typed).runs, last_is_prefix=False, typed=typed))
