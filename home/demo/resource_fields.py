"""The fields of a finding of the demo site."""

import datetime

from home.demo.content import ItemList, day, rich
from home.demo.fields import Item, World, body, lines, organisation_values, streams


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
        "how_to_get_it": item.get("how_to_get_it", ""),
        "is_peer_reviewed": item.get("peer_reviewed"),
        "has_full_text": item.get("full_text"),
        "may_be_reproduced": item.get("may_reproduce"),
        "licence": item.get("licence", ""),
        "keywords": "; ".join(item.get("keywords") or []),
        "research_method": item.get("method", ""),
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
