"""Calendar files: of one event, and of the list that people subscribe to. A date of an event; a summary in brief."""

import datetime
import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import register_converter
from django.utils.cache import get_conditional_response
from icalendar import Calendar

from core.prefetch import Reader
from core.text.file_names import content_disposition
from core.visibility import STRANGER
from events.calendars import ical
from events.models import EventIndexPage, EventPage, WebinarSeriesPage, WebinarSummaryPage
from website.routes import route_of


class DayConverter:
    """A day in an address: 2027-01-14."""

    regex = r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")


# Wagtail adds the slash while it looks for the route; the address has none.
@route_of("events.EventPage", "event.ics/")
def event_file(page: EventPage, request: HttpRequest) -> HttpResponse:
    """The calendar file of one event that has a day."""
    if not ical.times_of(page).known_days:
        raise Http404
    return _calendar_file(request, ical.event_calendar(page), f"{page.slug}.ics")


@route_of("events.EventPage", "<day:day>/")
def one_date(page: EventPage, request: HttpRequest, day: datetime.date) -> HttpResponse:
    """An event that repeats, at one of its dates."""
    return seen_on(page, day).render(request)


@route_of("events.EventPage", "<day:day>/event.ics/")
def file_of_date(page: EventPage, request: HttpRequest, day: datetime.date) -> HttpResponse:
    """The calendar file of that date."""
    return _calendar_file(request, ical.event_calendar(seen_on(page, day)), f"{page.slug}-{day}.ics")


def seen_on(page: EventPage, day: datetime.date) -> EventPage:
    seen = page.on(day)
    if seen is None:
        raise Http404
    return seen


@route_of("events.WebinarSummaryPage", "brief/")
def brief(page: WebinarSummaryPage, request: HttpRequest) -> HttpResponse:
    """For a page of paper, or a minute."""
    if not page.has_brief:
        raise Http404
    return page.render(request, template="events/webinar_summary_brief.html")


@route_of("events.EventIndexPage", "calendar.ics/")
def calendar(page: EventIndexPage, request: HttpRequest) -> HttpResponse:
    """The subscription: public events, recent and to come, with the filters of the address."""
    return _calendar_file(request, ical.subscription(page.listing(request, STRANGER)), "calendar.ics")


@route_of("events.WebinarSeriesPage", "calendar.ics/")
def series_calendar(page: WebinarSeriesPage, request: HttpRequest) -> HttpResponse:
    """The subscription of a series: its public events, past and to come."""
    reader = Reader(STRANGER, Reader.of(request, page).locale)
    return _calendar_file(request, ical.series_calendar(page, reader), f"{page.slug}.ics")


def _calendar_file(request: HttpRequest, calendar: Calendar, name: str) -> HttpResponse:
    """The file; no more than that nothing changed to a program that has it as it is."""
    content = calendar.to_ical()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition(name, as_attachment=False)
    # As the cache in front names it (website/page_cache.py).
    response["ETag"] = f'W/"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
