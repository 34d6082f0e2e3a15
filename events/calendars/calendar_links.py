"""Addresses by which one date is put into a calendar of Google or of Outlook, in a form that they fill in.

The same words as in the calendar file; the joining link is never among them.
"""

import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from core.addresses import address_of, full_address
from events.calendars import ical
from events.days_and_hours import DaysAndHours
from events.models import EventPage

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OUTLOOK_AT_WORK = "https://outlook.office.com/calendar/0/deeplink/compose"


class CalendarLink(NamedTuple):
    name: str
    address: str


def calendar_links(event: EventPage) -> list[CalendarLink]:
    """For an event that takes place on a known day: at the date that it is about, or at which it is seen."""
    times = event.times
    if not event.takes_place or not times.known_days:
        return []
    return [
        CalendarLink("Google", f"{GOOGLE}?{urlencode(_for_google(event, times))}"),
        CalendarLink("Outlook.com", f"{OUTLOOK}?{urlencode(_for_outlook(event, times))}"),
        CalendarLink(_("Outlook at work"), f"{OUTLOOK_AT_WORK}?{urlencode(_for_outlook(event, times))}"),
    ]


def _span(times: DaysAndHours) -> tuple[datetime.date, datetime.date] | tuple[datetime.datetime, datetime.datetime]:
    """Instants in UTC where the hours are known; else the first day and the day after the last."""
    if times.known_hours:
        return times.spans()[0]
    first, last = times.known_days or (datetime.date.min, datetime.date.min)
    return first, last + datetime.timedelta(days=1)


def _for_google(event: EventPage, times: DaysAndHours) -> dict[str, str]:
    how = "%Y%m%dT%H%M%SZ" if times.known_hours else "%Y%m%d"
    start, end = (moment.strftime(how) for moment in _span(times))
    return {
        "action": "TEMPLATE",
        "text": event.title,
        "dates": f"{start}/{end}",
        "ctz": times.zone.key,
        "details": _details(event),
        "location": ical.location_of(event),
    }


def _for_outlook(event: EventPage, times: DaysAndHours) -> dict[str, str]:
    start, end = (moment.isoformat().replace("+00:00", "Z") for moment in _span(times))
    return {
        "rru": "addevent",
        "subject": event.title,
        "startdt": start,
        "enddt": end,
        "allday": "false" if times.known_hours else "true",
        "body": _details(event),
        "location": ical.location_of(event),
    }


def _details(event: EventPage) -> str:
    return ical.description_of(event, full_address(address_of(event)))
