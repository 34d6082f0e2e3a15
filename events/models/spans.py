"""The instants at which an event begins and ends, and what follows from them."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.models import BasePage
from events.days_and_hours import FAR, DaysAndHours, Span
from events.models.repeating import Repeating
from events.search_words import day_words


class Spanned(Repeating):
    """An event on the line of time: to come, going on, past."""

    class Phase(models.TextChoices):
        """Computed, never stored."""

        TO_COME = "to-come", _("To come")
        NOW = "now", _("Now")
        PAST = "past", _("Past")

    # Derived when saved: what lists sort by and count by months, also for events without an exact date.
    sort_start_utc = models.DateTimeField(null=True, editable=False, db_index=True)
    sort_end_utc = models.DateTimeField(null=True, editable=False, db_index=True)
    sort_day = models.DateField(null=True, editable=False, db_index=True)

    newest = ("sort_start_utc",)
    of_one_time = {"sort_start_utc", "sort_end_utc", "sort_day"}
    search_fields = [*BasePage.search_fields, index.FilterField("sort_start_utc")]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_instants()
        super().save(*args, **kwargs)

    def derive_instants(self) -> None:
        """Set what is stored of the times, by the present rules of the zone."""
        self._known_dates = None
        self.sort_start_utc, self.sort_end_utc = self.sorting_span()
        # The first date is told apart from what is next, which changes without being saved.
        dates = self.dates()
        self.sort_day = (dates[0].times if dates else self.times).listed_day

    @property
    def times(self) -> DaysAndHours:
        """When it takes place as things stand: of a postponed event the new day, whether known or not.

        Of an event that repeats: its next date, or the last there was.
        """
        return self.times_at(timezone.now())

    def times_at(self, now: datetime.datetime) -> DaysAndHours:
        if self.times_as_moved:
            return self.times_as_moved
        if date := self.date_of(now):
            return date.times
        planned = self.planned_times
        return planned.moved_to(self.new_date, self.new_time) if self.is_postponed else planned

    @property
    def known_days(self) -> tuple[datetime.date, datetime.date] | None:
        return self.times.known_days

    def occurrence_spans(self) -> list[tuple[datetime.date, Span]]:
        """Each time it takes place, under its day: that in the rule, or the day itself."""
        if dates := self.dates():
            return [(date.day, span) for date in dates for span in date.times.spans()]
        return [(span[0].astimezone(self.zone).date(), span) for span in self.times.spans()]

    def sorting_span(self) -> Span:
        """From the first date to the last."""
        if spans := [date.span for date in self.dates()]:
            return min(spans)[0], max(end for _start, end in spans)
        return self.times.sorting_span()

    def phase_at(self, now: datetime.datetime) -> "Spanned.Phase":
        times = self.times_at(now)
        start, end = times.sorting_span()
        if end <= now:
            return self.Phase.PAST
        return self.Phase.NOW if times.has_exact_time and start <= now else self.Phase.TO_COME

    @property
    def search_until(self) -> datetime.datetime | None:
        return self.sort_end_utc

    def more_search_text(self) -> list[str]:
        return [*super().more_search_text(), *day_words(self.times), *self._condition_in_words()]

    def _condition_in_words(self) -> list[str]:
        return [] if self.condition == self.Condition.AS_PLANNED else [str(self.get_condition_display())]

    @property
    def phase(self) -> "Spanned.Phase":
        return self.phase_at(timezone.now())

    @property
    def is_today(self) -> bool:
        """On the calendar of the network, and not over yet."""
        days = self.known_days
        return bool(days and days[0] <= timezone.localdate() <= days[1] and self.phase != self.Phase.PAST)

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which the phase changes by itself, or the day comes."""
        times, dates = self.times_at(now), self.dates()
        spans = [span for date in dates for span in date.times.spans()] or times.spans()
        instants = [instant for span in [*spans, times.sorting_span()] for instant in span]
        days = [date.times.known_days for date in dates] or [times.known_days]
        instants += [start_of_day(known[0]) for known in days if known]
        return min((instant for instant in instants if now < instant < FAR), default=None)


def start_of_day(day: datetime.date) -> datetime.datetime:
    """Midnight on the clocks of the network."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
