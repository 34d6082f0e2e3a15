"""Which rules of time zones are in force, and with which the stored instants were computed.

Rules change (British Columbia, 2026). What is stored as an instant was typed as a time on a clock: it has to be
computed again when the rules are other ones. An app does so in a due job that asks `are_new()`, and notes it after.
"""

import tzdata

from jobs.models import ZoneRules


def in_force() -> str:
    """The release of the IANA that the pinned package holds: 2026f."""
    return str(tzdata.IANA_VERSION)


def computed_with() -> str:
    """The release by which the stored instants were computed; empty where none is noted."""
    return ZoneRules.objects.values_list("version", flat=True).first() or ""


def are_new() -> bool:
    return computed_with() != in_force()


def note() -> None:
    """The stored instants are those of the rules in force."""
    ZoneRules.objects.update_or_create(pk=1, defaults={"version": in_force()})
