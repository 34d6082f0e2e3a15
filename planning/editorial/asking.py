"""All kinds of entries together, in the order of their days."""

from collections.abc import Collection

from planning.editorial import of_events, of_pages, of_reviews
from planning.editorial.dated_entries import Asked, Entry, Found, Kind, Source

SOURCES: dict[Kind, Source] = {
    Kind.PLANNED: of_pages.planned,
    Kind.GOES_LIVE: of_pages.going_live,
    Kind.EXPIRES: of_pages.expiring,
    Kind.EVENT: of_events.events,
    Kind.LOOK_AT: of_pages.to_look_at,
    Kind.REVIEW: of_reviews.in_review,
    Kind.TRANSLATION: of_reviews.to_translate,
}


def entries_of(asked: Asked, kinds: Collection[str] = ()) -> Found:
    """Of these kinds; without any, of all."""
    found = [ask(asked) for kind, ask in SOURCES.items() if not kinds or kind in kinds]
    entries = [entry for one in found for entry in one.entries]
    return Found(sorted(entries, key=in_order), sum(one.more for one in found))


def in_order(entry: Entry) -> tuple[object, ...]:
    """By day, then what has no hour, then by hour."""
    order = list(SOURCES).index(entry.kind)
    return entry.day, entry.at is not None, entry.at.timestamp() if entry.at else 0, order, entry.title, entry.key
