"""An instant in words that a person can check against a calendar: day, hour and zone."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from core.i18n.dates import clock, full_day, with_zone
from core.i18n.time_zones import is_zone, zone_name
from users.models import AnyUser


def zone_of(person: AnyUser | None) -> ZoneInfo:
    """The person's zone; the site's, where they chose none or it has gone out of use."""
    own = getattr(person, "time_zone", "")
    return ZoneInfo(own if is_zone(own) else settings.TIME_ZONE)


def in_words(instant: datetime.datetime, person: AnyUser | None = None) -> str:
    """“Tuesday, November 24, 2026, 9 am Pacific Time”, in the person's zone or the site's."""
    zone = zone_of(person)
    local = instant.astimezone(zone)
    return with_zone(f"{full_day(local.date())}, {clock(local.time())}", zone_name(zone.key))
