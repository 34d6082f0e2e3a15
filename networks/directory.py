"""The directory of people or organisations as a visitor narrows it: by words, by the first letter of the name."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.http import urlencode

from core.text.collation import sort_key
from core.text.typed_words import plain


class Letter(NamedTuple):
    """A letter with which names begin, and the query that leaves only these."""

    sign: str
    query: str
    is_current: bool


class Choice(NamedTuple):
    """A filter of a directory: its name in the address, its label, and values with their labels; "" is all."""

    name: str
    label: str
    values: list[tuple[str, str]]
    chosen: str = ""


class Directory(NamedTuple):
    """What is left, in the order of names, and how it was narrowed."""

    rows: list[Any]
    words: str
    letter: str
    letters: list[Letter]
    # The query without a letter.
    query: str


def narrowed(
    rows: Iterable[Any],
    request: HttpRequest,
    name_of: Callable[[Any], str],
    said_of: Callable[[Any], str],
    chosen: dict[str, str] | None = None,
) -> Directory:
    """Rows that have every word that was typed, or its beginning, in what is said of them.

    `name_of` gives the name by which they are sorted; `chosen` are other filters of the address, which the letters
    keep. Case and accents make no difference.
    """
    words, letter = plain(request.GET.get("q", "")), _folded(request.GET.get("letter", ""))[:1].upper()
    asked = _folded(words).split()
    fitting = [row for row in rows if _has(asked, _folded(said_of(row)).split())]
    fitting.sort(key=lambda row: sort_key(name_of(row)))
    first = [_folded(name_of(row))[:1].upper() for row in fitting]
    kept = {**(chosen or {}), **({"q": words} if words else {})}
    letters = [Letter(sign, urlencode({**kept, "letter": sign}), sign == letter) for sign in sorted(set(first)) if sign]
    left = [row for row, sign in zip(fitting, first, strict=True) if not letter or sign == letter]
    return Directory(left, words, letter, letters, urlencode(kept))


def _folded(text: str) -> str:
    return sort_key(text)[1]


def _has(asked: list[str], said: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in said) for beginning in asked)
