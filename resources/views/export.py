"""Any list of resources, and any one of them, as a file for other programs.

A file holds what the person who asks may see: all entries of the list, not one sheet. It is written to disk in chunks,
so that its length costs no memory, and so that a failure gives an error instead of half a file. What strangers are
given is the same for all of them: a long file is made once and lies on disk until something public changes.
"""

import hashlib
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext

from caching import site_version
from core.i18n.languages import current
from core.prefetch import attach_terms
from core.text.file_names import content_disposition
from core.visibility import visible_to
from networks.directory_prefetch import attach_names
from resources.export_formats import FORMATS, REFERENCES, Format
from resources.models import ResourceIndexPage, ResourcePage
from search.listing import Listing
from users.models import AnyUser
from website.routes import route_of

# Resources that are held in memory at once.
CHUNK = 250
# Files up to this length are answered at once, and so kept by the page cache; longer ones are sent from disk.
SHORT = 256 * 1024
# Of lists longer than this one is written at a time in each process: the other threads serve pages.
MANY = 1_000
PATIENCE = 5.0
# Long files that lie on disk for strangers.
MOST_FILES = 12
_one_at_a_time = threading.Lock()


def format_named(name: str) -> Format:
    """The kind of file of that name; there is no such page for others."""
    if name not in FORMATS:
        raise Http404
    return FORMATS[name]


@route_of("resources.ResourceIndexPage", "export/<slug:name>/")
def export(page: ResourceIndexPage, request: HttpRequest, name: str) -> HttpResponseBase:
    """All entries of the list with the filters and words of the address, in its order, as a file."""
    listing = page.listing(request)
    kind = format_named(name)
    file_name = f"{listing.index.slug}-{timezone.localdate().isoformat()}.{kind.ending}"
    etag = _etag(listing, name)
    if etag and etag in listing.request.META.get("HTTP_IF_NONE_MATCH", ""):
        return _kept(HttpResponseNotModified(), listing.user, etag)
    if found := _made_before(etag):
        return _kept(_sent(found, kind, file_name), listing.user, etag)
    is_long = listing.total > MANY
    if is_long and not _one_at_a_time.acquire(timeout=PATIENCE):
        return _busy()
    try:
        out = tempfile.SpooledTemporaryFile(max_size=SHORT)  # noqa: SIM115 - closed with the answer
        kind.write(pages_of(listing), out)
    finally:
        if is_long:
            _one_at_a_time.release()
    return _kept(_answer(out, kind, file_name, etag), listing.user, etag)


@route_of("resources.ResourcePage", "cite/<slug:name>/")
def cite(page: ResourcePage, request: HttpRequest, name: str) -> HttpResponseBase:
    """The resource as a file for a reference manager."""
    kind = format_named(name)
    if kind not in REFERENCES:
        raise Http404
    out = BytesIO()
    kind.write([page], out)
    return _named(HttpResponse(out.getvalue(), content_type=kind.content_type), f"{page.slug}.{kind.ending}")


def pages_of(listing: Listing) -> Iterator[Any]:
    """The resources of a list in its order, each with its terms and names; asked for again whether they may be seen."""
    keys = listing.keys()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        entries = visible_to(listing.index.get_entries(), listing.user)
        found = {page.pk: page for page in entries.filter(pk__in=part).select_related("locale")}
        pages = attach_terms(found[key] for key in part if key in found)
        attach_names(pages, "authors")
        yield from pages


def _answer(out: IO[bytes], kind: Format, file_name: str, etag: str) -> HttpResponseBase:
    size = out.tell()
    out.seek(0)
    if size <= SHORT:
        # Short enough for the page cache, which keeps nothing that streams.
        with out:
            return _named(HttpResponse(out.read(), content_type=kind.content_type), file_name)
    if etag:
        _keep(out, etag)
        out.seek(0)
    return _sent(out, kind, file_name)


def _sent(file: IO[bytes], kind: Format, file_name: str) -> HttpResponseBase:
    return FileResponse(file, as_attachment=True, filename=file_name, content_type=kind.content_type)


def _busy() -> HttpResponse:
    words = gettext("Another long list is being written. Please try again in a minute.")
    return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})


def _place(etag: str) -> Path:
    return Path(settings.VAR_DIR) / "exports" / re.sub(r"\W", "", etag)


def _made_before(etag: str) -> IO[bytes] | None:
    try:
        return _place(etag).open("rb") if etag else None
    except FileNotFoundError:
        return None


def _keep(file: IO[bytes], etag: str) -> None:
    """For the next stranger. The tag names the version of the site, so that no file outlives what it was made of."""
    place = _place(etag)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as copy:
        shutil.copyfileobj(file, copy)
    Path(copy.name).replace(place)
    files = sorted(place.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in files[MOST_FILES:]:
        old.unlink(missing_ok=True)


def _named(response: HttpResponse, file_name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = content_disposition(file_name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _etag(listing: Listing, name: str) -> str:
    """For strangers: the same as long as nothing public has changed, so that a long file is not made again."""
    era = site_version.era()
    if listing.user.is_authenticated or era is None:
        return ""
    asked = f"{era.version} {current()} {listing.index.pk} {name} {listing.request.META.get('QUERY_STRING', '')}"
    return f'W/"{hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()}"'


def _kept(response: HttpResponseBase, user: AnyUser, etag: str) -> HttpResponseBase:
    """What a stranger gets may be kept, if it is asked for each time whether it still holds; nothing else may."""
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ("Cookie",))
    if user.is_authenticated:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    response.headers["ETag"] = etag
    return response
