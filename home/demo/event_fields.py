"""The fields of an event of the demo site."""

import datetime

from home.demo.content import ItemList, clock, day, mixed, rich
from home.demo.fields import (
    Item,
    World,
    body,
    contact_values,
    download_values,
    lines,
    organisation_values,
    person_values,
    preparation_file,
    questions,
    recording_values,
    streams,
    time_of,
)


def event_values(world: World, item: Item) -> Item:
    slug = item["key"]
    return {
        **_event_time(item),
        **_repeating(item, slug),
        **_event_place(world, item),
        **_sign_up_here(item, slug),
        **_event_words(item, slug),
        **streams(
            slug,
            organisations=(
                "organisation",
                organisation_values(world, item, {"hosts": "host", "partners": "partner", "funders": "funder"}),
            ),
            people=("person", [person_values(world, row) for row in item.get("people") or []]),
            contact=("contact", [contact_values(row) for row in item.get("contact") or []]),
            downloads=(
                "download",
                [download_values(world, row, slug, at) for at, row in enumerate(item.get("downloads") or [])],
            ),
            recordings=(
                "recording",
                [recording_values(row, slug, at) for at, row in enumerate(item.get("recordings") or [])],
            ),
        ),
    }


def _event_time(item: Item) -> Item:
    offset = item.get("day")
    first = day(offset, keep_weekend=offset == 0) if offset is not None else None
    length = item.get("days", 1)
    new_day = item.get("new_day")
    return {
        "precision": item.get("precision", "exact"),
        "start_date": first,
        "start_time": clock(item.get("start")),
        "end_date": first + datetime.timedelta(days=length - 1) if first and length > 1 else None,
        "end_time": clock(item.get("end")),
        "time_zone": item.get("zone", "America/Vancouver"),
        "all_day": item.get("all_day", False),
        "same_hours_daily": item.get("same_hours_daily", False),
        "date_note": item.get("date_note", ""),
        "shows_zones": item.get("show_zones", False),
        "condition": item.get("condition", "as-planned"),
        "condition_reason": item.get("condition_reason", ""),
        "new_date": day(new_day) if new_day is not None else None,
        "new_time": clock(item.get("start")) if new_day is not None else None,
    }


def _repeating(item: Item, slug: str) -> Item:
    """The rule of an event that repeats, and the dates that differ, as days after the first."""
    rule = item.get("repeats")
    if not rule:
        return {}
    first = day(item["day"])
    return {
        "repeats": rule["how"],
        "repeats_every": rule.get("every", 1),
        "repeats_until": first + datetime.timedelta(days=rule["days"]),
        "dates_apart": mixed(slug, "dates_apart", [_date_apart(first, row) for row in item.get("dates_apart") or []]),
    }


def _date_apart(first: datetime.date, row: Item) -> tuple[str, Item]:
    facts = {name: value for name, value in row.items() if name not in {"what", "after", "to"}}
    if "text" in facts:
        facts["text"] = rich(facts["text"])
    if "to" in row:
        facts["new_day"] = str(first + datetime.timedelta(days=row["to"]))
    return row["what"], {"day": str(first + datetime.timedelta(days=row["after"]))} | facts


def _event_place(world: World, item: Item) -> Item:
    venue = item.get("venue") or {}
    registration = item.get("registration") or {}
    cost = item.get("cost") or {"free": True}
    deadline = registration.get("deadline_day")
    series = world.pages.get(item.get("series") or "")
    return {
        "mode": item.get("mode", "online"),
        "venue_name": venue.get("name", ""),
        "venue_room": venue.get("room", ""),
        "venue_address": venue.get("address", ""),
        "venue_city": venue.get("city", ""),
        "online_platform": item.get("online_platform", ""),
        "joining_link": item.get("joining_link", ""),
        "series_id": series.pk if series else None,
        "series_position": item.get("position"),
        "committee": world.committees.get(item.get("committee") or ""),
        "registration_needed": bool(registration.get("needed")),
        "registration_url": registration.get("url", ""),
        "registration_label": registration.get("label", ""),
        "registration_deadline": day(deadline) if deadline is not None else None,
        "registration_other_ways": rich(registration.get("other_ways")),
        "capacity": registration.get("capacity"),
        "capacity_note": registration.get("capacity_note", ""),
        "invitation_only": bool(registration.get("invitation_only")),
        "is_free": bool(cost.get("free", True)),
        "cost": cost.get("text", ""),
        "attendance": item.get("attendance"),
        "to_follow": item.get("to_follow", ""),
    }


def _sign_up_here(item: Item, slug: str) -> Item:
    registration = item.get("registration") or {}
    return {
        "sign_up_here": bool(registration.get("here")),
        "has_waiting_list": registration.get("waiting_list", True),
        "sign_ups_kept": registration.get("kept", 30),
        **streams(
            slug,
            sign_up_questions=("question", [_asked(row) for row in item.get("sign_up_questions") or []]),
            reminders=("reminder", [_reminder(row) for row in item.get("reminders") or []]),
        ),
    }


def _asked(row: Item) -> Item:
    return {
        "question": row["question"],
        "help": row.get("help", ""),
        "kind": row["kind"],
        "choices": ItemList(lines(row, "choices")),
        "is_required": row.get("needed", False),
    }


def _reminder(row: Item) -> Item:
    words = {name: row[name] for name in ("number", "unit", "side", "to", "subject", "text")}
    return words | {"with_joining_link": row.get("joining_link", False)}


def _event_words(item: Item, slug: str) -> Item:
    offset = item.get("day") or 0
    return {
        "introduction": rich(item.get("introduction")),
        "description": body(slug, "description", item.get("description")),
        "ceremony": rich(item.get("ceremony")),
        "report": rich(item.get("report")),
        **streams(
            slug,
            objectives=("objective", lines(item, "objectives")),
            who_should_come=("group", lines(item, "who_should_come")),
            eligibility=("condition", lines(item, "eligibility")),
            questions=("question", questions(item)),
            supports=(
                "support",
                [
                    {"kind": row["kind"], "amount": row.get("amount", ""), "text": rich(row.get("text"))}
                    for row in item.get("supports") or []
                ],
            ),
            accessibility=(
                "access",
                [{"kind": row["kind"], "text": rich(row["text"])} for row in item.get("accessibility") or []],
            ),
            preparation=(
                "item",
                [
                    {
                        "page": None,
                        "url": row.get("url", ""),
                        "document": preparation_file(row, slug, at),
                        "title": row["title"],
                        "text": rich(row.get("text")),
                    }
                    for at, row in enumerate(item.get("preparation") or [])
                ],
            ),
            agenda=("item", [_agenda(row) for row in item.get("agenda") or []]),
            sessions=("session", [_sitting(row, offset) for row in item.get("sessions") or []]),
        ),
    }


def _agenda(row: Item) -> Item:
    return {
        "day": row.get("day"),
        "start": time_of(row, "start"),
        "end": time_of(row, "end"),
        "title": row["title"],
        "text": rich(row.get("text")),
        "people": ItemList(row.get("people") or []),
        "items": ItemList(lines(row, "items")),
    }


def _sitting(row: Item, offset: int) -> Item:
    at = row.get("day_offset")
    return {
        "label": row["label"],
        "date": (day(offset) + datetime.timedelta(days=at)).isoformat() if at is not None else None,
        "start": time_of(row, "start"),
        "end": time_of(row, "end"),
        "mode": row.get("mode", ""),
        "place": row.get("place", ""),
        "open_to": row.get("open_to", ""),
        "registration_url": row.get("registration_url", ""),
    }
