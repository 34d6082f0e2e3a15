"""What the sections of the front page list, for a reader."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from wagtail.blocks import StreamValue, StructValue
from wagtail.models import Page, get_page_models

from caching.site_version import version_cache
from core.addresses import address_of, full_address, own_address
from core.drawings.shown_map import ShownMap
from core.prefetch import Reader, attach_terms
from core.site_state import site_settings
from events.models import EventIndexPage, WebinarIndexPage, WebinarSummaryPage
from home.counted import counted_map
from networks.directory_prefetch import attach_names
from networks.models import Organisation
from networks.organisation_cache import member_organisations
from resources.findings_drawing import FindingsDrawing, findings_drawing
from resources.models import ResourceIndexPage, ResourcePage
from search.listing import ListingPage
from search.lists.term_counts import index_for, opened_list


class Section(NamedTuple):
    """A section with what it lists, and the address of the whole list."""

    template: str
    value: StructValue | StreamValue.StreamChild
    id: str
    entries: Sequence[Page | Organisation] = ()
    more_url: str = ""
    drawing: FindingsDrawing | ShownMap | None = None


class Feed(NamedTuple):
    title: str
    url: str


def sections_of(stream: StreamValue, upcoming: Sequence[Page], reader: Reader) -> list[Section]:
    return [_section(block, upcoming, reader) for block in stream]


def _section(block: StreamValue.StreamChild, upcoming: Sequence[Page], reader: Reader) -> Section:
    template, value = block.block.meta.template, block.value
    match block.block_type:
        case "next_events":
            entries, index = upcoming[: value["count"]], EventIndexPage
        case "latest_summaries":
            entries, index = _latest_summaries(value["count"], reader), WebinarIndexPage
        case "featured_resources":
            entries, index = _resources(value, reader), ResourceIndexPage
        case "pages":
            return Section(template, value, block.id, _chosen(value["pages"], reader))
        case "members":
            return Section(template, value, block.id, member_organisations())
        case "term_map":
            drawing = counted_map(value["counted"], value["vocabulary"], reader)
            return Section(template, value, block.id, drawing=drawing)
        case "findings_drawing":
            return Section(template, value, block.id, drawing=_findings(value["vocabulary"], reader))
        case _:
            return Section("home/section.html", block, block.id)
    return Section(template, value, block.id, entries, list_url(index, reader))


def _findings(vocabulary: str, reader: Reader) -> FindingsDrawing | None:
    opened = opened_list(ResourceIndexPage, reader)
    return findings_drawing(opened, vocabulary) if opened else None


def list_url(model: type[ListingPage], reader: Reader) -> str:
    """The address of the list of a kind, in the reader's language; empty where there is none."""
    index = index_for(model, reader)
    return address_of(index) if index else ""


def feeds_for(reader: Reader) -> list[Feed]:
    """The Atom feeds of the lists whose kind is news."""
    models = [model for model in get_page_models() if issubclass(model, ListingPage) and model.has_news]
    lists = [(str(model._meta.verbose_name), list_url(model, reader)) for model in models]
    return [Feed(title.capitalize(), f"{url}feed/") for title, url in lists if url]


def _latest_summaries(count: int, reader: Reader) -> list[WebinarSummaryPage]:
    cache, key = version_cache(), ("latest summaries", count, reader.key)
    if key not in cache:
        shown = reader.shown(WebinarSummaryPage.objects.select_related("image")).latest()
        cache[key] = attach_terms(shown.defer_streamfields()[:count])
    return cache[key]


def _resources(value: StructValue, reader: Reader) -> list[Page]:
    keys = _keys(value["resources"])
    cache, key = version_cache(), ("featured resources", keys, value["count"], reader.key)
    if key not in cache:
        newest = reader.shown(ResourcePage.objects.all()).newest()
        pages = _open_pages(keys, reader) or list(newest[: value["count"]])
        attach_names(pages, "authors")
        cache[key] = attach_terms(pages)
    return cache[key]


def _chosen(pages: Iterable[Page | None], reader: Reader) -> list[Page]:
    keys = _keys(pages)
    cache, key = version_cache(), ("chosen pages", keys, reader.key)
    if key not in cache:
        cache[key] = _open_pages(keys, reader)
    return cache[key]


def _keys(pages: Iterable[Page | None]) -> tuple[uuid.UUID, ...]:
    return tuple(page.translation_key for page in pages if page)


def _open_pages(keys: Sequence[uuid.UUID], reader: Reader) -> list[Page]:
    """The pages of these keys that the reader may open, in this order and in the reader's language."""
    shown = reader.shown(Page.objects.filter(translation_key__in=keys)).specific() if keys else []
    by_key = {page.translation_key: page for page in shown}
    return [by_key[key] for key in keys if key in by_key]


def organisation_data(page: Page) -> dict[str, Any]:
    """The network in the words of schema.org."""
    site = site_settings()
    described = {
        "@type": "Organization",
        "name": site.text.name if site.text else page.title,
        "url": full_address(own_address(page)),
        "description": site.text.tagline if site.text else "",
        "email": site.contact_mailbox,
        "sameAs": [link.url for link in site.social_links.all()],
    }
    return {name: value for name, value in described.items() if value}
