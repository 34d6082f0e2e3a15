"""When an entry of a foreign calendar takes place, as the fields of an event say it."""

import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.i18n.time_zones import is_zone, zone_name
from core.text.sentences import one_stop
from events.days_and_hours import Precision
from events.outside_calendars.entry_rule import take_rule

Entry = dict[str, Any]
Fields = dict[str, Any]


class NeedsZone(Exception):
    """Its hours are those of no zone: a person has to say which."""


class Zones(NamedTuple):
    """For hours that are given without a zone the one that was chosen; for whole days, and hours in universal time,
    that of the network where none was."""

    chosen: str
    home: str = "UTC"

    @property
    def any(self) -> str:
        return self.chosen or self.home


def take_times(entry: Entry, zones: Zones, fields: Fields, remarks: list[str]) -> None:
    """Put days, hours, zone and rule into the fields. Raises NeedsZone."""
    entry = _on_clocks(entry, zones, remarks)
    start_day, start_hour = _read(entry["start"])
    end_day, end_hour = _read(entry["end"]) if entry["end"] else (None, None)
    fields |= {
        "precision": Precision.EXACT,
        "time_zone": entry["zone"],
        "start_date": start_day,
        "start_time": start_hour,
        "all_day": start_hour is None,
        "end_date": None,
        "end_time": None,
        "same_hours_daily": False,
    }
    if end_day and start_hour is not None and end_hour == datetime.time.min and (end_day - start_day).days == 1:
        # Until midnight: the one that ends the day.
        fields["end_time"] = end_hour
    elif end_day:
        fields["end_date"] = end_day if end_day != start_day else None
        fields["end_time"] = end_hour if start_hour else None
    take_rule(entry, fields, remarks)


def _read(moment: list[str]) -> tuple[datetime.date, datetime.time | None]:
    return datetime.date.fromisoformat(moment[0]), datetime.time.fromisoformat(moment[1]) if moment[1] else None


def _on_clocks(entry: Entry, given: Zones, remarks: list[str]) -> Entry:
    """The entry on the clocks of a zone that names a place."""
    said = entry["zone_said"]
    if not entry["start"][1]:
        return entry | {"zone": given.any}
    if not entry["zone"]:
        if not given.chosen:
            raise NeedsZone
        words = _("No time zone is given; the hours were read as %(zone)s.")
        remarks.append(one_stop(words % {"zone": zone_name(given.chosen)}))
        return entry | {"zone": given.chosen}
    if is_zone(entry["zone"]) and entry["zone"] != "UTC":
        if said and said != entry["zone"]:
            words = _("The calendar calls the time zone “%(said)s”; it was read as %(zone)s (%(key)s).")
            found = {"said": said, "zone": zone_name(entry["zone"]), "key": entry["zone"]}
            remarks.append(one_stop(words % found))
        return entry
    return _counted_again(entry, given.any, remarks)


def _counted_again(entry: Entry, zone: str, remarks: list[str]) -> Entry:
    """Hours that are given in universal time, or in a zone that names no place."""
    repeats = bool(entry["rule"] or entry["added"])
    if repeats:
        if entry["zone"] != "UTC" or entry["zone_said"] not in {"", "UTC"}:
            words = _("The time zone “%(said)s” is not known; the hours are those of Coordinated Universal Time.")
            remarks.append(words % {"said": entry["zone_said"] or entry["zone"]})
        if entry["zone"] == "UTC":
            return entry
        zone = "UTC"
    zones = ZoneInfo(entry["zone"]), ZoneInfo(zone)
    return entry | {
        "zone": zone,
        "start": _moved(entry["start"], *zones),
        "end": _moved(entry["end"], *zones) if entry["end"] else [],
        "days": [_moved(one, *zones) for one in entry["days"]],
        "added": [[*_moved(one[:2], *zones), ""] for one in entry["added"]],
    }


def _moved(moment: list[str], before: ZoneInfo, after: ZoneInfo) -> list[str]:
    day, hour = _read(moment)
    there = datetime.datetime.combine(day, hour or datetime.time.min, tzinfo=before).astimezone(after)
    return [there.date().isoformat(), there.time().isoformat("minutes")]
