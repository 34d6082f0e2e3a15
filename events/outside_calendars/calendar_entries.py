"""The entries of a calendar file in plain values, days and hours as the clocks of their zone show them.

Runs in a process of its own and knows nothing of the site: what is found is told in keys, which others put into words.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from icalendar import Calendar, Event

from events.outside_calendars.calendar_zones import Moment, moment_of, zone_of_name
from events.outside_calendars.expanding import days_of_rule, instants_of

# Told elsewhere, or of no use to anybody but programs.
KNOWN = frozenset(
    "UID DTSTAMP SEQUENCE CREATED LAST-MODIFIED TRANSP SUMMARY DESCRIPTION LOCATION URL STATUS DTSTART DTEND DURATION "
    "RRULE RDATE EXDATE RECURRENCE-ID X-ALT-DESC X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-INTENDEDSTATUS "
    "X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-CDO-INSTTYPE X-MICROSOFT-CDO-APPT-SEQUENCE "
    "X-MICROSOFT-DISALLOW-COUNTER X-MICROSOFT-DONOTFORWARDMEETING X-MOZ-GENERATION X-APPLE-TRAVEL-ADVISORY-BEHAVIOR "
    "ATTENDEE".split()
)
LONGEST_VALUE = 400


def read_calendar(content: bytes) -> dict[str, Any]:
    """All entries, each with the dates of it that were changed by entries of their own."""
    calendars = Calendar.from_ical(content.decode("utf-8-sig", "replace"), multiple=True)
    groups: dict[str, list[Event]] = {}
    zone, refused = "", []
    for calendar in calendars:
        zone = zone or zone_of_name(str(calendar.get("X-WR-TIMEZONE") or ""), calendar)
        for entry in (one for one in calendar.walk("VEVENT") if isinstance(one, Event)):
            groups.setdefault(uid_of(entry), []).append(entry)
        refused += [name for name in ("VTODO", "VJOURNAL") for _one in calendar.walk(name)]
    if not calendars:
        return {"state": "broken"}
    entries = [one for uid, group in groups.items() for one in _of_one_uid(uid, group, calendars[0])]
    return {"state": "read", "zone": zone, "entries": entries, "others": refused}


def uid_of(entry: Event) -> str:
    """What names it; made of its title and beginning where the program that wrote it gave no name."""
    uid = str(entry.get("UID") or "").strip()
    if uid and len(uid) <= LONGEST_VALUE:
        return uid
    start = entry.get("DTSTART")
    words = uid or f"{entry.get('SUMMARY')} {start.to_ical()!r}" if start else uid or str(entry.get("SUMMARY"))
    return "made:" + hashlib.sha256(words.encode()).hexdigest()


def _of_one_uid(uid: str, group: list[Event], calendar: Calendar) -> Iterator[dict[str, Any]]:
    """The newest version of the entry with those of its dates; dates without the whole stand by themselves."""
    wholes = [one for one in group if "RECURRENCE-ID" not in one]
    dates = [one for one in group if "RECURRENCE-ID" in one]
    if not wholes:
        for one in _newest_of_each(dates):
            yield _told(uid, one, calendar) | {"date": _of_date(one, calendar)}
        return
    whole = max(wholes, key=_sequence)
    told = _told(uid, whole, calendar)
    told["differing"] = [
        _told(uid, one, calendar) | {"date": _of_date(one, calendar)} for one in _newest_of_each(dates)
    ]
    yield told


def _newest_of_each(dates: Iterable[Event]) -> Iterable[Event]:
    found: dict[str, Event] = {}
    for one in sorted(dates, key=_sequence):
        found[repr(one["RECURRENCE-ID"].to_ical())] = one
    return found.values()


def _sequence(entry: Event) -> int:
    try:
        return int(entry.get("SEQUENCE") or 0)
    except (TypeError, ValueError):
        return 0


def _of_date(entry: Event, calendar: Calendar) -> list[str]:
    """The day and hour of the date that an entry changes."""
    return _as_json(moment_of(_first(entry, "RECURRENCE-ID"), calendar))


def _told(uid: str, entry: Event, calendar: Calendar) -> dict[str, Any]:
    told: dict[str, Any] = {"uid": uid, "date": [], "differing": [], "remarks": []}
    try:
        told |= _texts(entry) | _times(entry, calendar)
    except Exception:  # what one entry says wrongly must not hide the others
        told["problem"] = "broken"
        told |= {"title": str(entry.get("SUMMARY") or "")}
    return told


def _texts(entry: Event) -> dict[str, Any]:
    html = entry.get("X-ALT-DESC")
    return {
        "title": _text(entry, "SUMMARY"),
        "text": _text(entry, "DESCRIPTION"),
        "html": str(html) if html and "html" in str(html.params.get("FMTTYPE", "")).lower() else "",
        "place": _text(entry, "LOCATION"),
        "address": _text(entry, "URL"),
        "status": _text(entry, "STATUS").upper(),
        "others": _others(entry),
        "invited": len(_listed(entry.get("ATTENDEE"))),
    }


def _text(entry: Event, name: str) -> str:
    value = entry.get(name)
    first = value[0] if isinstance(value, list) else value
    return str(first).strip() if first is not None else ""


def _others(entry: Event) -> list[str]:
    """What has no place in an event here, as it stands there."""
    found = []
    for name, value in entry.property_items(recursive=False):
        if name not in {*KNOWN, "BEGIN", "END"}:
            text = value.to_ical() if hasattr(value, "to_ical") else str(value)
            text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
            found.append(f"{name}: {text[:LONGEST_VALUE]}")
    found += [f"{name}: {_text(entry, name)}" for name in ("SUMMARY",) if isinstance(entry.get(name), list)]
    return found


def _first(entry: Event, name: str) -> Any:
    """What a program says twice that may be said once: the first."""
    return _listed(entry.get(name))[0]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


# When


def _times(entry: Event, calendar: Calendar) -> dict[str, Any]:
    if "DTSTART" not in entry:
        return {"problem": "no_start"}
    start = moment_of(_first(entry, "DTSTART"), calendar)
    end = _end(entry, start, calendar)
    told: dict[str, Any] = {
        "start": _as_json(start),
        "end": _as_json(end) if end else [],
        "zone": start.zone,
        "zone_said": start.said,
        "rule": "",
        "days": [],
        "added": [],
        "remarks": [],
    }
    rules = _listed(entry.get("RRULE"))
    left_out = instants_of(_listed(entry.get("EXDATE")), start, calendar)
    if rules:
        found = days_of_rule(rules, start, left_out)
        told |= {"rule": found.text, "days": [_as_json(one) for one in found.moments], "remarks": found.remarks}
    told["added"] = _added(entry, start, calendar, left_out)
    if _listed(entry.get("EXRULE")):
        told["remarks"] = [*told["remarks"], "exrule"]
    return told


def _end(entry: Event, start: Moment, calendar: Calendar) -> Moment | None:
    """On the clocks of the start; of whole days the last of them."""
    if "DTEND" in entry:
        end = moment_of(_first(entry, "DTEND"), calendar).on_clocks_of(start)
    elif "DURATION" in entry:
        end = start.later(_first(entry, "DURATION").dt)
    else:
        return None
    if start.hour is None:
        end = end._replace(day=end.day - datetime.timedelta(days=1), hour=None) if end.hour is None else end
    return end if end.order > start.order else None


def _added(entry: Event, start: Moment, calendar: Calendar, left_out: set[Moment]) -> list[list[str]]:
    """Day, hour and end of each date that is listed besides the rule."""
    found = []
    for listed in _listed(entry.get("RDATE")):
        for one in listed.dts:
            period = one.dt if isinstance(one.dt, tuple) else (one.dt, None)
            moment = moment_of(one, calendar, period[0], listed.params).on_clocks_of(start)
            end: Any = period[1]
            if isinstance(end, datetime.timedelta):
                end = period[0] + end
            ending = moment_of(one, calendar, end, listed.params).on_clocks_of(start) if end else None
            if moment not in left_out and moment.order != start.order:
                found.append([*_as_json(moment), _as_json(ending)[1] if ending else ""])
    return found


def _as_json(moment: Moment) -> list[str]:
    """Day and hour; no hour for whole days."""
    return [moment.day.isoformat(), moment.hour.isoformat("minutes") if moment.hour else ""]
