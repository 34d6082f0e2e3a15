"""Turns an item of the demo texts into field values of its page. Works alike for English and for French words."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from core.models import Term
from files.models import SiteDocument, SiteImage
from home.demo.content import ItemList, Stream, clock, day, mixed, rich
from home.demo.documents import make_document
from networks.models import Committee, Organisation, Person

Item = dict[str, Any]


@dataclass
class World:
    """What pages refer to, by slug."""

    terms: dict[tuple[str, str], Term]
    people: dict[str, Person]
    organisations: dict[str, Organisation]
    committees: dict[str, Committee]
    pictures: list[SiteImage]
    pages: dict[str, Page] = field(default_factory=dict)

    def picture(self, place: int) -> SiteImage:
        return self.pictures[place % len(self.pictures)]

    def term_key(self, vocabulary: str, slug: str | None) -> int | None:
        term = self.terms.get((vocabulary, slug or ""))
        return term.pk if term else None


def person_values(world: World, row: Item, default_part: str = "") -> Item:
    person = world.people.get(row.get("person") or "")
    organisation = world.organisations.get(row.get("organisation") or "")
    return {
        "person": person.pk if person else None,
        "part": row.get("part", default_part),
        "name": row.get("name", "") if not person or row.get("name") != person.name else "",
        "credentials": row.get("credentials", ""),
        "role": row.get("role", ""),
        "organisation": organisation.pk if organisation else None,
        "organisation_name": row.get("organisation_name", ""),
        "link": row.get("link", ""),
        "biography": rich(row.get("biography")),
    }


def organisation_values(world: World, item: Item, roles: dict[str, str]) -> list[Item]:
    """Rows for each key of `roles` (host, publisher …) that the item has; an unknown slug is taken as a name."""
    rows = []
    for key, role in roles.items():
        names = item.get(key) or []
        for name in [names] if isinstance(names, str) else names:
            known = world.organisations.get(name)
            rows.append({"role": role, "organisation": known.pk if known else None, "name": "" if known else name})
    return rows


def contact_values(row: Item) -> Item:
    return {
        "name": row.get("name", ""),
        "mailbox": row.get("mailbox", ""),
        "subject": row.get("subject", ""),
        "phone": row.get("phone", ""),
    }


def download_values(world: World, row: Item, slug: str, place: int) -> Item:
    """A file of ours unless the row gives an address or a page."""
    page = world.pages.get(row.get("resource", ""))
    document = None if page or row.get("url") else _document(f"{slug}-{place}", row)
    return {
        "page": page.pk if page else None,
        "url": row.get("url", ""),
        "document": document.pk if document else None,
        "title": row["title"],
        "kind": world.term_key("material-type", row.get("type")),
        "language": row.get("language", ""),
        "format": row.get("format", "") if not document else "",
        "size_kb": row.get("size_kb"),
        "date": str(row.get("date", "")),
        "note": row.get("note", ""),
    }


def _document(name: str, row: Item) -> SiteDocument:
    return make_document(name, row["title"], str(row.get("text") or row.get("note") or ""), row.get("language") or "en")


def recording_values(row: Item, slug: str, place: int) -> Item:
    transcript = row.get("transcript") or {}
    if isinstance(transcript, str):
        transcript = {"title": transcript, "text": ""}
    document = None
    if transcript:
        document = make_document(f"{slug}-transcript-{place}", transcript["title"], transcript.get("text", ""))
    return {
        "label": row["label"],
        "host": row["provider"],
        "video_id": str(row["video_id"]),
        "language": row.get("language", "en"),
        "captions": row.get("captions", []),
        "duration_minutes": row.get("duration_minutes"),
        "size_mb": row.get("size_mb"),
        "transcript": document.pk if document else None,
        "transcript_text": rich(transcript.get("text")),
    }


def target(world: World, row: Item, key: str = "summary") -> Item:
    page = world.pages.get(row.get(key, ""))
    return {"page": page.pk if page else None, "url": "" if page else row.get("url", ""), "document": None}


def streams(slug: str, **given: tuple[str, list[Any]]) -> Item:
    """Raw values of the named streams, each given as (type of block, values)."""
    return {name: Stream(slug, name, kind).of(values) for name, (kind, values) in given.items()}


def lines(item: Item, key: str) -> list[str]:
    return [rich(text) for text in item.get(key) or []]


def body(slug: str, name: str, text: str | None, extra: list[tuple[str, Any]] | None = None) -> str:
    rows = [("text", rich(text))] if text else []
    return mixed(slug, name, rows + (extra or []))


def questions(item: Item) -> list[Item]:
    return [{"question": row["question"], "answer": rich(row["answer"])} for row in item.get("questions") or []]


def _time(row: Item, name: str) -> str | None:
    return f"{row[name]}:00" if row.get(name) else None


def event_values(world: World, item: Item, place: int) -> Item:
    slug = item["key"]
    return {
        **_event_time(item),
        **_event_place(world, item),
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
            photos=(
                "photo",
                [
                    {
                        "image": world.picture(place + at).pk,
                        "alternative_text": row.get("alt", ""),
                        "decorative": False,
                        "caption": row.get("caption", ""),
                    }
                    for at, row in enumerate(item.get("photos") or [])
                ],
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
    }


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
                        "document": None,
                        "title": row["title"],
                        "text": rich(row.get("text")),
                    }
                    for row in item.get("preparation") or []
                ],
            ),
            agenda=("item", [_agenda(row) for row in item.get("agenda") or []]),
            sessions=("session", [_sitting(row, offset) for row in item.get("sessions") or []]),
        ),
    }


def _agenda(row: Item) -> Item:
    return {
        "start": _time(row, "start"),
        "end": _time(row, "end"),
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
        "start": _time(row, "start"),
        "end": _time(row, "end"),
        "mode": row.get("mode", ""),
        "place": row.get("place", ""),
        "open_to": row.get("open_to", ""),
        "registration_url": row.get("registration_url", ""),
    }


def series_values(world: World, item: Item) -> Item:
    return {
        "description": rich(item.get("description")),
        "planned_size": item.get("planned_size"),
        "missing_note": item.get("missing_note", ""),
        **streams(
            item["key"],
            organisations=("organisation", organisation_values(world, item, {"organisation": "host"})),
        ),
    }


def summary_values(world: World, item: Item) -> Item:
    slug = item["key"]
    event, next_event = world.pages.get(item.get("event") or ""), world.pages.get(item.get("next_event") or "")
    return {
        "subtitle": item.get("subtitle", ""),
        "number": item.get("number"),
        "date": day(item["day"]) if item.get("day") is not None else None,
        "start_time": clock(item.get("start")),
        "end_time": clock(item.get("end")),
        "time_zone": item.get("zone", "America/Vancouver"),
        "event_id": event.pk if event else None,
        "next_event_id": next_event.pk if next_event else None,
        "mode": item.get("mode", "online"),
        "attendance": item.get("attendance"),
        "attendance_note": item.get("attendance_note", ""),
        "summary": rich(item.get("summary")),
        "what_comes_next": rich(item.get("what_comes_next")),
        **streams(
            slug,
            earlier_sessions=(
                "session",
                [
                    {**target(world, row), "title": row["title"], "text": rich(row.get("text"))}
                    for row in item.get("earlier_sessions") or []
                ],
            ),
            people=("person", [person_values(world, row) for row in item.get("people") or []]),
            organisations=("organisation", organisation_values(world, item, {"hosts": "host"})),
            sections=(
                "section",
                [{"heading": row["heading"], "body": rich(row["body"])} for row in item.get("sections") or []],
            ),
            questions=("question", questions(item)),
            guiding_questions=("question", lines(item, "guiding_questions")),
            outcomes=(
                "outcome",
                [{"title": row["title"], "text": rich(row.get("text"))} for row in item.get("outcomes") or []],
            ),
            recordings=(
                "recording",
                [recording_values(row, slug, at) for at, row in enumerate(item.get("recordings") or [])],
            ),
            downloads=(
                "download",
                [download_values(world, row, f"{slug}-d", at) for at, row in enumerate(item.get("downloads") or [])],
            ),
            materials=(
                "material",
                [download_values(world, row, f"{slug}-m", at) for at, row in enumerate(item.get("materials") or [])],
            ),
            interpretation=("item", [rich(row["text"]) for row in item.get("interpretation") or []]),
            contact=("contact", [contact_values(row) for row in item.get("contact") or []]),
        ),
    }


def resource_values(world: World, item: Item) -> Item:
    slug = item["key"]
    roles = {"publisher": "publisher", "publisher_name": "publisher", "funders": "funder", "sponsors": "sponsor"}
    table = item.get("other_table")
    return {
        "summary": (item.get("summary") or "").strip(),
        "key_findings": rich(item.get("key_findings")),
        "other_materials": body(
            slug, "other_materials", item.get("other_materials"), [("table", _table(table))] if table else []
        ),
        "doi": item.get("doi", ""),
        "year": item.get("year"),
        "date": datetime.date.fromisoformat(str(item["date"])) if item.get("date") else None,
        "edition": item.get("edition", ""),
        "is_peer_reviewed": bool(item.get("peer_reviewed")),
        "has_full_text": bool(item.get("full_text")),
        "may_be_reproduced": bool(item.get("may_reproduce")),
        "licence": item.get("licence", ""),
        "keywords": "; ".join(item.get("keywords") or []),
        "method": item.get("method", ""),
        "sample": item.get("sample", ""),
        "is_listed_only": bool(item.get("listed_only")),
        **streams(
            slug,
            findings=(
                "group",
                [
                    {
                        "group": world.term_key("finding-group", row.get("group")),
                        "heading": row.get("heading") or "",
                        "items": ItemList(lines(row, "items")),
                    }
                    for row in item.get("findings") or []
                ],
            ),
            links=("link", [_resource_link(world, row) for row in item.get("links") or []]),
            authors=(
                "author",
                [
                    {
                        "name": row.get("name", ""),
                        "person": getattr(world.people.get(row.get("person", "")), "pk", None),
                    }
                    for row in item.get("authors") or []
                ],
            ),
            organisations=("organisation", organisation_values(world, item, roles | {"partners": "partner"})),
        ),
    }


def _resource_link(world: World, row: Item) -> Item:
    checked = row.get("last_checked_day")
    return {
        "page": None,
        "url": row["url"],
        "document": None,
        "label": row["label"],
        "language": world.term_key("language", row.get("language")),
        "format": row.get("format", ""),
        "size_kb": row.get("size_kb"),
        "pages": row.get("pages"),
        "last_checked": day(checked, keep_weekend=True).isoformat() if checked is not None else None,
    }


def _table(table: Item) -> Item:
    return {
        "caption": table["caption"],
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in table["head"]],
            "rows": [{"values": row} for row in table["rows"]],
            "caption": "",
        },
    }


def network_values(world: World, item: Item) -> Item:
    slug = item["key"]
    return {
        "purpose": rich(item.get("purpose")),
        "member_count": item.get("member_count"),
        "former_name": item.get("former_name", ""),
        "how_to_join": rich(item.get("how_to_join")),
        "join_mailbox": item.get("join_mailbox", ""),
        "database_notes": rich(item.get("database_notes")),
        "body": body(slug, "body", item.get("body")),
        **streams(
            slug,
            goals=("goal", lines(item, "goals")),
            principles=("principle", _named(item, "principles")),
            values=("value", _named(item, "values")),
            takes_part=("group", lines(item, "takes_part")),
            people=("person", [person_values(world, _network_person(row)) for row in item.get("people") or []]),
            committees=("committee", [world.committees[name].pk for name in item.get("committees") or []]),
            history=(
                "step",
                [{"date": str(row["date"]), "text": rich(row["text"])} for row in item.get("history") or []],
            ),
            programs=("program", _named(item, "programs")),
            session_format=("step", _named(item, "session_format")),
            reports=(
                "report",
                [download_values(world, row, f"{slug}-r", at) for at, row in enumerate(item.get("reports") or [])],
            ),
            news=("item", [_news(row) for row in item.get("news") or []]),
            contact=("contact", [contact_values(row) for row in item.get("contact") or []]),
        ),
    }


def _named(item: Item, key: str) -> list[Item]:
    return [{"name": row["name"], "text": rich(row.get("text"))} for row in item.get(key) or []]


def _network_person(row: Item) -> Item:
    """In the texts, `part` of a network page is free words about the person."""
    words = row.get("part")
    return {**row, "part": "", "biography": words or row.get("biography", "")}


def _news(row: Item) -> Item:
    return {
        "date": day(row["day"], keep_weekend=True).isoformat(),
        "text": f"<p><b>{row['title']}</b></p>{rich(row.get('text'))}",
    }
