"""Events and what remains of them."""

from events.models.calendar_import import CalendarImport, ImportedEntry
from events.models.event_index import EventIndexPage
from events.models.event_page import EventPage
from events.models.occurrence import Occurrence
from events.models.webinar_index import WebinarIndexPage
from events.models.webinar_series import WebinarSeriesPage
from events.models.webinar_summary import WebinarSummaryPage

__all__ = [
    "CalendarImport",
    "EventIndexPage",
    "EventPage",
    "ImportedEntry",
    "Occurrence",
    "WebinarIndexPage",
    "WebinarSeriesPage",
    "WebinarSummaryPage",
]
