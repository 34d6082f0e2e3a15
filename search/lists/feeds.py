"""Atom feeds of lists: the same entries and filters, always as a stranger sees them."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils import feedgenerator, timezone
from django.utils.xmlutils import SimplerXMLGenerator

from core.addresses import address_of, full_address, prepare_addresses
from core.i18n.languages import current, regional
from core.site_state import network_name
from search.listing import Listing
from search.lists.order_keys import NEWEST_CHANGE
from search.lists.selection import InMemory
from search.lists.steady_selection import SteadySelection

FEED_SIZE = 50


class Feed(feedgenerator.Atom1Feed):
    """Atom of plain text, with the language of each entry that is in another one than the feed."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """The summary is plain text and says so; Django would call it HTML, and readers would take "<" for a tag."""
        super().add_item_elements(handler, item | {"description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})


def newest_keys(listing: Listing, most: int) -> list[int]:
    """The entries that changed last of what is left, each once."""
    asked = replace(listing.question, order=(NEWEST_CHANGE, "pk"))
    if not asked.counted.only_in_memory:
        return SteadySelection(asked, 1, most, listing.keep_briefly).keys(0, most)
    memory = InMemory(asked)
    wanted = set(memory.index.entries_of(memory.bits))
    return [key for key in memory.index.order(asked.order) if key in wanted][:most]


def feed_response(listing: Listing) -> HttpResponse:
    """The newest entries of a list as Atom."""
    index = listing.index
    keys = newest_keys(listing, FEED_SIZE)
    entries = list(listing.cards(keys).values())
    prepare_addresses(entries)
    home = full_address(address_of(index))
    query = f"?{listing.feed_query}" if listing.feed_query else ""
    name = network_name()
    feed = Feed(
        title=f"{index.title} – {name}",
        link=f"{home}{query}",
        feed_url=f"{home}feed/{query}",
        feed_guid=f"{home}feed/{query}",
        subtitle=listing.filters.unknown_said or None,
        description=index.summary_text,
        language=regional(current()),
        # An Atom feed without author is none (RFC 4287, 4.1.1).
        author_name=name,
        author_link=full_address("/"),
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=full_address(address_of(entry)),
            description=entry.feed_text,
            # The same whatever the language, the title or the place in the tree.
            unique_id=f"urn:uuid:{entry.translation_key}",
            pubdate=entry.first_published_at,
            updateddate=entry.last_published_at or entry.first_published_at or timezone.now(),
            categories=[term.label for term in entry.terms],
            language="" if entry.locale.language_code == current() else regional(entry.locale.language_code),
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
