"""Things with a name and a page of their own that are no pages of the tree: apps above register how to find theirs."""

from collections.abc import Callable
from typing import Any, NamedTuple

from search.words.analysis import forms
from search.words.query_parser import ParsedQuery
from users.models import AnyUser


class NamedThing(NamedTuple):
    """A person or an organisation, say, with the address of its page and a line about it."""

    kind: str
    kind_label: str
    name: str
    url: str
    note: str = ""
    # Codes of the languages that name and note are in, where that is known.
    name_language: str = ""
    note_language: str = ""


Finder = Callable[[ParsedQuery, Any], list[NamedThing]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register a function that finds named things by words, for a person who may see only so much."""
    _finders.append(function)
    return function


def named_things(words: ParsedQuery, user: AnyUser) -> list[NamedThing]:
    """What has these words in its name; what is called by them alone comes first."""
    found = [one for function in _finders for one in function(words, user)] if words else []
    return sorted(found, key=lambda one: len(list(forms(one.name))))
