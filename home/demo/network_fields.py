"""The fields of a network page of the demo site."""

from home.demo.content import day, rich
from home.demo.fields import Item, World, body, contact_values, download_values, lines, person_values, streams


def network_values(world: World, item: Item) -> Item:
    slug = item["key"]
    return {
        "purpose": rich(item.get("purpose")),
        "member_count": item.get("member_count"),
        "former_name": item.get("former_name", ""),
        "how_to_join": rich(item.get("how_to_join")),
        "join_mailbox": item.get("join_mailbox", ""),
        "database_notes": rich(item.get("database_notes")),
        "body": body(slug, "body", item.get("body"), _quotation(item)),
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


def _quotation(item: Item) -> list[tuple[str, Item]]:
    said = item.get("quote")
    return [("quote", {"quote": said["words"], "source": said["source"]})] if said else []


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
