"""The instants at which an event begins and ends, and what follows from them."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.models import BasePage
from events.models.timing import Timing


class Spanned(Timing):
    """An event on the line of time: to come, going on, past."""

    class Phase(models.TextChoices):
        """Computed, never stored."""

        TO_COME = "to-come", _("To come")
        NOW = "now", _("Now")
        PAST = "past", _("Past")

    # Derived when saved: what lists sort by, also for events without an exact date.
    sort_start_utc = models.DateTimeField(null=True, editable=False, db_index=True)
    sort_end_utc = models.DateTimeField(null=True, editable=False, db_index=True)

    search_fields = [*BasePage.search_fields, index.FilterField("sort_start_utc")]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_start_utc, self.sort_end_utc = self.sorting_span()
        super().save(*args, **kwargs)

    def at(self, day: datetime.date, time: datetime.time) -> datetime.datetime:
        """The instant, in UTC, of a wall-clock time in the event's zone."""
        return datetime.datetime.combine(day, time, tzinfo=self.zone).astimezone(datetime.UTC)

    def occurrence_spans(self) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """Start and end, in UTC, of each time the event takes place; none while the day is unknown."""
        if self.known_days is None:
            return []
        first, last = self.known_days
        whole_days = self.all_day or self.precision == self.Precision.DAY or self.start_time is None
        if whole_days:
            after = last + datetime.timedelta(days=1)
            return [(self.at(first, datetime.time.min), self.at(after, datetime.time.min))]
        if self.same_hours_daily and self.is_multi_day:
            days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
            return [self._hours(day, day) for day in days]
        return [self._hours(first, last)]

    def _hours(self, first: datetime.date, last: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
        start = self.at(first, self.start_time or datetime.time.min)
        if self.end_time:
            return start, self.at(last, self.end_time)
        # With an open end it counts as going on for two hours, so that it leaves "upcoming" in good time.
        end = start + datetime.timedelta(hours=2)
        return start, end if first == last else max(end, self.at(last, datetime.time.max))

    def sorting_span(self) -> tuple[datetime.datetime | None, datetime.datetime | None]:
        """What lists sort by. A month or season counts until its last day; without any date the end is far off."""
        spans = self.occurrence_spans()
        if spans:
            return spans[0][0], spans[-1][1]
        if self.start_date and self.precision in {self.Precision.MONTH, self.Precision.SEASON}:
            months = 1 if self.precision == self.Precision.MONTH else 3
            first = self.start_date.replace(day=1)
            after = (first.month - 1 + months) // 12
            end = first.replace(year=first.year + after, month=(first.month - 1 + months) % 12 + 1)
            instant = self.at(end, datetime.time.min)
            return instant, instant
        far = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
        return far, far

    def phase_at(self, now: datetime.datetime) -> "Spanned.Phase":
        start, end = self.sorting_span()
        if end and end <= now:
            return self.Phase.PAST
        if self.has_exact_time and start and start <= now:
            return self.Phase.NOW
        return self.Phase.TO_COME

    @property
    def phase(self) -> "Spanned.Phase":
        return self.phase_at(timezone.now())

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which the phase changes by itself."""
        later = [instant for span in self.occurrence_spans() for instant in span if instant > now]
        later += [instant for instant in self.sorting_span() if instant and now < instant and instant.year < 9999]
        return min(later, default=None)
