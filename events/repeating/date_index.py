"""The list of events by dates: an event that repeats has a row for each of its dates (decision 68).

The first date has the key of the page, so that a list without such events is counted as any other; the keys of the
rest follow after the last page.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import Max, Min
from django.utils import timezone
from wagtail.models import Locale, Page

from caching.site_version import version_cache
from core.i18n.time_zones import is_zone
from search.facet_index import BASE, FacetIndex, Row, bits_of, in_order
from search.facets import Facet
from search.lists.rows import LoadCards, Rows
from users.models import AnyUser

# Facets by which a reader asks for days: then each date has its row.
BY_DAY = frozenset({"month", "year"})
DATE_ORDER = "sort_start_utc"


class ListedDate(NamedTuple):
    """A date of an event that repeats: its day in the rule, the day on which it takes place, and the instants."""

    day: datetime.date
    shown_day: datetime.date
    start: datetime.datetime
    end: datetime.datetime

    def value_of(self, column: str) -> Any:
        """What stands in a column of the index, where the date says something else than its event; else None."""
        columns = {
            "sort_start_utc": self.start,
            "sort_end_utc": self.end,
            "sort_day": self.shown_day,
            "sort_day__year": self.shown_day.year,
        }
        return columns.get(column)


def listed_dates() -> dict[int, list[ListedDate]]:
    """By event, those of live events that repeat, in order."""
    found: dict[int, list[ListedDate]] = {}
    repeating = apps.get_model("events", "Occurrence").objects.filter(event__live=True).exclude(event__repeats="")
    times = repeating.order_by().values_list("event_id", "day", "event__time_zone")
    for event, day, zone, start, end in times.annotate(start=Min("start_utc"), end=Max("end_utc")).order_by("start"):
        shown_day = start.astimezone(ZoneInfo(zone)).date() if is_zone(zone) else day
        found.setdefault(event, []).append(ListedDate(day, shown_day, start, end))
    return found


class DateIndex(FacetIndex):
    """The index of the list of events, with a row for each date."""

    def __init__(self, events: FacetIndex, dates: dict[int, list[ListedDate]]) -> None:
        self.events = events
        self.dates: dict[int, ListedDate] = {}
        # The rows of events that have more than one.
        self.rows_of_event: dict[int, list[int]] = {}
        rows = dict(events.rows)
        next_key = max(rows, default=0) + 1
        for event, listed in dates.items():
            if event not in rows:
                continue
            keys = [event, *range(next_key, next_key + len(listed) - 1)]
            next_key += len(listed) - 1
            self.rows_of_event[event] = keys
            self.dates |= dict(zip(keys, listed, strict=True))
            rows |= {key: self._row(events, event, date) for key, date in zip(keys, listed, strict=True)}
        self.event_of = {key: event for event, keys in self.rows_of_event.items() for key in keys}
        terms = {term: self.spread(bits) for term, bits in events.terms.items()}
        super().__init__(events.entries, events.columns, rows, terms)

    @staticmethod
    def _row(events: FacetIndex, event: int, date: ListedDate) -> Row:
        row, start = events.rows[event], len(BASE) - 1
        own = [date.value_of(column) for column in events.columns]
        return row[:start] + tuple(row[start + at] if value is None else value for at, value in enumerate(own))

    def spread(self, bits: int) -> int:
        """The rows of these events."""
        for event, keys in self.rows_of_event.items():
            if bits >> event & 1:
                bits |= bits_of(keys)
        return bits

    def rows_of(self, keys: Iterable[int]) -> Iterator[int]:
        return (row for key in keys for row in self.rows_of_event.get(key, [key]))

    def entries_of(self, rows: int) -> list[int]:
        return list(dict.fromkeys(self.event_of.get(row, row) for row in in_order(self.rows, rows)))

    def seen_by(self, user: AnyUser, locale: Locale) -> int:
        return self.spread(self.events.seen_by(user, locale))

    def order(self, fields: tuple[str, ...]) -> list[int]:
        return self.derive(("order", fields), lambda: list(self._ordered(fields)))

    def _ordered(self, fields: tuple[str, ...]) -> Iterable[int]:
        by_event = self.rows_of(self.events.order(fields))
        if fields[0].removeprefix("-") != DATE_ORDER:
            return by_event
        if not self.dates:
            return by_event
        starts = dict(self.entries.filter(live=True).order_by().values_list("pk", DATE_ORDER))
        starts |= {row: date.start for row, date in self.dates.items()}
        rows = [row for row in by_event if row in self.rows]
        known = sorted((row for row in rows if starts.get(row)), key=starts.__getitem__, reverse=fields[0][0] == "-")
        return [*known, *(row for row in rows if not starts.get(row))]

    def first_of_each(self, rows: int, of: Callable[[ListedDate], bool]) -> int:
        """The same rows, but of the dates of an event for which `of` holds the first alone."""
        for keys in self.rows_of_event.values():
            those = [key for key in keys if rows >> key & 1 and of(self.dates[key])]
            rows &= ~bits_of(those[1:]) if len(those) > 1 else rows
        return rows


class DateRows(Rows):
    """To come, the first of the dates left of each event, or each date where days are asked for; past, each date."""

    only_in_memory = True

    def index(self, entries: FacetIndex) -> DateIndex:
        # The dates are told by another table than the entries: they are asked for in each version of the site.
        known, key = version_cache(), ("dates of events", id(entries))
        if key not in known:
            # The index is kept too, so that its number is not given to another.
            known[key] = entries, DateIndex(entries, listed_dates())
        return known[key][1]

    def fold(self, bits: int, index: FacetIndex, narrowed_by: Collection[Facet], counted: Facet | None = None) -> int:
        asks_for_days = any(facet.name in BY_DAY for facet in [*narrowed_by, *([counted] if counted else [])])
        if asks_for_days or not isinstance(index, DateIndex):
            return bits
        now = timezone.now()
        return index.first_of_each(bits, lambda date: date.end >= now)

    def load(
        self, keys: list[int], cards: LoadCards, index: FacetIndex | None, narrowed_by: Collection[Facet]
    ) -> list[Any]:
        if not isinstance(index, DateIndex):
            return super().load(keys, cards, index, narrowed_by)
        found = cards({index.event_of.get(key, key) for key in keys})
        stands_for_all = not any(facet.name in BY_DAY for facet in narrowed_by)
        entries = (self._entry(key, found, index, stands_for_all) for key in keys)
        return [entry for entry in entries if entry is not None]

    def _entry(self, key: int, found: dict[int, Any], index: DateIndex, stands_for_all: bool) -> Page | None:
        event, date = found.get(index.event_of.get(key, key)), index.dates.get(key)
        if event is None or date is None:
            return event
        return event if stands_for_all and date.end >= timezone.now() else event.on(date.day)
