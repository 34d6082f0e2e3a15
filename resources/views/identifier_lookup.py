"""Resources that an address names by their permanent identifiers, `?id=…&id=…`: for comparing, for reading lists."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest

from core.addresses import prepare_addresses
from core.prefetch import Reader, attach_terms
from networks.directory_prefetch import attach_names
from resources.models import ResourceIndexPage
from website import page_cache

IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# More than this is not looked for.
MOST_NAMED = 100

page_cache.know("id")


class LookupResult(NamedTuple):
    """What an address names: identifiers in its order, and the pages among them that this reader may open."""

    identifiers: list[str]
    pages: dict[str, Any]
    is_complete: bool

    @property
    def shown(self) -> list[Any]:
        return [self.pages[one] for one in self.identifiers if one in self.pages]


def query_of(identifiers: list[str]) -> str:
    """The part of an address that names these resources."""
    return urlencode([("id", one) for one in identifiers])


def named_in(request: HttpRequest, index: ResourceIndexPage) -> LookupResult:
    """Looks the resources up. One that is unknown, a draft or closed to this reader is left out, all the same way."""
    wanted = [text for text in dict.fromkeys(text.strip().lower() for text in request.GET.getlist("id")) if text]
    identifiers = [text for text in wanted if IDENTIFIER.fullmatch(text)][:MOST_NAMED]
    pages = _pages(identifiers, Reader.of(request), index) if identifiers else {}
    return LookupResult(identifiers, pages, is_complete=len(pages) == len(wanted))


def _pages(identifiers: list[str], reader: Reader, index: ResourceIndexPage) -> dict[str, Any]:
    """By identifier, each in the reader's language where there is one."""
    named = index.get_entries().filter(identifier__in=identifiers)
    pages = attach_terms(reader.shown(named).select_related("locale").order_by("-pk"))
    attach_names(pages, "authors")
    prepare_addresses(pages)
    return {str(page.identifier): page for page in pages}
