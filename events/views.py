"""Calendar files: of one event, and of the list that people subscribe to."""

from django.http import Http404, HttpRequest, HttpResponse
from icalendar import Calendar

from core.text.file_names import content_disposition
from core.visibility import STRANGER
from events import ical
from events.models import EventIndexPage, EventPage
from website.routes import route_of


# Wagtail adds the slash while it looks for the route; the address has none.
@route_of("events.EventPage", "event.ics/")
def event_file(page: EventPage, request: HttpRequest) -> HttpResponse:
    """The calendar file of one event that has a day."""
    if not ical.times_of(page).known_days:
        raise Http404
    return _calendar_file(ical.event_calendar(page), f"{page.slug}.ics")


@route_of("events.EventIndexPage", "calendar.ics/")
def calendar(page: EventIndexPage, request: HttpRequest) -> HttpResponse:
    """The subscription: public events, recent and to come, with the filters of the address."""
    return _calendar_file(ical.subscription(page.listing(request, STRANGER)), "calendar.ics")


def _calendar_file(calendar: Calendar, name: str) -> HttpResponse:
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition(name, as_attachment=False)
    return response
