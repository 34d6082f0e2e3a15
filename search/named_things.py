"""Things with a name and a page of their own that are no pages of the tree: apps above register how to find theirs."""

from collections.abc import Callable
from typing import Any, NamedTuple

from search.words.query_parser import ParsedQuery
from users.models import AnyUser


class NamedThing(NamedTuple):
    """A person or an organisation, say, with the address of its page."""

    kind: str
    name: str
    url: str


Finder = Callable[[ParsedQuery, Any], list[NamedThing]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register a function that finds named things by words, for a person who may see only so much."""
    _finders.append(function)
    return function


def named_things(words: ParsedQuery, user: AnyUser) -> list[NamedThing]:
    return [found for function in _finders for found in function(words, user)] if words else []
