"""What the frame of every page needs from the database, kept in memory until it changes."""

import time

from django.conf import settings

from caching.site_version import cached_until_change
from core.models import SiteSettings


@cached_until_change
def _instants() -> list[float]:
    """When an alert begins or ends."""
    rows = SiteSettings.objects.values_list("alert_starts", "alert_ends")
    return sorted(instant.timestamp() for row in rows for instant in row if instant)


def next_change_of_the_frame() -> float | None:
    """The next instant at which the frame of every page changes by itself, in seconds since 1970."""
    now = time.time()
    return next((instant for instant in _instants() if instant > now), None)


def network_name() -> str:
    """What the network is called, in the reader's language."""
    text = site_settings().text if site_settings().pk else None
    return text.name if text else settings.WAGTAIL_SITE_NAME


@cached_until_change
def site_settings() -> SiteSettings:
    """Name, look and texts of the site. There is one site in a database; without settings, empty ones."""
    rows = SiteSettings.objects.select_related("logo").prefetch_related(
        "texts", "social_links", "footer_pages__page", "logo__renditions"
    )
    return rows.filter(site__is_default_site=True).first() or SiteSettings()
