"""/sitemap.xml: every public page in every language, with its translations; and what other apps add.

An app adds addresses that are no pages with `@section`: a function without arguments that yields `Address` rows.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from core import tree
from core.addresses import full_address, own_address
from core.i18n.languages import regional
from core.tree import Node
from core.visibility import STRANGER, visible_to
from website.page_cache import cached_page

PER_PART = 5_000
SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


class Address(NamedTuple):
    """A path, when it changed last, and the paths of the same in each language."""

    path: str
    changed: datetime.datetime | None = None
    languages: tuple[tuple[str, str], ...] = ()


Section = Callable[[], Iterable[Address]]
_sections: list[Section] = []


def section(function: Section) -> Section:
    """Register a function that yields addresses which are no pages. They must be public."""
    _sections.append(function)
    return function


@cached_page("part")
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses; an index of parts where they are too many for one file."""
    addresses = list(_addresses())
    parts = max(1, -(-len(addresses) // PER_PART))
    part = request.GET.get("part", "")
    if parts > 1 and not part:
        return _xml(_index(parts))
    number = int(part) if part.isdecimal() and len(part) < 6 else 1
    if not 1 <= number <= parts:
        raise Http404
    return _xml(_list(addresses[(number - 1) * PER_PART : number * PER_PART]))


def _addresses() -> Iterator[Address]:
    for one in _sections:
        yield from one()
    yield from _pages()


def _pages() -> list[Address]:
    pages = visible_to(Page.objects.filter(depth__gt=1), STRANGER).order_by("path")
    rows = [(Node(*row[1:]), row[0]) for row in pages.values_list("last_published_at", *tree.FIELDS)]
    written: dict[object, list[tuple[str, str]]] = {}
    for node, _changed in rows:
        if path := own_address(node):
            written.setdefault(node.translation_key, []).append((tree.code_of(node.locale_id), path))
    found = []
    for node, changed in rows:
        if path := own_address(node):
            languages = written[node.translation_key]
            found.append(Address(path, changed, tuple(languages) if len(languages) > 1 else ()))
    return found


def _list(addresses: list[Address]) -> Iterator[str]:
    yield f"<urlset {SPACES}>"
    for one in addresses:
        yield f"<url><loc>{escape(full_address(one.path))}</loc>"
        if one.changed:
            yield f"<lastmod>{one.changed.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
        for code, path in one.languages:
            link = f"hreflang={quoteattr(regional(code))} href={quoteattr(full_address(path))}"
            yield f'<xhtml:link rel="alternate" {link}/>'
        yield "</url>\n"
    yield "</urlset>"


def _index(parts: int) -> Iterator[str]:
    yield '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    for number in range(1, parts + 1):
        yield f"<sitemap><loc>{settings.PUBLIC_URL}{reverse('sitemap')}?part={number}</loc></sitemap>\n"
    yield "</sitemapindex>"


def _xml(lines: Iterator[str]) -> HttpResponse:
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(lines)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
