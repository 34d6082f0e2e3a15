"""The list of events."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from caching.site_version import version_cache
from core.models import Vocabulary
from events.by_days.calendar_listing import VIEW, CalendarListing, view_asked_for, view_links
from events.facets import EVENT_FACETS, MONTH, PAST, WHEN, by_month
from events.models.event_page import EventPage, EventQuerySet
from events.models.spans import start_of_day
from events.repeating.date_index import DateRows
from search.filters import Filters
from search.listing import Listing, ListingPage, Sort
from search.lists.term_counts import map_of_list
from website.page_cache import valid_until


class EventIndexPage(ListingPage):
    """The list of events, at /events/."""

    kind = "event"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]

    facets = EVENT_FACETS
    rows = DateRows()
    sorts = [
        Sort("date", _("By date"), ("sort_start_utc", "pk")),
        Sort("newest", _("Newest announcement first"), ("-first_published_at", "pk")),
        Sort("title", _("Title, A to Z"), ("title", "pk")),
    ]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_entries(self) -> EventQuerySet:
        return EventPage.objects.all()

    def order_fields(self, fields: tuple[Any, ...], filters: Filters) -> tuple[Any, ...]:
        """By date, the past runs backwards."""
        is_past = filters.chosen[WHEN.name] == [PAST]
        return ("-sort_start_utc", "pk") if is_past and fields[0] == "sort_start_utc" else fields

    def next_change_of_list(self, listing: Listing) -> datetime.datetime | None:
        now, cache, key = timezone.now(), version_cache(), ("next change", self.pk, listing.reader.key)
        if key not in cache or (cache[key] or now) < now:
            midnight = start_of_day(timezone.localdate(now) + datetime.timedelta(days=1))
            change = listing.reader.shown(self.get_entries()).next_change(now)
            cache[key] = min(change or midnight, midnight)
        return cache[key]

    @classmethod
    def known_parameters(cls) -> set[str]:
        return {*super().known_parameters(), VIEW}

    def _by_days(self, request: HttpRequest) -> CalendarListing | None:
        """None where the address asks for the list."""
        view = view_asked_for(request)
        return CalendarListing(self, request, request.user, self.reading_locale(request), view) if view else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        listing = self._by_days(request) or context["listing"]
        valid_until(request, self.next_change_of_list(listing))
        by_date = listing.sort == "date"
        entries = listing.page_obj.object_list
        return context | {
            "listing": listing,
            "views": view_links(listing),
            "months": MONTH.strip(listing, timezone.localdate()),
            "groups_of_entries": by_month(entries) if by_date else [("", entries)],
            "is_past": listing.filters.chosen[WHEN.name] == [PAST],
            "map": map_of_list(listing, Vocabulary.REGION, _events),
            "is_upcoming": not listing.filters.chosen[WHEN.name],
        }


def _events(total: int) -> str:
    return ngettext("%(total)s event", "%(total)s events", total) % {"total": total}
