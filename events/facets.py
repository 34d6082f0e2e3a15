"""What the lists of events and of webinars can be narrowed by."""

import datetime
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.models import Page

from core.i18n.dates import month as month_name
from core.i18n.languages import DEFAULT, best, current
from core.i18n.time_zones import is_zone
from core.text.collation import sort_key
from core.visibility import visible_to
from events.blocks import Mode
from events.days_and_hours import FAR, months_after
from events.models.spans import Spanned
from search.facet_groups import Value
from search.facet_index import FacetIndex, bits_of
from search.facets import Facet, SaidFacet, Span, TermFacet
from search.filters import Filters
from search.listing import Listing
from search.lists.place_facet import PlaceFacet
from search.term_table import Context
from search.year_facets import YearFacet

UPCOMING, PAST, ALL = "upcoming", "past", "all"


class WhenFacet(Facet):
    """Still to come (unless the address says otherwise), past, or both."""

    is_single = True
    widest = ALL
    columns = ("sort_end_utc",)

    def understood(self, given: list[str], context: Context) -> list[str]:
        return [value for value in given if value in {PAST, ALL}]

    def is_known(self, value: str, context: Context) -> bool:
        return value == UPCOMING or super().is_known(value, context)

    def postings(self, index: FacetIndex, context: Context) -> dict[str, int]:
        now = timezone.now()
        ends = list(index.column("sort_end_utc"))
        past = bits_of(key for key, end in ends if end and end < now)
        upcoming = bits_of(key for key, end in ends if end and end >= now)
        return {UPCOMING: upcoming, PAST: past, ALL: bits_of(key for key, _end in ends)}

    def meant(self, chosen: list[str]) -> list[str]:
        return chosen or [UPCOMING]

    def spans(self) -> dict[str, Span]:
        now = timezone.now()
        (field,) = self.columns
        return {UPCOMING: Span(field, start=now), PAST: Span(field, before=now), ALL: Span(field)}

    def values(self, counts: dict[str, int], chosen: list[str], context: Context) -> list[Value]:
        return super().values(counts, chosen or [UPCOMING], context)

    def labels(self, context: Context) -> Iterator[tuple[str, str, int]]:
        yield UPCOMING, str(_("Still to come")), 0
        yield PAST, pgettext("events", "Past"), 0
        yield ALL, str(_("All")), 0


class Month(NamedTuple):
    """A month of the strip above the list."""

    value: str
    first: datetime.date
    total: int
    is_chosen: bool
    query: str


class MonthFacet(Facet):
    """A month; what goes on over its end is in the next one too.

    An event of which only the season is known stands in the last month of it.
    """

    is_single = True
    is_shown = False
    columns = ("sort_day", "sort_end_utc", "time_zone")
    # Nothing goes on for longer; a year that was typed wrongly fills no list.
    MOST_MONTHS = 24
    # Months in the strip above the list.
    SHOWN = 10

    def understood(self, given: list[str], context: Context) -> list[str]:
        return [value for value in given if re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", value)]

    def postings(self, index: FacetIndex, context: Context) -> dict[str, int]:
        return index.grouped(self.name, lambda: self._months(index))

    def _months(self, index: FacetIndex) -> Iterator[tuple[int, str]]:
        ends, zones = dict(index.column("sort_end_utc")), dict(index.column("time_zone"))
        for key, day in index.column("sort_day"):
            if day:
                last = _last_day(day, ends.get(key), zones.get(key) or "")
                count = (last.year - day.year) * 12 + last.month - day.month
                for number in range(min(count, self.MOST_MONTHS - 1) + 1):
                    yield key, f"{months_after(day, number):%Y-%m}"

    def names(self, found: Iterable[str], context: Context) -> Iterator[tuple[str, str]]:
        return ((value, month_name(datetime.date.fromisoformat(f"{value}-01"))) for value in found)

    def values(self, counts: dict[str, int], chosen: list[str], context: Context) -> list[Value]:
        months = sorted({*counts, *chosen})
        names = [month_name(datetime.date.fromisoformat(f"{value}-01")) for value in months]
        return [
            Value(value, name, counts.get(value, 0), value in chosen) for value, name in zip(months, names, strict=True)
        ]

    def strip(self, listing: Listing, today: datetime.date) -> list[Month]:
        """The months with something in them, in a row of at least ten from this month on; none for the past."""
        filters = listing.filters
        if filters.chosen[WHEN.name]:
            return []
        counts = listing.selection.counts(self)
        chosen = filters.chosen[self.name]
        months = [months_after(today, number) for number in range(self.SHOWN)]
        return [self._month(first, counts, chosen, filters) for first in months] if counts else []

    def _month(self, first: datetime.date, counts: dict[str, int], chosen: list[str], filters: Filters) -> Month:
        value = f"{first:%Y-%m}"
        rest = filters.chosen | {self.name: [] if value in chosen else [value]}
        return Month(value, first, counts.get(value, 0), value in chosen, filters.query(rest))


def _last_day(first: datetime.date, end: datetime.datetime | None, zone: str) -> datetime.date:
    """The day on which it ends in its own zone; what ends at midnight ends on the day before."""
    if end is None or end.year >= FAR.year:
        return first
    local = (end - datetime.timedelta(microseconds=1)).astimezone(ZoneInfo(zone if is_zone(zone) else "UTC"))
    return max(first, local.date())


def by_month(events: Iterable[Spanned]) -> list[tuple[str, list[Spanned]]]:
    """The events of a page of the list under the names of their months, in the order in which they stand."""
    months: dict[str, list[Spanned]] = {}
    for event in events:
        months.setdefault(_heading(event), []).append(event)
    return list(months.items())


def _heading(event: Spanned) -> str:
    day = event.times.listed_day
    return month_name(day) if day else str(_("Date to be announced"))


class SeriesFacet(PlaceFacet):
    """The series that a summary stands in. A series is one in all languages, named by the address part of the first."""

    def place_of(self, path: str) -> str:
        return path[: -Page.steplen]

    def labels(self, context: Context) -> Iterator[tuple[str, str, int]]:
        for slug, group in self.places(context).items():
            named = best([_Named(page.locale.language_code, page.title) for page in group], current())
            yield slug, named.title if named else slug, 0

    def places(self, context: Context) -> dict[str, list[Page]]:
        """By title."""
        if "series" not in context.kept:
            pages = Page.objects.filter(content_type__app_label="events", content_type__model="webinarseriespage")
            groups: dict[uuid.UUID, list[Page]] = {}
            for page in visible_to(pages, context.user).select_related("locale"):
                groups.setdefault(page.translation_key, []).append(page)
            in_order = sorted(groups.values(), key=lambda group: sort_key(_first(group).title))
            context.kept["series"] = {_first(group).slug: group for group in in_order}
        return context.kept["series"]


@dataclass
class _Named:
    language: str
    title: str


def _first(group: list[Page]) -> Page:
    return min(group, key=lambda page: (page.locale.language_code != DEFAULT, page.pk))


WHEN = WhenFacet("when", _("When"))
MONTH = MonthFacet("month", _("Month"))
EVENT_FACETS: list[Facet] = [
    WHEN,
    MONTH,
    TermFacet("event-type"),
    SaidFacet("mode", _("How to take part"), "mode", lambda: Mode.choices),
    TermFacet("region"),
    TermFacet("topic"),
    TermFacet("audience"),
    YearFacet("year", _("Year"), "sort_day__year"),
]
WEBINAR_FACETS: list[Facet] = [
    SeriesFacet("series", _("Series")),
    YearFacet("year", _("Year"), "date__year"),
    TermFacet("topic"),
    TermFacet("region"),
    TermFacet("audience"),
]
