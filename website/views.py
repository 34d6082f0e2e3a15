"""What machines ask a site for: robots.txt, security.txt, the site map; and the style sheet of the accent colour."""

import datetime
import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.site_state import site_settings
from website.page_cache import cached_page, valid_until

FOREVER = 365 * 24 * 3600


def accent() -> str:
    return site_settings().accent.lower()


def accent_hash(colour: str) -> str:
    return hashlib.blake2b(colour.encode(), digest_size=6).hexdigest()


def accent_stylesheet_url() -> str:
    """At an address of its own for each colour."""
    return reverse("accent_stylesheet", args=[accent_hash(accent())])


def accent_stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The accent colour as a style sheet. A new colour has a new address, so the answer may be kept for ever."""
    colour = accent()
    if digest != accent_hash(colour):
        raise Http404
    answer = HttpResponse(f":root{{--accent:{colour}}}\n", content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={FOREVER}, immutable"
    return answer


@cached_page()
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        *(f"Disallow: {address}?" for address in _search_pages()),
        "",
        f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _search_pages() -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield reverse("search")


@cached_page()
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. `Expires` lies between a half and a whole year ahead, so that the file stays the same for months."""
    site = site_settings()
    contact = site.security_contact or site.contact_mailbox
    if not contact:
        # The standard asks for a contact: an address of ours is always there.
        contact = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    expires, changes = _half_years(timezone.now())
    valid_until(request, changes)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {settings.PUBLIC_URL}{reverse('security_txt')}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _half_years(now: datetime.datetime) -> tuple[datetime.datetime, datetime.datetime]:
    """When the file of today expires, and when the next one begins."""
    january = now.astimezone(datetime.UTC).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    july, next_january = january.replace(month=7), january.replace(year=january.year + 1)
    if now < july:
        return next_january, july
    return next_january.replace(month=7), next_january
