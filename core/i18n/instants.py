"""An instant in words that a person can check against a calendar: day, hour and zone."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from core.i18n.dates import clock, full_day, with_zone
from core.i18n.time_zones import is_zone, zone_name
from users.models import AnyUser


def in_words(instant: datetime.datetime, person: AnyUser | None = None) -> str:
    """“Tuesday, November 24, 2026, 9 am Pacific Time”, in the person's zone or the site's."""
    own = getattr(person, "time_zone", "")
    key = own if is_zone(own) else settings.TIME_ZONE
    local = instant.astimezone(ZoneInfo(key))
    return with_zone(f"{full_day(local.date())}, {clock(local.time())}", zone_name(key))
