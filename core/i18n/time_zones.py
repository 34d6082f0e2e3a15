"""Time zones: which can be chosen, and what they are called."""

import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

# The six zones printed side by side, from west to east.
CANADIAN = {
    "America/Vancouver": _("Pacific Time"),
    "America/Edmonton": _("Mountain Time"),
    "America/Winnipeg": _("Central Time"),
    "America/Toronto": _("Eastern Time"),
    "America/Halifax": _("Atlantic Time"),
    "America/St_Johns": _("Newfoundland Time"),
}
# Others that an event may stand in.
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
ZONES = CANADIAN | FURTHER


def zone_name(key: str) -> str:
    """The zone's name in the reader's language: "Pacific Time"."""
    return str(ZONES.get(key, key))


def zone_choices() -> list[tuple[str, str]]:
    return [(key, str(name)) for key, name in ZONES.items()]


def across_canada(
    start: datetime.datetime, end: datetime.datetime | None
) -> list[tuple[str, datetime.datetime, datetime.datetime | None]]:
    """Name, start and end of an event in each of the six zones."""
    return [
        (str(name), start.astimezone(ZoneInfo(key)), end.astimezone(ZoneInfo(key)) if end else None)
        for key, name in CANADIAN.items()
    ]
