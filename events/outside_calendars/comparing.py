"""What each entry of a foreign calendar would do to the events of a list. Nothing is written."""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.imported_pages import fingerprint, newest, why_not_edit
from core.forms import zone_of_the_network
from events.event_times import when_words
from events.models import EventIndexPage, EventPage
from events.models.calendar_import import CalendarImport, ImportedEntry
from events.outside_calendars.entry_fields import ReadEntry, Unreadable
from events.outside_calendars.entry_times import Entry, Fields, Zones
from users.models import User

# More in one calendar are not looked at: who has more exports a part.
MOST_ENTRIES = 300


class Outcome(models.TextChoices):
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    KEPT = "kept", gettext_lazy("left as it is")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    UNREADABLE = "unreadable", gettext_lazy("cannot be read")


DOES_SOMETHING = (Outcome.NEW, Outcome.CHANGED)


@dataclass
class Line:
    """What becomes of one entry. `number` is its place among the entries that were kept."""

    number: int
    outcome: str = Outcome.NEW
    title: str = ""
    when: str = ""
    reason: str = ""
    changes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    event: int | None = None
    # An editor changed the draft since the last import: it can be given the words of the calendar all the same.
    may_replace: bool = False
    is_done: bool = False

    @property
    def label(self) -> str:
        return str(Outcome(self.outcome).label)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Self:
        return cls(**stored)


def print_of(fields: Fields) -> str:
    """Names what an entry says; blocks get new identifiers at each reading, which say nothing."""
    dates = [{name: one[name] for name in ("type", "value")} for one in fields["dates_apart"]]
    stored = json.dumps(fields | {"dates_apart": dates}, sort_keys=True, default=str)
    return hashlib.sha256(stored.encode()).hexdigest()


def key_of(entry: Entry) -> dict[str, str]:
    return {"uid": entry["uid"], "recurrence_id": " ".join(entry["date"]).strip()}


def imported(index: EventIndexPage, entry: Entry) -> ImportedEntry | None:
    """The event that this entry became, wherever it was moved to since."""
    return ImportedEntry.objects.select_related("event").filter(index=index, **key_of(entry)).first()


def read_entry(batch: CalendarImport, entry: Entry) -> ReadEntry:
    """Raises Unreadable."""
    zones = Zones(batch.time_zone, zone_of_the_network(batch.index))
    return ReadEntry(entry, zones, batch.index.locale.language_code)


def compare(batch: CalendarImport, user: User | None) -> list[Line]:
    """A line for each entry of the calendar, in their order by date."""
    return [line_of(batch, number, entry, user) for number, entry in enumerate(batch.entries)]


def line_of(batch: CalendarImport, number: int, entry: Entry, user: User | None) -> Line:
    line = Line(number, title=str(entry.get("title") or _("Without a title"))[:255])
    try:
        read = read_entry(batch, entry)
    except Unreadable as error:
        line.outcome, line.reason = Outcome.UNREADABLE, str(error)
        return line
    line.remarks = read.remarks
    line.when = when_in_words(read.fields)
    if known := imported(batch.index, entry):
        _compare(line, known, read.fields, user)
    return line


def when_in_words(fields: Fields) -> str:
    event = event_with(EventPage(), fields)
    rule = event.rule_in_words
    words = when_words(event.planned_times)
    return f"{words} ({rule})" if rule else words


def _compare(line: Line, known: ImportedEntry, fields: Fields, user: User | None) -> None:
    line.event = known.event_id
    if known.read == print_of(fields):
        line.outcome = Outcome.UNCHANGED
        return
    current = newest(known.event)
    is_edited = fingerprint(newest(known.event)) != known.written
    line.changes = list(changed_fields(current, fields))
    line.outcome = Outcome.CHANGED
    if known.event.live:
        line.outcome = Outcome.KEPT
        line.reason = _("The event is live. An import changes no live event: change it by hand where you want.")
    elif reason := why_not_edit(known.event, user):
        line.outcome, line.reason = Outcome.KEPT, reason
    elif is_edited:
        line.outcome, line.may_replace = Outcome.KEPT, True
        line.reason = _("Somebody changed the draft since the last import.")


def changed_fields(event: EventPage, fields: Fields) -> Iterator[str]:
    """The names of the fields that would say something else."""
    for name, value in fields.items():
        if stored_value(event, name) != json.loads(json.dumps(_plain(name, value), default=str)):
            yield str(event._meta.get_field(name).verbose_name)


def stored_value(event: EventPage, name: str) -> Any:
    value = getattr(event, name)
    if name == "dates_apart":
        value = [{"type": one.block_type, "value": one.get_prep_value()["value"]} for one in value]
        return json.loads(json.dumps([_without_empty(one) for one in value], default=str))
    return json.loads(json.dumps(value, default=str))


def _plain(name: str, value: object) -> object:
    return [_without_empty(one) for one in value] if name == "dates_apart" and isinstance(value, list) else value


def _without_empty(block: dict[str, Any]) -> dict[str, Any]:
    said = {name: str(one)[:5] if name in {"start", "end"} else one for name, one in block["value"].items() if one}
    return {"type": block["type"], "value": said}


def event_with(event: EventPage, fields: Fields) -> EventPage:
    """The event with what the entry says; the rest as it was."""
    for name, value in fields.items():
        if name == "dates_apart":
            value = EventPage._meta.get_field(name).to_python(json.dumps(value))
        setattr(event, name, value)
    return event


# Which entries are looked at


def kept_entries(entries: list[Entry], only_to_come: bool) -> list[Entry]:
    """In order by date; those that are over left out, where that is wished."""
    today = timezone.localdate()
    found = [one for one in entries if not only_to_come or one.get("problem") or last_day(one) >= today]
    return sorted(found, key=lambda one: (one.get("start") or [""], one["uid"]))


def last_day(entry: Entry) -> datetime.date:
    moments = [entry["start"], entry["end"], *entry["days"], *entry["added"]]
    moments += [one["start"] for one in entry["differing"] if one.get("start")]
    return max(datetime.date.fromisoformat(one[0]) for one in moments if one)
