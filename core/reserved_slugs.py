"""Parts of addresses that the site itself answers: a page of that name could never be reached."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

Source = Callable[[], Iterable[str]]
_sources: list[Source] = []


def reserved_source(function: Source) -> Source:
    """Register a function that gives more of them: the addresses below pages, say."""
    _sources.append(function)
    return function


@cache
def reserved_slugs() -> frozenset[str]:
    """First parts of all addresses, in every language, and what apps registered. The same for a process's life."""
    slugs = {part for function in _sources for part in function()}
    for code, _name in settings.LANGUAGES:
        with override(code):
            slugs |= {code, *_first_parts(get_resolver().url_patterns)}
    slugs |= {url.strip("/").partition("/")[0] for url in (settings.STATIC_URL, settings.MEDIA_URL)}
    return frozenset(slugs - {""})


def _first_parts(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        text = str(pattern.pattern).removeprefix("^")
        if first := re.match(r"[\w.-]+", text.replace("\\", "")):
            yield first[0]
        elif isinstance(pattern, URLResolver) and not text:
            yield from _first_parts(pattern.url_patterns)
        if isinstance(pattern, URLResolver) and text.strip("/") in dict(settings.LANGUAGES):
            yield from _first_parts(pattern.url_patterns)
