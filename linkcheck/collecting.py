"""Which addresses of other sites a live page leads to."""

import datetime
import hashlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.blocks import StreamValue, StructValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models
from wagtail.rich_text import RichText

from core.models import BasePage
from core.text.page_text import links_in, text_fields, values_in
from jobs.heartbeat import should_stop, still_working
from linkcheck.models import ExternalLink, ExternalLinkUse

LONGEST = 2000
PAGES_AT_ONCE, PAUSE = 50, 5
# What is known of an address that no page leads to any more is kept for a while: pages come back.
KEPT_UNUSED = datetime.timedelta(days=60)


def key_of(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def is_external(address: str) -> bool:
    """An address of the web, on another site than this one."""
    try:
        split = urlsplit(address)
        host = split.hostname or ""
    except ValueError:
        return False
    return split.scheme in {"http", "https"} and "." in host and host not in settings.ALLOWED_HOSTS


def without_fragment(address: str) -> str:
    """What is asked for: the part behind # never leaves the browser."""
    return address.strip().partition("#")[0]


def addresses_of_page(page: BasePage) -> list[str]:
    """Every address of another site that the page leads to, each once."""
    found = (without_fragment(address) for address in _all_addresses(page) if len(address) <= LONGEST)
    return [address for address in dict.fromkeys(found) if is_external(address)]


def _all_addresses(page: BasePage) -> Iterator[str]:
    yield from page.more_addresses()
    for field in page._meta.concrete_fields:
        if isinstance(field, models.URLField) and field.name not in page.unsearched:
            yield getattr(page, field.attname) or ""
    for field in text_fields(page):
        value = getattr(page, field.attname)
        if isinstance(field, RichTextField):
            yield from _hrefs(value)
        elif isinstance(field, StreamField):
            yield from _in_stream(value)


def _in_stream(stream: StreamValue) -> Iterator[str]:
    for inner in values_in(stream):
        if isinstance(inner, RichText):
            yield from _hrefs(inner.source)
        elif isinstance(inner, StructValue):
            yield address_of_value(inner)


def _hrefs(html: str | None) -> list[str]:
    return [attributes.get("href") or "" for attributes, __ in links_in(html or "")]


def address_of_value(value: StructValue) -> str:
    """Where a block leads to, if that is another site: a link, a film, a sign-up address."""
    if "video_id" in value:
        return value.href
    return next((value[name] for name in ("url", "registration_url", "link") if isinstance(value.get(name), str)), "")


def external_links(page: Page) -> None:
    """Write down where a page leads that went live; forget it for one that is live no longer."""
    addresses = addresses_of_page(page) if page.live and isinstance(page, BasePage) else []
    keys = {key_of(address): address for address in addresses}
    known = dict(ExternalLink.objects.filter(key__in=keys).values_list("key", "pk"))
    new = [
        ExternalLink(key=key, address=address, host=(urlsplit(address).hostname or "")[:255])
        for key, address in keys.items()
        if key not in known
    ]
    ExternalLink.objects.bulk_create(new, ignore_conflicts=True)
    wanted = set(ExternalLink.objects.filter(key__in=keys).values_list("pk", flat=True)) if keys else set()
    rows = ExternalLinkUse.objects.filter(page_id=page.pk)
    present = set(rows.values_list("link_id", flat=True))
    if present - wanted:
        rows.filter(link__in=present - wanted).delete()
    ExternalLinkUse.objects.bulk_create(
        [ExternalLinkUse(link_id=pk, page_id=page.pk) for pk in wanted - present], ignore_conflicts=True
    )


class _Pass:
    """How far the daily look at all pages has come. A worker that begins anew begins at the first page."""

    last_page = 0


def note_links_of_more_pages() -> datetime.datetime | None:
    """The next pages of the pass; when it wants to go on, or nothing when it is through."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    pages = Page.objects.type(*models).filter(live=True, pk__gt=_Pass.last_page)
    for page in pages.order_by("pk")[:PAGES_AT_ONCE].specific():
        external_links(page)
        _Pass.last_page = page.pk
        still_working()
        if should_stop():
            return None
    if pages.filter(pk__gt=_Pass.last_page).exists():
        return timezone.now() + datetime.timedelta(seconds=PAUSE)
    _Pass.last_page = 0
    long_ago = timezone.now() - KEPT_UNUSED
    ExternalLink.objects.filter(uses=None, next_check_at__lt=long_ago).delete()
    return None
