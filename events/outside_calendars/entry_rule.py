"""The dates of an entry that repeats, as one of our rules with what differs; always the same dates in the end."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from events.repeating.rule import LONGEST, MOST_DATES, Repeats, Rule

Fields = dict[str, Any]
Block = dict[str, Any]
# So many days in a row are one event of several days; more are dates of a rule.
LONGEST_IN_A_ROW = 14


def take_rule(entry: dict[str, Any], fields: Fields, remarks: list[str]) -> None:
    """Put the rule and the dates that differ into the fields."""
    known = {
        "goes_on": _("The calendar gives no end of the repetition; it was taken as far as an event here may reach."),
        "begins_later": _("It repeats since long ago; the dates since January of this year were taken."),
        "cut": _("It has more dates than an event here may have; the last ones were left out."),
        "hourly": _("It repeats within the day, which an event here cannot; only its first date was taken."),
        "exrule": _("A rule for dates left out (EXRULE) was not read. Compare the dates."),
    }
    remarks += [known[name] for name in entry["remarks"]]
    fields |= {"repeats": Repeats.ONCE, "repeats_every": 1, "repeats_weekdays": [], "repeats_until": None}
    fields["dates_apart"] = []
    days = _days(entry["days"])
    if not entry["rule"] and not entry["added"]:
        return
    if not days:
        days = [] if entry["rule"] else [fields["start_date"]]
    added = {datetime.date.fromisoformat(one[0]): one for one in entry["added"]}
    hours = {one[1] for one in entry["days"]} | {entry["start"][1]}
    if len(hours) > 1 or len(set(days)) < len(days):
        remarks.append(_("It takes place several times a day, which an event here cannot. Compare the dates."))
    # The dates of the rule, or else those that are listed.
    by_rule = sorted(set(days)) or sorted(added)[:1]
    if not by_rule:
        return
    _begin_at(by_rule[0], fields)
    if not added and _is_in_a_row(by_rule, entry["rule"]) and not fields["end_date"]:
        fields |= {"end_date": by_rule[-1], "same_hours_daily": bool(fields["start_time"])}
        return
    if any(day in days and one[1] != entry["start"][1] for day, one in added.items()):
        remarks.append(_("It takes place several times a day, which an event here cannot. Compare the dates."))
    _take_dates(entry["rule"], by_rule, added, fields, remarks)


def _days(moments: list[list[str]]) -> list[datetime.date]:
    return [datetime.date.fromisoformat(one[0]) for one in moments]


def _begin_at(first: datetime.date, fields: Fields) -> None:
    """The first date that is left is the first day of the event, as long as it was."""
    later = first - fields["start_date"]
    fields["start_date"] = first
    fields["end_date"] = fields["end_date"] + later if fields["end_date"] else None


def _is_in_a_row(days: list[datetime.date], rule: str) -> bool:
    is_daily = "FREQ=DAILY" in rule and 1 < len(days) <= LONGEST_IN_A_ROW
    return is_daily and (days[-1] - days[0]).days == len(days) - 1


def _take_dates(
    text: str, days: list[datetime.date], added: dict[datetime.date, list[str]], fields: Fields, remarks: list[str]
) -> None:
    days = [day for day in days if day - days[0] <= LONGEST][:MOST_DATES]
    rule = min(_rules(text, days), key=lambda one: (_distance(one, days), one.repeats == Repeats.MONTHLY_DAY))
    wanted, given = {*days, *added}, set(rule.days())
    if text and wanted - given - set(added):
        remarks.append(_("Its rule cannot be said here, so each date was added by itself. Look at the dates."))
    fields |= {
        "repeats": rule.repeats,
        "repeats_every": rule.every,
        "repeats_weekdays": [day for day in rule.weekdays if rule.repeats == Repeats.WEEKLY],
        "repeats_until": rule.until,
        "dates_apart": [
            *(block("left_out", day=day) for day in sorted(given - wanted)),
            *(_addition("added", day, added.get(day), fields) for day in sorted(wanted - given)),
            *(_addition("moved", day, added[day], fields) for day in sorted(set(added) & given - set(days))),
        ],
    }
    fields["dates_apart"] = [one for one in fields["dates_apart"] if one["type"] != "moved" or one["value"]["start"]]


def _addition(kind: str, day: datetime.date, said: list[str] | None, fields: Fields) -> Block:
    """With hours where they are not the usual ones; as long as usual, where no end is said."""
    hour = datetime.time.fromisoformat(said[1]) if said and said[1] else None
    if said is None or hour is None or (hour == fields["start_time"] and not said[2]):
        return block(kind, day=day, start="")
    return block(kind, day=day, start=said[1], end=said[2] or _end_after(hour, fields))


def _end_after(hour: datetime.time, fields: Fields) -> str:
    """On the same day; open where it goes on over midnight."""
    if not fields["end_time"] or fields["end_date"]:
        return ""
    start, end, begun = (
        datetime.datetime.combine(datetime.date.min, one) for one in (fields["start_time"], fields["end_time"], hour)
    )
    until = begun + (end - start) % datetime.timedelta(days=1)
    return until.time().isoformat("minutes") if until.date() == begun.date() else ""


def _distance(rule: Rule, days: list[datetime.date]) -> int:
    """How many dates differ from those of the rule."""
    return len(set(days) ^ set(rule.days()))


def _rules(text: str, days: list[datetime.date]) -> Iterator[Rule]:
    """Those of ours that may have these dates; the last resort is one that has the first date alone."""
    first, until = days[0], days[-1]
    weekdays = tuple(sorted({day.weekday() for day in days}))
    for every in sorted({_every(text), 1}):
        yield Rule(Repeats.WEEKLY, first, until, every, weekdays)
        yield Rule(Repeats.WEEKLY, first, until, every, (first.weekday(),))
        for months in {every, 12} if every == 1 else {every, min(every * 12, 12)}:
            yield Rule(Repeats.MONTHLY_WEEKDAY, first, until, months)
            yield Rule(Repeats.MONTHLY_LAST, first, until, months)
            yield Rule(Repeats.MONTHLY_DAY, first, until, months)
    yield Rule(Repeats.WEEKLY, first, first)


def _every(text: str) -> int:
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    return min(max(int(parts.get("INTERVAL", "1") or 1), 1), 12)


def block(kind: str, **value: Any) -> Block:
    """A block of `dates_apart` as it is stored."""
    stored = {name: one.isoformat() if isinstance(one, datetime.date) else one for name, one in value.items()}
    return {"type": kind, "value": {name: one or None for name, one in stored.items()}, "id": str(uuid.uuid4())}
