"""Time zones as people name them: “Pacific Time”, “(PT)”, “CST (Saskatchewan)”, « heure de l’Est »."""

import re
from collections.abc import Iterator
from functools import cache

from core.i18n.profiles import profiles

_LONGEST_SHORT_NAME = 3


def zone_of(text: str) -> str:
    """The zone that a text names; empty where it names none."""
    return zone_in_sentence(text)[0]


def zone_in_sentence(text: str) -> tuple[str, str]:
    """The same, and its words. “Centre” is a building too and « est » a verb: a zone stands after an hour, in brackets,
    or with the word for time beside it. Letters alone are in capitals."""
    found = list(_zones_in(text))
    if not found:
        return "", ""
    first = found[0]
    # “CST (Saskatchewan)” names the place whose clock it is.
    after = found[1] if len(found) > 1 and not text[first.end() : found[1].start()].strip() else None
    if after and after[0].startswith("(") and len(_name_in(after)) > _LONGEST_SHORT_NAME:
        return _zones()[_name_in(after)], text[first.start() : after.end()]
    return _zones()[_name_in(first)], first[0]


def _zones_in(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _pattern().finditer(text) if _name_in(match) in _zones())


def _name_in(match: re.Match[str]) -> str:
    return next(words for words in match.groups() if words).lower()


@cache
def _zones() -> dict[str, str]:
    return {name: zone for one in profiles() for name, zone in one.documents.zones.items()}


@cache
def _pattern() -> re.Pattern[str]:
    short = "|".join(name.upper() for name in _zones() if len(name) <= _LONGEST_SHORT_NAME)
    words = "|".join(re.escape(name) for name in _zones() if len(name) > _LONGEST_SHORT_NAME or name == "est")
    of_time = r"heures?\s+(?:(?:avancée|normale|locale)\s+)?(?:du\s+|des\s+|de\s+(?:la\s+)?|de\s+l[’'])?"
    hour = r"(?:\d\s?(?:[ap]\.?\s?m\b\.?|h(?:\s?\d\d)?)?|\bnoon|\bmidnight|\bmidi|\bminuit)"
    time = r"\s+(?:(?:standard|daylight)\s+)?time"
    return re.compile(
        rf"\(\s*(?:{of_time})?({words}|(?-i:{short}))(?:{time})?\s*\)"
        rf"|\b{of_time}({words})\b"
        rf"|\b({words}|(?-i:{short})){time}\b"
        rf"|{hour}\s+(?!centre|est\b)({words})\b"
        rf"|{hour}[\s,]*(?-i:({short}))(?!\w)",
        re.IGNORECASE,
    )
