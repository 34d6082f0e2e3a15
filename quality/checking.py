"""What a check is, and the list of all of them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any, NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.going_live import Problem
from quality.page_reading import Place, Reading

# So many findings of one check are told of a page: more help nobody, and they follow once these are mended.
MOST = 5


class Level(models.TextChoices):
    BLOCK = "block", _("Blocks")
    WARN = "warn", _("Warns")
    OFF = "off", _("Off")


class Finding(NamedTuple):
    """One thing that a check found: where, and the words at fault; no sentence, which is of one language."""

    check: str
    place: Place
    found: dict[str, str]


class Check:
    """One thing that may be wrong on a page. `says` is filled with what was found."""

    code: str
    name: str | Promise
    says: str | Promise
    why: str | Promise
    mend: str | Promise
    # Where staff say nothing else.
    level = Level.WARN

    def look(self, reading: Reading, aim: "Aim") -> Iterator[Finding]:
        raise NotImplementedError

    def found(self, place: Place, **words: Any) -> Finding:
        return Finding(self.code, place, {name: str(value) for name, value in words.items()})

    def in_words(self, found: Mapping[str, str]) -> str:
        """What was kept by an older version of the check may lack a word."""
        try:
            return str(self.says) % found
        except (KeyError, ValueError, TypeError):
            return str(self.name)


class Aim(NamedTuple):
    """What staff ask of the texts of a section: how easy they are to read, 0: not measured."""

    ease: int = 0


_checks: dict[str, Check] = {}


def check(kind: type[Check]) -> type[Check]:
    """Register a check."""
    _checks[kind.code] = kind()
    return kind


def all_checks() -> list[Check]:
    return list(_checks.values())


def check_called(code: str) -> Check | None:
    return _checks.get(code)


def findings(page: Page, checks: Iterable[Check], aim: Aim) -> list[Finding]:
    """What these checks find on the page as it is in memory, the first few of each."""
    checks = list(checks)
    if not checks:
        return []
    reading = Reading(page)
    found = [finding for one in checks for finding in _each_once(one.look(reading, aim))]
    return [one for _code, some in groupby(found, lambda one: one.check) for one in islice(some, MOST)]


def _each_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """The same words in one field once, at their first place."""
    known = set()
    for one in found:
        key = one.place.field, tuple(sorted(one.found.items()))
        if key not in known:
            known.add(key)
            yield one


def as_problem(finding: Finding) -> Problem:
    one = _checks[finding.check]
    return Problem(
        finding.place.field,
        one.in_words(finding.found),
        place=finding.place.path,
        check=one.code,
        why=str(one.why),
        mend=str(one.mend),
    )
