"""In the form of an event: days after its end come before a day that was set with the schedule."""

import datetime
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ExpiresAfterEvent(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        """The schedule's field shows what follows from the days and sends it back: it is derived anew, or forgotten."""
        given: dict[str, Any] = self.cleaned_data
        days = given.get("expires_after", self.instance.expires_after)
        is_from_days = self.instance.expires_after is not None and same_minute(
            given.get("expire_at"), self.instance.expire_at
        )
        if "expire_at" in given and (days is not None or is_from_days):
            given["expire_at"] = None
        return super().clean()


def same_minute(one: datetime.datetime | None, other: datetime.datetime | None) -> bool:
    """To the minute, as the field shows it."""
    if one is None or other is None:
        return one is other
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)
