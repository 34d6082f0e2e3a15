"""Finished answers, kept in memory in front of everything else, for visitors who are not signed in.

An answer belongs to a version of the public site (caching/site_version.py), at most for the minute for which that is
trusted, and is valid until the next instant at which something on it changes by itself. Pages of Wagtail are kept; a
view of our own says `@cached_page("q", "kind")`, with the parameters that it understands. All other parameters are
taken away before the view sees them, and are no part of the key. Nothing is kept that sets a cookie, says `private` or
`no-store`, varies on what the key does not hold, or is not a plain 200.

    page_cache.know("sort", "page")                       parameters that pages understand, once, on import
    page_cache.valid_until(request, event_starts_at)      from a view, a page or a template tag; the earliest counts
"""

import datetime
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from caching import site_version
from core.site_state import next_change_of_the_frame

# The longest that an answer is kept, whatever it says.
LONGEST = site_version.LONGEST_TRUST
MOST_ENTRIES = 4_000
MOST_BYTES = 48 * 1024 * 1024
LARGEST = 1024 * 1024
# What an answer may vary on though the key does not hold it: who sends a cookie of a person passes by, and each answer
# is kept in every encoding. One that varies on anything else is not kept.
NO_PART_OF_THE_KEY = {"accept-encoding", "cookie"}
# Addresses longer than this are not worth a place in memory.
LONGEST_ADDRESS = 1_000

_known = {"page"}


def know(*names: str) -> None:
    """Declare parameters that pages or views understand. Call it on import."""
    _known.update(names)


def cached_page(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a view whose answers may be kept, and name the parameters that it understands."""
    know(*names)

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.is_cached_page = True  # type: ignore[attr-defined] # an attribute of a function, read in process_view
        return view

    return mark


def valid_until(request: HttpRequest, instant: datetime.datetime | None) -> None:
    """The answer to this request changes by itself at `instant`; of several the earliest counts. None says nothing."""
    if instant is None:
        return
    stamp = instant.timestamp()
    request.valid_until = min(stamp, getattr(request, "valid_until", stamp))  # type: ignore[attr-defined] # ours


class Entry:
    """One finished answer, in every encoding that was asked for so far."""

    def __init__(self, response: HttpResponse, expires: float) -> None:
        self.body = response.content
        self.expires = expires
        self.etag = f'W/"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"'
        self.headers = [
            (name, value) for name, value in response.items() if name not in {"Content-Length", "ETag", "Vary"}
        ]
        self.vary = response.get("Vary", "")
        self.encoded: dict[str, bytes] = {}

    @property
    def size(self) -> int:
        # The body, a third of it for each encoding, and the headers.
        return len(self.body) * 5 // 3 + 2_000

    def body_in(self, encoding: str) -> bytes:
        if not encoding:
            return self.body
        if encoding not in self.encoded:
            compress = brotli_body if encoding == "br" else gzip_body
            self.encoded[encoding] = compress(self.body)
        return self.encoded[encoding]

    def answer(self, request: HttpRequest) -> HttpResponse:
        if self.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return self._with_headers(HttpResponseNotModified())
        encoding = encoding_for(request) if len(self.body) > 300 else ""
        body = self.body_in(encoding)
        response = self._with_headers(HttpResponse(body if request.method == "GET" else b""))
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response

    def _with_headers(self, response: HttpResponse) -> HttpResponse:
        for name, value in self.headers:
            if response.status_code == 200 or name != "Content-Type":
                response.headers[name] = value
        response.headers["ETag"] = self.etag
        response.headers["Vary"] = self.vary
        return response


def gzip_body(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def brotli_body(body: bytes) -> bytes:
    return brotli.compress(body, quality=5)


def encoding_for(request: HttpRequest) -> str:
    """The encoding of our two that the browser takes."""
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    if not accepted:
        return ""
    weights = {}
    for part in accepted.split(","):
        name, _separator, weight = part.partition(";")
        weights[name.strip().lower()] = weight.strip().replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if weights.get(name)), "")


class Store:
    """Entries by key, bounded in number and bytes; what was not used for longest goes first."""

    def __init__(self, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self.most_entries, self.most_bytes = most_entries, most_bytes
        self.entries: OrderedDict[str, Entry] = OrderedDict()
        self.bytes = 0
        self.era: Hashable = None
        self.lock = threading.Lock()

    def get(self, key: str, present: Hashable) -> Entry | None:
        with self.lock:
            self._forget_others(present)
            entry = self.entries.get(key)
            if entry is None:
                return None
            if entry.expires <= time.time():
                self._drop(key)
                return None
            self.entries.move_to_end(key)
            return entry

    def put(self, key: str, entry: Entry, made_in: Hashable) -> None:
        """Keep an answer that was begun in the era `made_in`: it is of no use in a later one."""
        with self.lock:
            if made_in != self.era or entry.size > LARGEST:
                return
            self._drop(key)
            self.entries[key] = entry
            self.bytes += entry.size
            while len(self.entries) > self.most_entries or self.bytes > self.most_bytes:
                self._drop(next(iter(self.entries)))

    def _drop(self, key: str) -> None:
        entry = self.entries.pop(key, None)
        if entry is not None:
            self.bytes -= entry.size

    def _forget_others(self, present: Hashable) -> None:
        if present != self.era:
            self.entries.clear()
            self.bytes = 0
            self.era = present


class PageCacheMiddleware:
    """Stands before all other middleware, so that a kept answer costs next to nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = Store()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not may_be_kept(request):
            return self._for_one_person(request)
        key = key_of(request)
        present = site_version.era()
        if present is None:
            return self.get_response(request)
        entry = self.store.get(key, present)
        if entry is None:
            response = self.get_response(request)
            entry = self._made(request, response)
            if entry is None:
                return response
            if request.method == "GET":
                self.store.put(key, entry, present)
        return entry.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Take unknown parameters away from the views whose answers are kept: no answer may repeat them."""
        match = request.resolver_match
        is_page = match is not None and match.url_name in {"wagtail_serve", "page_file"}
        if may_be_kept(request) and (is_page or getattr(view, "is_cached_page", False)):
            request.is_cached_page = True  # type: ignore[attr-defined] # ours, read on the way out
            request.META["QUERY_STRING"] = known_query(request)
            request.__dict__.pop("GET", None)

    def _made(self, request: HttpRequest, response: HttpResponseBase) -> Entry | None:
        if not getattr(request, "is_cached_page", False) or not is_keepable(response):
            return None
        now = time.time()
        instants = [now + LONGEST, getattr(request, "valid_until", None), next_change_of_the_frame()]
        expires = min(instant for instant in instants if instant is not None)
        if expires <= now:
            return None
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        if not varies_on(response):
            del response.headers["Vary"]
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        return Entry(response, expires)  # type: ignore[arg-type] # is_keepable refuses answers that stream

    def _for_one_person(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if has_session(request) and "Cache-Control" not in response:
            response.headers["Cache-Control"] = "private, no-store"
        return response


def has_session(request: HttpRequest) -> bool:
    """Whether this visitor may be somebody: signed in, or about to read a message."""
    cookies = request.META.get("HTTP_COOKIE", "")
    return settings.SESSION_COOKIE_NAME in cookies or "messages=" in cookies or "HTTP_AUTHORIZATION" in request.META


def may_be_kept(request: HttpRequest) -> bool:
    """Whether an answer to this request could be the same for everybody."""
    return (
        request.method in {"GET", "HEAD"}
        and not has_session(request)
        and len(request.path_info) + len(request.META.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
    )


def known_query(request: HttpRequest) -> str:
    """The parameters that pages understand, in a fixed order of names; the values keep theirs."""
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, keep_blank_values=False, max_num_fields=200)
    except ValueError:
        return ""
    return urlencode(sorted((pair for pair in pairs if pair[0] in _known), key=lambda pair: pair[0]))


def key_of(request: HttpRequest) -> str:
    # A header that is empty is not the same as none (CVE-2026-113593): without one the server's own name counts.
    host = request.META.get("HTTP_HOST", f"{request.META.get('SERVER_NAME', '')} (no header)")
    return f"{request.scheme}://{host}{request.path_info}?{known_query(request)}"


def is_keepable(response: HttpResponseBase) -> bool:
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Set-Cookie" not in response
        and "Content-Encoding" not in response
        and not any(word in control for word in ("private", "no-store", "no-cache"))
        and varies_on(response) <= NO_PART_OF_THE_KEY
    )


def varies_on(response: HttpResponseBase) -> set[str]:
    """The headers of a request that the answer depends on, as it says itself."""
    return {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
