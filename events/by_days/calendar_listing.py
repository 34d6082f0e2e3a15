"""The list of events as a month of days: the same filters, counts and guard, with all events of the month on one page.

Facets hold as in the list; without a word about when, what is over in the month counts too.
"""

import datetime
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from babel import Locale as Region
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addresses import prepare_addresses
from core.i18n.languages import current, regional
from events.days_and_hours import months_after
from events.facets import ALL, MONTH, WHEN
from events.models.spans import Spanned
from search.facets import Facet
from search.filters import Chip, Filters
from search.listing import Listing
from search.lists.selection import Entries

VIEW = "view"
LIST, AS_MONTH, AS_AGENDA = "", "month", "agenda"
VIEWS: dict[str, str | Promise] = {
    LIST: _("List"),
    AS_MONTH: _("Month"),
    AS_AGENDA: pgettext_lazy("days of a month", "Agenda"),
}
# More events of a month are nobody's wish on one page.
MOST_ENTRIES = 500
ONE_DAY = datetime.timedelta(days=1)


def view_asked_for(request: HttpRequest) -> str:
    wanted = request.GET.get(VIEW, LIST)
    return wanted if wanted in VIEWS else LIST


class DayOfMonth(NamedTuple):
    """A day of the table, with what takes place on it in the order of the hours."""

    day: datetime.date
    is_in_month: bool
    is_today: bool
    events: list[Spanned]

    @property
    def looks(self) -> str:
        """Words for the styles."""
        kind = "outside" if not self.is_in_month else "" if self.events else "free"
        return f"{kind} today".strip() if self.is_today else kind


class MonthLink(NamedTuple):
    first: datetime.date
    query: str
    # Whether there is something in it: search engines are not led into empty months.
    total: int


@dataclass
class CalendarListing(Listing):
    """A month of the list of events. `view` says how it is shown."""

    view: str = AS_MONTH

    def __post_init__(self) -> None:
        super().__post_init__()
        params = self.request.GET.copy()
        if not self.filters.chosen[MONTH.name]:
            # What was asked for and is no month is still said to be unknown.
            params.appendlist(MONTH.name, f"{timezone.localdate():%Y-%m}")
        if not self.filters.chosen[WHEN.name]:
            params.appendlist(WHEN.name, ALL)
        self.filters = Filters(self.index.facets, params, self.user, self.index.shown_names, ("q", VIEW))

    @property
    def state(self) -> tuple[Hashable, ...]:
        return *super().state, self.view

    @cached_property
    def month(self) -> datetime.date:
        """Its first day."""
        return datetime.date.fromisoformat(f"{self.filters.chosen[MONTH.name][0]}-01")

    @cached_property
    def page_obj(self) -> PaginatorPage:
        """All of the month on one page."""
        keys = self.selection.keys(0, MOST_ENTRIES)
        entries: Any = Entries(self.selection, self._load)
        found: PaginatorPage = Paginator(entries, max(len(keys), 1)).get_page(1)
        prepare_addresses(found.object_list)
        return found

    @property
    def _implied(self) -> set[str]:
        """Facets that the view chooses by itself."""
        return {MONTH.name} | ({WHEN.name} if self.filters.chosen[WHEN.name] == [ALL] else set())

    @cached_property
    def chips(self) -> list[Chip]:
        pairs = [(facet, value) for facet, value in self.filters.pairs() if facet.name not in self._implied]
        words = [chip for chip in super().chips if self.text][:1]
        made = [Chip(self.filters.label_of(*pair), self.filters.query_without(*pair)) for pair in pairs]
        return [*words, *made]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text) or any(self.filters.chosen[facet.name] for facet in self._narrowing)

    @property
    def chosen_count(self) -> int:
        return sum(len(self.filters.chosen[facet.name]) for facet in self._narrowing) + bool(self.text)

    @property
    def _narrowing(self) -> list[Facet]:
        return [facet for facet in self.filters.facets if facet.name not in self._implied]

    @property
    def is_thin(self) -> bool:
        """A month without events leads nowhere, and there are as many as one likes."""
        return not self.total or self.is_narrowed or "sort" in self.request.GET

    def kept(self) -> list[tuple[str, str]]:
        return [*super().kept(), (VIEW, self.view)]

    @property
    def subscribed(self) -> dict[str, list[str]]:
        """The filters without the month: who subscribes wants the coming ones too."""
        return self.filters.chosen | {name: [] for name in self._implied}

    @property
    def feed_query(self) -> str:
        rest = Filters(self.index.facets, self.request.GET, self.user, kept=("q",))
        return rest.query(self.subscribed)

    # Days

    @cached_property
    def events(self) -> list[Spanned]:
        """In the order in which they take place; a date of an event that repeats as the event is seen there."""
        return sorted(self.page_obj.object_list, key=lambda event: event.times.sorting_span())

    @cached_property
    def without_day(self) -> list[Spanned]:
        """Those of which no more than the month or season is known."""
        return [event for event in self.events if not event.known_days]

    @cached_property
    def weeks(self) -> list[list[DayOfMonth]]:
        """Whole weeks, which begin as the reader's calendar does."""
        begins = first_weekday()
        start = self.month - ((self.month.weekday() - begins) % 7) * ONE_DAY
        last = months_after(self.month, 1) - ONE_DAY
        by_day = self._by_day()
        count = -(-((last - start).days + 1) // 7)
        return [[self._cell(start + (7 * week + day) * ONE_DAY, by_day) for day in range(7)] for week in range(count)]

    def _cell(self, day: datetime.date, by_day: dict[datetime.date, list[Spanned]]) -> DayOfMonth:
        is_in_month = (day.year, day.month) == (self.month.year, self.month.month)
        return DayOfMonth(day, is_in_month, day == timezone.localdate(), by_day.get(day, []) if is_in_month else [])

    def _by_day(self) -> dict[datetime.date, list[Spanned]]:
        """Each event under each of its days, as far as they lie in the month."""
        found: dict[datetime.date, list[Spanned]] = {}
        last = months_after(self.month, 1) - ONE_DAY
        for event in self.events:
            if event.known_days:
                first, until = max(event.known_days[0], self.month), min(event.known_days[1], last)
                for number in range((until - first).days + 1):
                    found.setdefault(first + number * ONE_DAY, []).append(event)
        return found

    @property
    def days_with_events(self) -> list[DayOfMonth]:
        return [day for week in self.weeks for day in week if day.events]

    @property
    def weekdays(self) -> list[datetime.date]:
        """Seven days, by which the columns are named."""
        return [one.day for one in self.weeks[0]]

    # Other months

    @cached_property
    def _counts(self) -> dict[str, int]:
        """By month, how many events the other filters leave."""
        return self.selection.counts(MONTH)

    def _link(self, first: datetime.date) -> MonthLink:
        value = f"{first:%Y-%m}"
        query = self.filters.query(self.subscribed | {MONTH.name: [value]})
        return MonthLink(first, query, self._counts.get(value, 0))

    @cached_property
    def _reach(self) -> tuple[str, str]:
        """From the first month with something in it to the last; this month is always among them."""
        known = [*self._counts, f"{timezone.localdate():%Y-%m}"]
        return min(known), max(known)

    @property
    def before(self) -> MonthLink | None:
        """The month before, as long as there is something before; from far beyond the last that has something."""
        value = f"{self.month:%Y-%m}"
        if value <= self._reach[0]:
            return None
        return self._link(min(months_after(self.month, -1), _first_of(self._reach[1])))

    @property
    def after(self) -> MonthLink | None:
        value = f"{self.month:%Y-%m}"
        if value >= self._reach[1]:
            return None
        return self._link(max(months_after(self.month, 1), _first_of(self._reach[0])))

    @property
    def nearest(self) -> MonthLink | None:
        """For an empty month: the next one with events, or the last there was."""
        value = f"{self.month:%Y-%m}"
        months = sorted(month for month, total in self._counts.items() if total)
        later = [month for month in months if month > value]
        found = later[0] if later else months[-1] if months else ""
        return self._link(_first_of(found)) if found and found != value else None

    @property
    def this_month(self) -> MonthLink | None:
        today = timezone.localdate().replace(day=1)
        return None if today == self.month else self._link(today)


def _first_of(month: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{month}-01")


def first_weekday() -> int:
    """On which day weeks begin where the reader's language is spoken; Monday is 0."""
    return Region.parse(regional(current()), sep="-").first_week_day


class ViewLink(NamedTuple):
    name: str
    label: str | Promise
    query: str
    is_current: bool


def view_links(listing: Listing) -> list[ViewLink]:
    """The ways to look at the list; each keeps the filters. The list itself begins with what comes next."""
    is_month = isinstance(listing, CalendarListing)
    now = listing.view if isinstance(listing, CalendarListing) else LIST
    chosen = listing.subscribed if isinstance(listing, CalendarListing) else listing.filters.chosen
    filters = Filters(listing.index.facets, listing.request.GET, listing.user, kept=("q",))
    month = listing.filters.chosen[MONTH.name]
    found = []
    for name, label in VIEWS.items():
        query = filters.query(chosen | {MONTH.name: [] if is_month and name == LIST else month})
        asked = f"{VIEW}={name}&{query}".rstrip("&") if name else query
        found.append(ViewLink(name, label, asked, now == name))
    return found
