"""Events and what remains of them."""

from events.models.event_index import EventIndexPage
from events.models.event_page import EventPage
from events.models.occurrence import Occurrence
from events.models.webinar_index import WebinarIndexPage
from events.models.webinar_series import WebinarSeriesPage
from events.models.webinar_summary import WebinarSummaryPage

__all__ = [
    "EventIndexPage",
    "EventPage",
    "Occurrence",
    "WebinarIndexPage",
    "WebinarSeriesPage",
    "WebinarSummaryPage",
]
