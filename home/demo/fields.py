"""Turns an item of the demo texts into field values of its page. Works alike for English and for French words."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from core.models import Term
from files.models import SiteDocument, SiteImage
from home.demo.content import Stream, mixed, rich
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
    # By the page that shows it.
    pictures: dict[str, SiteImage]
    pages: dict[str, Page] = field(default_factory=dict)

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
            organisation = world.organisations.get(name)
            by_name = {"role": role, "organisation": None, "name": name}
            rows.append(by_name | {"organisation": organisation.pk, "name": ""} if organisation else by_name)
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


def preparation_file(row: Item, slug: str, place: int) -> int | None:
    return _document(f"{slug}-p-{place}", row).pk if row.get("file") else None


def _document(name: str, row: Item) -> SiteDocument:
    return make_document(name, row["title"], str(row.get("text") or row.get("note") or ""), row.get("language") or "en")


def recording_values(row: Item, slug: str, place: int) -> Item:
    transcript = row.get("transcript") or {}
    if isinstance(transcript, str):
        transcript = {"title": transcript, "text": ""}
    document = None
    if transcript:
        words = transcript.get("text", "").replace("**", "")
        document = make_document(f"{slug}-transcript-{place}", transcript["title"], words)
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


def time_of(row: Item, name: str) -> str | None:
    return f"{row[name]}:00" if row.get(name) else None
