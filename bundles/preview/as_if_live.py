"""An answer of the site as it will be with a bundle: made inside a transaction that is always taken back.

Nothing is left of it. Rows go with the transaction, and with them mail, tasks and what waits for a commit. What is
remembered in it belongs to it alone (caching/site_version.py); caches are exchanged for ones that keep nothing; sizes
of pictures are made in memory. On a database file the writer is held meanwhile: a second or two.
"""

import contextlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.exceptions import ValidationError
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from bundles.models import BundleItem
from caching import site_version
from files.passing_sizes import nothing_kept

# What is shown: pages, lists and the search page. No other address is asked.
SHOWN = {"wagtail_serve", "search"}
MOST_STEPS = 4


class NotShown(Exception):
    """There is nothing to see at this address, in words."""


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    with _caches_that_keep_nothing(), nothing_kept(), transaction.atomic():
        try:
            # From here on nothing common is read or filled, whatever the bundle changes.
            site_version.bump()
            yield
        finally:
            transaction.set_rollback(True)


class _KeepsNothing(DummyCache):
    """In the place of a cache. In Redis the version of the site stands beside it: who asks for that is let through."""

    def __init__(self, cache: BaseCache) -> None:
        super().__init__("", {})
        if hasattr(cache, "client"):
            self.client = cache.client


@contextlib.contextmanager
def _caches_that_keep_nothing() -> Iterator[None]:
    own = {alias: caches[alias] for alias in settings.CACHES}
    for alias, cache in own.items():
        caches[alias] = _KeepsNothing(cache)
    try:
        yield
    finally:
        for alias, cache in own.items():
            caches[alias] = cache


def publish_as_if(items: Iterable[BundleItem]) -> list[Page]:
    """The newest version of each page, whether or not it is approved; those that cannot be shown so are given back."""
    left_out = []
    for item in items:
        page = Page.objects.get(pk=item.page_id).specific
        revision = page.get_latest_revision()
        if revision is None:
            continue
        try:
            with transaction.atomic():
                _publish(revision)
        except ValidationError:
            left_out.append(page)
    return left_out


def _publish(revision: Any) -> None:
    action = PublishPageRevisionAction(revision, log_action=False)
    # Hours of its own are for the day itself.
    action.object.go_live_at = None
    action.execute(skip_permission_checks=True)


def answer_at(address: str) -> HttpResponse:
    """What a stranger gets there."""
    for _step in range(MOST_STEPS):
        check(address)
        response = _ask(address)
        target = response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
        if not target:
            return response
        parts = urlsplit(target)
        address = parts.path + (f"?{parts.query}" if parts.query else "")
    raise NotShown


def check(address: str) -> None:
    path = address.partition("?")[0]
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        raise NotShown
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            name = resolve(path).url_name
        except Resolver404 as unknown:
            raise NotShown from unknown
    if name not in SHOWN:
        raise NotShown


def _ask(address: str) -> HttpResponse:
    path, _mark, query = address.partition("?")
    site = urlsplit(settings.PUBLIC_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "wsgi.url_scheme": site.scheme or "http",
            "wsgi.input": BytesIO(),
        }
    )
    handler = BaseHandler()
    with translation.override(translation.get_language()), timezone.override(None):
        handler.load_middleware()
        response: Any = handler.get_response(request)
    if response.streaming:
        raise NotShown
    return response
