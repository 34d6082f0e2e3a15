"""Time zones: which can be chosen, and what they are called.

All zones of the world can be chosen. Those that a network in Canada needs have our own names; the names of the rest,
and of their places, are those of Unicode (CLDR, read by Babel).
"""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_timezone_location, get_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.text.collation import sort_key

# The six zones printed side by side, from west to east.
CANADIAN = {
    "America/Vancouver": _("Pacific Time"),
    "America/Edmonton": _("Mountain Time"),
    "America/Winnipeg": _("Central Time"),
    "America/Toronto": _("Eastern Time"),
    "America/Halifax": _("Atlantic Time"),
    "America/St_Johns": _("Newfoundland Time"),
}
# Others that stand first in the list.
FURTHER = {
    "America/Whitehorse": _("Yukon Time"),
    "America/Regina": _("Saskatchewan Time"),
    "America/Dawson_Creek": _("Mountain Time, without daylight saving (Peace River)"),
    "America/Yellowknife": _("Mountain Time (Northwest Territories)"),
    "America/Iqaluit": _("Eastern Time (Nunavut)"),
    "Europe/London": _("United Kingdom Time"),
    "Europe/Paris": _("Central European Time"),
    "UTC": _("Coordinated Universal Time"),
}
NAMED = CANADIAN | FURTHER
# Parts of the world, by how the keys of their zones begin.
AREAS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}
Choice = tuple[str, str]


@cache
def _all_keys() -> frozenset[str]:
    return frozenset(key for key in available_timezones() if key.partition("/")[0] in AREAS)


def is_zone(key: str) -> bool:
    """Whether it names a zone, also by a name that is no longer offered."""
    return key in NAMED or key in _all_keys()


@cache
def zone_keys() -> tuple[str, ...]:
    """All zones that are offered: ours, then one for each place that the zone data names."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()
    places = sorted(line.split("\t")[2] for line in lines if line and not line.startswith("#"))
    return (*NAMED, *(key for key in places if key not in NAMED))


def zone_name(key: str) -> str:
    """The zone's name in the reader's language: "Pacific Time"."""
    if key in NAMED:
        return str(NAMED[key])
    return _name_of_others(key, get_language() or "en") if is_zone(key) else key


@lru_cache(maxsize=2_000)
def _name_of_others(key: str, language: str) -> str:
    return str(get_timezone_name(ZoneInfo(key), width="long", locale=_locale(language)))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def zone_choices(pinned: Iterable[str] = ()) -> list[tuple[str, list[Choice]]]:
    """Groups of zones for a list: those needed most, `pinned` before all others; then the world by its parts."""
    first = [key for key in dict.fromkeys([*pinned, *NAMED]) if is_zone(key)]
    often = [(key, zone_name(key)) for key in first]
    return [(_now("Used most"), often), *_of_the_world(get_language() or "en")]


@lru_cache(maxsize=20)
def _of_the_world(language: str) -> list[tuple[str, list[Choice]]]:
    found: dict[str, list[Choice]] = {}
    for key, name in sorted(_places(language), key=lambda choice: sort_key(choice[1])):
        found.setdefault(key.partition("/")[0], []).append((key, name))
    return [(str(AREAS[area]), found[area]) for area in AREAS if area in found]


def _places(language: str) -> Iterator[Choice]:
    for key in zone_keys():
        if key not in NAMED:
            place = get_timezone_location(ZoneInfo(key), _locale(language), return_city=True)
            yield key, f"{place} ({zone_name(key)})"


def across_canada(
    start: datetime.datetime, end: datetime.datetime | None
) -> list[tuple[str, datetime.datetime, datetime.datetime | None]]:
    """Name, start and end of an event in each of the six zones."""
    return [
        (str(name), start.astimezone(ZoneInfo(key)), end.astimezone(ZoneInfo(key)) if end else None)
        for key, name in CANADIAN.items()
    ]
