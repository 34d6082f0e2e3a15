"""Events as iCalendar (RFC 5545, RFC 7986): a file for one event, and the calendar that people subscribe to.

The joining link is never written. An event without a day is left out: a calendar has no place for it.
"""

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vDuration, vText, vUri
from wagtail.blocks import StructValue

from core.addresses import address_of, full_address
from core.i18n.languages import current, regional
from core.prefetch import Reader
from core.site_state import site_settings
from events.blocks import Mode
from events.calendars.sitting_times import sittings_apart
from events.calendars.vtimezones import zone_components
from events.days_and_hours import DaysAndHours
from events.facets import WHEN
from events.models import EventPage, WebinarSeriesPage
from events.related_events import NO_DATE
from networks.directory_prefetch import names_of_organisations
from search.facet_index import of_keys
from search.listing import Listing

# How long past events stay in the subscription, so that they do not vanish from calendars the day after.
RECENT = datetime.timedelta(days=60)
REFRESH = datetime.timedelta(hours=12)


def event_calendar(event: EventPage) -> Calendar:
    """One event, which has a day."""
    return _calendar([event], event.title)


def subscription(listing: Listing) -> Calendar:
    """What a list is narrowed to: recent and to come, unless it is asked for the past.

    Calendars subscribe without signing in: the list is to be a stranger's.
    """
    index, is_asked = listing.facet_index, listing.filters.chosen[WHEN.name]
    bits = listing.bits if is_asked else listing.filters.narrow(listing.with_words, index, but=WHEN)
    events = listing.index.get_entries().filter(pk__in=of_keys(index.entries_of(bits)))
    if not is_asked:
        events = events.filter(_recent_or_to_come(timezone.now() - RECENT))
    shown = listing.reader.shown(events).order_by("sort_start_utc", "pk")
    calendar = _calendar(shown, _name(listing))
    if said := listing.filters.unknown_said:
        # RFC 7986, and the name by which programs know it that are older.
        calendar.add("description", said)
        calendar.add("x-wr-caldesc", said)
    calendar.add("source", vUri(address_of_subscription(listing)), parameters={"VALUE": "URI"})
    return calendar


def series_calendar(series: WebinarSeriesPage, reader: Reader) -> Calendar:
    """The events of a series that this reader may see, past and to come."""
    events = EventPage.objects.filter(series__translation_key=series.translation_key, sort_end_utc__lt=NO_DATE)
    shown = reader.shown(events).order_by("sort_start_utc", "pk")
    text = site_settings().text
    calendar = _calendar(shown, f"{text.name}: {series.title}" if text else series.title)
    address = full_address(f"{address_of(series)}calendar.ics")
    calendar.add("source", vUri(address), parameters={"VALUE": "URI"})
    return calendar


def address_of_subscription(listing: Listing) -> str:
    """Where calendars ask for the list with its filters."""
    query = f"?{listing.feed_query}" if listing.feed_query else ""
    return full_address(f"{address_of(listing.index)}calendar.ics{query}")


def _recent_or_to_come(since: datetime.datetime) -> Q:
    has_day = Q(sort_end_utc__gte=since, sort_end_utc__lt=NO_DATE)
    # Postponed to a day that is not known yet: it is called off at the old one.
    called_off = Q(condition=EventPage.Condition.POSTPONED, new_date=None, start_date__gte=since.date())
    return has_day | called_off


def _name(listing: Listing) -> str:
    """By which people tell their calendars apart: the site's, the list's, and what it is narrowed to."""
    text = site_settings().text
    name = f"{text.name}: {listing.index.title}" if text else listing.index.title
    chosen = ", ".join(str(chip.label) for chip in listing.chips)
    return f"{name} ({chosen})" if chosen else name


def new_calendar(name: str) -> Calendar:
    """Without entries yet."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Commonplace//{regional(current())}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return calendar


def _calendar(events: Iterable[EventPage], name: str) -> Calendar:
    calendar = new_calendar(name)
    for event in events:
        for entry in (*_entries(event), *_entries_of_sittings(event)):
            calendar.add_component(entry)
    times = (entry.get(name) for entry in calendar.subcomponents for name in ("dtstart", "dtend"))
    instants = [time.dt for time in times if time and isinstance(time.dt, datetime.datetime)]
    calendar.subcomponents[:0] = zone_components(instants)
    return calendar


def _entries(event: EventPage) -> Iterator[Event]:
    """One; of an event that repeats one with its rule, and one for each date that differs."""
    rule = event.rule
    if rule is None:
        if times_of(event).known_days:
            yield _entry(event, times_of(event))
        return
    usual = event.planned_times
    entry = _entry(event, usual)
    dates = event.dates()
    last = rule.days()[-1]
    entry.add("rrule", rule.as_ical(_start(usual, last, in_utc=True)))
    known = {date.day for date in dates}
    if left_out := [day for day in rule.days() if day not in known]:
        entry.add("exdate", [_start(usual, day) for day in left_out])
    if added := [date for date in dates if date.is_added]:
        entry.add("rdate", [_start(date.planned, date.day) for date in added])
    yield entry
    for date in dates:
        if date.stands_apart or date.planned.end != usual.end or date.planned.start != usual.start:
            seen = event.at(date)
            yield _entry(seen, times_of(seen))


def _entries_of_sittings(event: EventPage) -> Iterator[Event]:
    """Beside the entry of the event: a sitting has its own hours, place and way to sign up."""
    for sitting in sittings_apart(event):
        entry, value = Event(), sitting.value
        title = f"{event.title}: {value['label']}"
        summary = f"{event.get_condition_display()}: {title}" if sitting.is_off else title
        entry.add("uid", f"{event.translation_key}.{sitting.block_id}@{urlsplit(settings.PUBLIC_URL).hostname}")
        entry.add("summary", summary, parameters={"LANGUAGE": regional(event.locale.language_code)})
        _add_times(entry, sitting.times)
        _add_versions(entry, event)
        entry.add("status", "CANCELLED" if sitting.is_off else "CONFIRMED")
        address = f"{full_address(address_of(event))}#sittings"
        entry.add("url", vUri(address))
        entry.add("description", "\n\n".join([*_about_sitting(value, event), address]))
        if place := value.get("place") or _mode_of(value):
            entry.add("location", place)
        _add_organizer(entry, event)
        yield entry


def _about_sitting(value: StructValue, event: EventPage) -> Iterator[str]:
    if event.condition != event.Condition.AS_PLANNED and event.condition_reason:
        yield event.condition_reason
    if value.get("place") and value.get("mode"):
        yield _mode_of(value)
    if value.get("open_to"):
        yield f"{_('Open to:')} {value['open_to']}"
    if value.get("registration_url") and event.takes_place:
        yield f"{_('Sign up:')} {value['registration_url']}"


def _mode_of(value: StructValue) -> str:
    mode = value.get("mode") or ""
    return str(Mode(mode).label) if mode in Mode.values else ""


def _start(times: DaysAndHours, day: datetime.date, in_utc: bool = False) -> datetime.date | datetime.datetime:
    """How an entry on this day begins: with its hour, where that is known."""
    if not times.known_hours:
        return day
    start = times.at(day, times.known_hours[0])
    return start if in_utc else start.astimezone(times.zone)


def _entry(event: EventPage, times: DaysAndHours) -> Event:
    entry = Event()
    entry.add("uid", f"{event.translation_key}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("summary", _summary(event), parameters={"LANGUAGE": regional(event.locale.language_code)})
    _add_times(entry, times)
    if event.seen_on:
        entry.add("recurrence-id", _start(event.planned_times, event.seen_on))
    _add_versions(entry, event)
    entry.add("status", "CONFIRMED" if event.takes_place else "CANCELLED")
    address = full_address(address_of(event))
    entry.add("url", vUri(address))
    entry.add("description", description_of(event, address))
    if place := location_of(event):
        entry.add("location", place)
    _add_organizer(entry, event)
    return entry


def times_of(event: EventPage) -> DaysAndHours:
    """When the entry stands: what is off keeps the day at which people have it in their calendars."""
    return event.times if event.takes_place else event.planned_times


def _summary(event: EventPage) -> str:
    return event.title if event.takes_place else f"{event.get_condition_display()}: {event.title}"


def _add_times(entry: Event, times: DaysAndHours) -> None:
    if not times.known_days:
        return
    first, last = times.known_days
    if not times.known_hours:
        entry.add("dtstart", first)
        # The end of whole days is the day after.
        entry.add("dtend", last + datetime.timedelta(days=1))
        return
    spans = times.spans()
    start, end = (instant.astimezone(times.zone) for instant in spans[0])
    entry.add("dtstart", start)
    # Without an end it would take no time at all in calendars.
    entry.add("dtend", end)
    if len(spans) > 1:
        entry.add("rrule", {"FREQ": "DAILY", "COUNT": len(spans)})


def _add_versions(entry: Event, event: EventPage) -> None:
    """The sequence rises with each publication: seconds since the first one, comparable across languages."""
    first = event.first_published_at or event.last_published_at or timezone.now()
    last = event.last_published_at or first
    entry.add("sequence", max(0, int((last - first).total_seconds())))
    entry.add("dtstamp", last.astimezone(datetime.UTC))
    entry.add("created", first.astimezone(datetime.UTC))
    entry.add("last-modified", last.astimezone(datetime.UTC))


def description_of(event: EventPage, address: str) -> str:
    lines = [event.condition_reason if event.condition != event.Condition.AS_PLANNED else "", event.summary_text]
    times = times_of(event)
    if times.awaits_time:
        lines.append(_("The time will be announced."))
    if times.known_hours and not times.end:
        lines.append(_open_end(times))
    return "\n\n".join(line for line in [*lines, address] if line)


def _open_end(times: DaysAndHours) -> str:
    if times.is_continuous:
        return _("The end time on the last day is missing.")
    return _("There is no end time, so two hours are set aside.")


def location_of(event: EventPage) -> str:
    place = ", ".join(
        part for part in (event.venue_name, event.venue_room, event.venue_address, event.venue_city) if part
    )
    mode = str(event.get_mode_display()) if event.mode else ""
    return f"{place} ({mode})" if place and event.mode == "hybrid" else place if event.is_in_person and place else mode


def _add_organizer(entry: Event, event: EventPage) -> None:
    """A shared mailbox: the event's, or the site's. Without one nobody is named, as an address is required."""
    mailboxes = [child.value.get("mailbox") for child in event.contact if child.value.get("mailbox")]
    mailbox = mailboxes[0] if mailboxes else site_settings().contact_mailbox
    if mailbox:
        organizer = vCalAddress(f"mailto:{mailbox}")
        organizer.params["CN"] = vText(next(iter(names_of_organisations(event, "host")), mailbox))
        entry.add("organizer", organizer)
