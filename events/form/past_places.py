"""Places where events of this section were held, offered in the form: one press fills name, room, address and city."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.models import Page

from core.admin.as_before import live_ones_like
from users.models import AnyUser

FIELDS = ("venue_name", "venue_room", "venue_address", "venue_city")
# Enough to know one from another.
NAMING = ("venue_name", "venue_room", "venue_city")
# So many are offered, of so many of the last events.
MOST = 5
LOOKED_AT = 100


def past_places(page: Page, section: Page, user: AnyUser) -> list[dict[str, str]]:
    """The last different ones, the latest first; each as its fields."""
    rows = live_ones_like(page, section, user).exclude(venue_name="").values_list(*FIELDS)[:LOOKED_AT]
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        found.setdefault(tuple(part.casefold() for part in row), dict(zip(FIELDS, row, strict=True)))
    return list(found.values())[:MOST]


class PastPlaces(Panel):
    """A button for each; static/js/admin-past-places.js fills the fields."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/past_places.html"

        @cached_property
        def places(self) -> list[dict[str, Any]]:
            section = self.form.parent_page
            if section is None or self.form.for_user is None:
                return []
            return [
                {"fields": fields, "words": ", ".join(filter(None, (fields[name] for name in NAMING)))}
                for fields in past_places(self.instance, section, self.form.for_user)
            ]

        def is_shown(self) -> bool:
            return bool(self.places)
