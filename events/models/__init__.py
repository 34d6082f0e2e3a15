"""Events and what remains of them."""

from events.models.events import EventIndexPage, EventPage, Occurrence
from events.models.webinars import WebinarIndexPage, WebinarSeriesPage, WebinarSummaryPage

__all__ = [
    "EventIndexPage",
    "EventPage",
    "Occurrence",
    "WebinarIndexPage",
    "WebinarSeriesPage",
    "WebinarSummaryPage",
]
