"""The calendar file that one person's calendar asks for. What they may see is asked of the database each time."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vUri

from core.addresses import full_address
from core.site_state import site_settings
from events.calendars.ical import new_calendar
from planning.editorial.asking import entries_of
from planning.editorial.calendar_filters import CalendarForm
from planning.editorial.dated_entries import ONE_DAY, Entry, Kind
from planning.models import digest_of, site_today
from planning.subscription.calendar_address import person_of
from users.models import User
from users.throttle import address_in, count, counted

# What is over stays for a month, so that it does not vanish the day after.
BEFORE, AFTER = datetime.timedelta(days=31), datetime.timedelta(days=366)
HOUR = 60 * 60
# Calendars ask some times a day. Of one address; and of one sender at addresses that there are not.
MOST_READINGS, MOST_GUESSES = 60, 30


@never_cache
@require_safe
def private_calendar(request: HttpRequest, token: str) -> HttpResponse:
    response = _answer(request, token)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    sender = address_in(request)
    if counted("calendar-guesses", sender) >= MOST_GUESSES:
        return _too_often()
    person = person_of(token)
    if person is None:
        count("calendar-guesses", sender, HOUR)
        raise Http404
    if count("calendar", digest_of(token), HOUR) > MOST_READINGS:
        return _too_often()
    with translation.override(person.language):
        written = calendar_for(person, CalendarForm(request.GET, person)).to_ical()
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def _too_often() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(HOUR)})


def calendar_for(person: User, form: CalendarForm) -> Calendar:
    today = site_today()
    found = entries_of(form.asked(person, today - BEFORE, today + AFTER), form.kinds)
    text = site_settings().text
    name = _("Editorial calendar")
    calendar = new_calendar(f"{text.name}: {name}" if text else name)
    for entry in found.entries:
        calendar.add_component(_component(entry))
    return calendar


def _component(entry: Entry) -> Event:
    """Hours as instants, which each calendar shows in its own zone; all else as whole days of the site."""
    component = Event()
    component.add("uid", f"{entry.kind}-{entry.key}@{urlsplit(settings.PUBLIC_URL).hostname}")
    component.add("summary", _("%(kind)s: %(title)s") % {"kind": entry.kind.label, "title": entry.title})
    if entry.at:
        at = entry.at.astimezone(datetime.UTC)
        component.add("dtstart", at)
        component.add("dtend", entry.ends_at.astimezone(datetime.UTC) if entry.ends_at else at)
    else:
        component.add("dtstart", entry.day)
        # The end of whole days is the day after.
        component.add("dtend", entry.until + ONE_DAY)
    changed = entry.changed_at.astimezone(datetime.UTC)
    component.add("dtstamp", changed)
    component.add("last-modified", changed)
    address = full_address(entry.address)
    component.add("url", vUri(address))
    component.add("description", "\n\n".join(filter(None, [_said_of(entry), entry.note, address])))
    component.add("status", "TENTATIVE" if entry.kind == Kind.PLANNED else "CONFIRMED")
    # Nobody is away for it.
    component.add("transp", "TRANSPARENT")
    return component


def _said_of(entry: Entry) -> str:
    if entry.kind == Kind.PLANNED:
        words = _("Planned: nothing happens by itself.")
        return f"{words} {_('The day has passed.')}" if entry.has_passed else words
    return ""
