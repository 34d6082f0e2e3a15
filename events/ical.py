"""Events as iCalendar (RFC 5545, RFC 7986): a file for one event, and the calendar that people subscribe to.

The joining link is never written. An event without a day is left out: a calendar has no place for it.
"""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText, vUri
from wagtail.models import Locale

from core.addresses import address_of, full_address
from core.i18n.languages import current, regional
from core.prefetch import Reader
from core.site_state import site_settings
from core.visibility import STRANGER
from events import event_times
from events.models import EventIndexPage, EventPage
from events.related_events import NO_DATE
from networks.directory_prefetch import names_of_organisations

# How long past events stay in the subscription, so that they do not vanish from calendars the day after.
RECENT = datetime.timedelta(days=60)
REFRESH = datetime.timedelta(hours=12)


def event_calendar(event: EventPage) -> Calendar:
    """One event, which has a day."""
    return _calendar([event], event.title)


def subscription(index: EventIndexPage, locale: Locale) -> Calendar:
    """All public events, recent and to come. Calendars subscribe without signing in: a stranger's view."""
    since = timezone.now() - RECENT
    events = index.get_entries().filter(sort_end_utc__gte=since, sort_end_utc__lt=NO_DATE)
    shown = Reader(STRANGER, locale).shown(events).order_by("sort_start_utc", "pk")
    site = site_settings()
    name = f"{site.text.name}: {index.title}" if site.text else index.title
    calendar = _calendar(shown, name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("source", vUri(full_address(f"{address_of(index)}calendar.ics")), parameters={"VALUE": "URI"})
    return calendar


def _calendar(events: Iterable[EventPage], name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Commonplace//{regional(current())}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for event in events:
        if event_times.knows_day(event):
            calendar.add_component(_entry(event))
    calendar.add_missing_timezones()
    return calendar


def _entry(event: EventPage) -> Event:
    entry = Event()
    entry.add("uid", f"{event.translation_key}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("summary", _summary(event), parameters={"LANGUAGE": regional(event.locale.language_code)})
    _add_times(entry, event)
    _add_versions(entry, event)
    entry.add("status", "CANCELLED" if _is_off(event) else "CONFIRMED")
    address = full_address(address_of(event))
    entry.add("url", vUri(address))
    entry.add("description", _description(event, address))
    entry.add("location", _location(event))
    _add_organizer(entry, event)
    return entry


def _is_off(event: EventPage) -> bool:
    """Does not take place at the time given: cancelled, or postponed to a day that is not known yet."""
    return event.is_cancelled or (event.is_postponed and not event.new_date)


def _summary(event: EventPage) -> str:
    return f"{event.get_condition_display()}: {event.title}" if _is_off(event) else event.title


def _add_times(entry: Event, event: EventPage) -> None:
    if not event.known_days:
        return
    (day, last), start, end = event.known_days, event.start_time, event.end_time
    if event.is_postponed and event.new_date:
        day = last = event.new_date
        start, end = event.new_time or start, None if event.new_time else end
    if start is None or event.all_day or event.precision == event.Precision.DAY:
        entry.add("dtstart", day)
        # The end of whole days is the day after.
        entry.add("dtend", last + datetime.timedelta(days=1))
        return
    daily = event.same_hours_daily and last > day
    entry.add("dtstart", _at(event, day, start))
    if end:
        entry.add("dtend", _at(event, day if daily else last, end))
    if daily:
        entry.add("rrule", {"FREQ": "DAILY", "COUNT": (last - day).days + 1})


def _at(event: EventPage, day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, tzinfo=event.zone)


def _add_versions(entry: Event, event: EventPage) -> None:
    """The sequence rises with each publication: seconds since the first one, comparable across languages."""
    first = event.first_published_at or event.last_published_at or timezone.now()
    last = event.last_published_at or first
    entry.add("sequence", max(0, int((last - first).total_seconds())))
    entry.add("dtstamp", last.astimezone(datetime.UTC))
    entry.add("created", first.astimezone(datetime.UTC))
    entry.add("last-modified", last.astimezone(datetime.UTC))


def _description(event: EventPage, address: str) -> str:
    lines = [event.condition_reason if event.condition != event.Condition.AS_PLANNED else "", event.summary_text]
    if event_times.awaits_time(event):
        lines.append(_("The time will be announced."))
    return "\n\n".join(line for line in [*lines, address] if line)


def _location(event: EventPage) -> str:
    place = ", ".join(
        part for part in (event.venue_name, event.venue_room, event.venue_address, event.venue_city) if part
    )
    mode = str(event.get_mode_display())
    return f"{place} ({mode})" if place and event.mode == "hybrid" else place if event.is_in_person and place else mode


def _add_organizer(entry: Event, event: EventPage) -> None:
    """A shared mailbox: the event's, or the site's. Without one nobody is named, as an address is required."""
    mailboxes = [child.value.get("mailbox") for child in event.contact if child.value.get("mailbox")]
    mailbox = mailboxes[0] if mailboxes else site_settings().contact_mailbox
    if mailbox:
        organizer = vCalAddress(f"mailto:{mailbox}")
        organizer.params["CN"] = vText(next(iter(names_of_organisations(event, "host")), mailbox))
        entry.add("organizer", organizer)
