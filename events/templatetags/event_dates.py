"""When an event takes place, for templates. Each filter is a function of events/event_times.py."""

import json
from typing import NamedTuple

from django import template
from django.db.models import TextChoices
from django.utils import timezone
from wagtail.blocks import StructValue

from caching.fragments import fragment
from core.addresses import address_of, full_address
from core.i18n.dates import hours, pattern, with_zone
from events import event_times
from events.blocks import Access, Mode, Support
from events.calendars import ical, sitting_times
from events.calendars.calendar_links import calendar_links
from events.facets import Month
from events.models import WebinarSeriesPage
from events.models.repeating import Repeating
from events.models.spans import Spanned
from events.repeating import rule_words
from search.listing import Listing

register = template.Library()
# Dates to come that stand open on the page of an event.
SHOWN_DATES = 6


class AllDates(NamedTuple):
    """Those that are over stand the latest first."""

    to_come: list[Spanned]
    over: list[Spanned]

    @property
    def shown(self) -> list[Spanned]:
        """One more takes no more room than the line that would hide it."""
        return self.to_come if len(self.to_come) <= SHOWN_DATES + 1 else self.to_come[:SHOWN_DATES]

    @property
    def later(self) -> list[Spanned]:
        return self.to_come[len(self.shown) :]


class DatesBeside(NamedTuple):
    before: Repeating | None
    after: Repeating | None


@register.simple_tag
def month_strip(months: list[Month], url: str) -> str:
    """The coming months above the list of events, with the number of events in each."""
    return fragment("components/month_strip.html", {"months": months, "url": url}, url, tuple(months))


register.filter("calendar_links", calendar_links)
register.filter("event_when", event_times.when_words)
register.filter("event_days", event_times.date_words)
register.filter("event_hours", event_times.time_words)
register.filter("event_hours_in_full", event_times.hours_words)
register.filter("event_hours_and_zone", event_times.time_and_zone_words)
register.filter("event_has_hours", event_times.has_hours)
register.filter("event_machine_value", event_times.machine_value)
register.filter("event_span", event_times.span_value)
register.simple_tag(event_times.hours_on, name="hours_on")
register.filter("event_zones", event_times.zone_rows)
register.filter("event_block", event_times.block)
register.filter("session_when", event_times.session_words)
register.filter("event_has_day", event_times.knows_day)


@register.simple_tag
def patterns_of_hours() -> str:
    """For the script that writes the times of the reader's own zone as the server does (static/js/own-zone.js)."""
    names = ("CLOCK", "CLOCK_FULL_HOUR", "HOURS", "AT", "WITH_ZONE")
    return json.dumps([pattern(name) for name in names])


@register.simple_tag
def then_words(event: Spanned) -> str:
    """The dates after the next one: "then January 21 and February 4"."""
    now = timezone.now()
    next_date = event.date_of(now)
    rest = [date for date in event.dates_to_come(now) if date != next_date and not date.is_cancelled]
    return rule_words.then_words([date.times.first for date in rest if date.times.first])


@register.simple_tag
def all_dates(event: Spanned) -> AllDates:
    """The dates of an event that repeats, each as the event is seen there: those to come, and those that are over."""
    now = timezone.now()
    dates = event.dates()
    to_come = [event.at(date) for date in dates if date.span[1] > now]
    over = [event.at(date) for date in reversed(dates) if date.span[1] <= now]
    return AllDates(to_come, over)


@register.simple_tag
def dates_beside(seen: Spanned) -> DatesBeside:
    """The dates before and after the one at which an event is seen."""
    event = seen.whole or seen
    dates = event.dates()
    place = next(number for number, date in enumerate(dates) if date.day == seen.seen_on)
    before = event.at(dates[place - 1]) if place else None
    after = event.at(dates[place + 1]) if place + 1 < len(dates) else None
    return DatesBeside(before, after)


@register.filter
def calendar_to_open(listing: Listing) -> str:
    """The subscription at an address by which phones and desktops open their calendar program."""
    return f"webcal://{ical.address_of_subscription(listing).partition('://')[2]}"


@register.filter
def series_calendar_to_open(series: WebinarSeriesPage) -> str:
    """The same for the events of a series."""
    return f"webcal://{full_address(address_of(series)).partition('://')[2]}calendar.ics"


register.filter("sitting_day", sitting_times.day_of)


@register.filter
def sitting_hours(sitting: StructValue, event: Spanned) -> str:
    """10:00 to 11:30 am Pacific Time."""
    return with_zone(hours(sitting["start"], sitting.get("end")), event.zone_label)


@register.filter
def mode_label(value: str) -> str:
    return _label(Mode, value)


@register.filter
def support_label(value: str) -> str:
    return _label(Support, value)


@register.filter
def access_label(value: str) -> str:
    return _label(Access, value)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
