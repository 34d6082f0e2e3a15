"""Who speaks in a transcript: names as a meeting tool shows them, matched to those of the page and the directory."""

import re
from collections.abc import Iterable

from core.visibility import approved
from intake.finders.named_parts import folded
from intake.finders.parts_of_person import without_title
from networks.models import Person

_ASIDE = re.compile(r"\s*[(\[].*?[)\]]|\s+[|/–—].*$|\s+-\s.*$")


def speaker_called(shown: str, names: Iterable[str]) -> str:
    """“Falk, Bilal (he/him)” → “Bilal Falk”, where the page or the directory has that person.

    A part of a name is enough where one person of the page alone has it.
    """
    words = set(_words(shown))
    known = {name: set(_words(name)) for name in names if name}
    same = [name for name, own in known.items() if own == words]
    part = same or [name for name, own in known.items() if words <= own]
    if not words or part:
        return part[0] if words and len(part) == 1 else shown
    return _in_directory(words) or shown


def _in_directory(words: set[str]) -> str:
    """The whole name of one person who is approved."""
    names = approved(Person.objects.all()).order_by().values_list("name", flat=True).distinct()
    found = [name for name in names if set(_words(name)) == words]
    return found[0] if len(found) == 1 else ""


def _words(name: str) -> list[str]:
    return folded(without_title(_ASIDE.sub("", name))).split()
