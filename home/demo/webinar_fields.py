"""The fields of series and summaries of the demo site."""

from home.demo.content import clock, day, rich
from home.demo.fields import (
    Item,
    World,
    contact_values,
    download_values,
    lines,
    organisation_values,
    person_values,
    questions,
    recording_values,
    streams,
    target,
)


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
            quotation=("quote", [item["quotation"]] if item.get("quotation") else []),
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
