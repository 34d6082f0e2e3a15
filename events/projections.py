"""The times of live events."""

from wagtail.models import Page

from core.projections import projection
from events.models import EventPage, Occurrence


@projection
def occurrences(page: Page) -> None:
    if isinstance(page, EventPage):
        Occurrence.rebuild(page)
