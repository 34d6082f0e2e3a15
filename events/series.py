"""A series of webinars as its parts see it: events and summaries in order, and what comes before and after.

All of it passes through `core.visibility`. What readers have in common is remembered until public content changes.
"""

import datetime
from typing import NamedTuple

from django.db.models import F, Value
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from caching.site_version import version_cache
from core.prefetch import Reader
from events.models.series_membership import SeriesMember
from events.models.webinar_session import HeldSession

# A gap in the numbers of a series is shown while the whole is no longer than this.
SHOWS_GAPS_UNTIL = 12


class SeriesPart(NamedTuple):
    """One part of a series: the event, the summary of it, or both."""

    number: int | None
    event: SeriesMember | None
    summary: HeldSession | None
    state: str  # past, next, to-come, open (no date), missing

    @property
    def page(self) -> Page | None:
        """The page to go to: the summary once there is one."""
        return self.summary or self.event

    @property
    def title(self) -> str:
        return self.page.title if self.page else ""


class Series(NamedTuple):
    """A series as its parts see it. `parts` are in order; those without page stand for missing numbers."""

    page: Page
    parts: list[SeriesPart]
    planned: int

    @property
    def total(self) -> int:
        """How many parts there are to be; 0 while nobody has said so."""
        return self.planned and max(self.planned, len(self.parts), *(part.number or 0 for part in self.parts), 0)

    @property
    def has_event(self) -> bool:
        return any(part.event for part in self.parts)

    @property
    def is_numbered(self) -> bool:
        """Whether counting the parts gives their numbers."""
        return all(part.number == place for place, part in enumerate(self.parts, 1))

    @property
    def held(self) -> int:
        return sum(part.state == "past" for part in self.parts)

    def position_of(self, page: Page) -> "SeriesPosition | None":
        parts = [part for part in self.parts if part.page]
        for index, part in enumerate(parts):
            keys = {version.translation_key for version in (part.event, part.summary) if version}
            if page.translation_key in keys:
                before = parts[index - 1] if index else None
                after = parts[index + 1] if index + 1 < len(parts) else None
                return SeriesPosition(self, part, before, after)
        return None


class SeriesPosition(NamedTuple):
    """Where a page stands in its series."""

    series: Series
    part: SeriesPart
    before: SeriesPart | None
    after: SeriesPart | None


def series_of(series: Page, reader: Reader, now: datetime.datetime) -> Series:
    """The parts of a series that this reader may see, in order."""
    cache = version_cache()
    key = ("series", series.pk, reader.key)
    if key not in cache:
        cache[key] = (_events_in(series, reader), _summaries_in(series, reader))
    events, summaries = cache[key]
    planned = series.planned_size or 0
    return Series(series, _with_states(_joined(events, summaries), planned, now), planned)


def _events_in(series: Page, reader: Reader) -> list[SeriesMember]:
    model = series._meta.get_field("series_events").related_model
    events = model.objects.filter(series__translation_key=series.translation_key)
    return list(reader.shown(events).order_by("series_position", "sort_start_utc", "pk").without_bodies())


def _summaries_in(series: Page, reader: Reader) -> list[HeldSession]:
    """Summaries below the series in any language, each once; with the key of the event that they sum up."""
    model = series._meta.apps.get_model("events", "WebinarSummaryPage")
    twins = Page.objects.filter(translation_key=series.translation_key).values("path")
    summaries = model.objects.annotate(
        above=Substr("path", Value(1), Length("path") - Page.steplen), event_key=F("event__translation_key")
    ).filter(above__in=twins)
    return list(reader.shown(summaries).order_by("number", "date", "pk").defer_streamfields())


def _joined(events: list[SeriesMember], summaries: list[HeldSession]) -> list[SeriesPart]:
    """Events and summaries of the same session together, in the order of the series."""
    by_event = {summary.event_key: summary for summary in summaries if summary.event_key}
    by_number = {summary.number: summary for summary in summaries if summary.number and not summary.event_key}
    parts = []
    for event in events:
        summary = by_event.pop(event.translation_key, None) or by_number.pop(event.series_position or 0, None)
        number = event.series_position or (summary.number if summary else None)
        parts.append(SeriesPart(number, event, summary, ""))
    paired = {part.summary.pk for part in parts if part.summary}
    parts += [SeriesPart(summary.number, None, summary, "") for summary in summaries if summary.pk not in paired]
    return sorted(parts, key=_order)


def _order(part: SeriesPart) -> tuple[int, datetime.date]:
    day = part.event.sort_day if part.event else part.summary and part.summary.date
    return part.number or 10_000, day or datetime.date.max


def _with_states(parts: list[SeriesPart], planned: int, now: datetime.datetime) -> list[SeriesPart]:
    states = [_state(part, now) for part in parts]
    if "to-come" in states:
        states[states.index("to-come")] = "next"
    return _with_gaps([part._replace(state=state) for part, state in zip(parts, states, strict=True)], planned)


def _state(part: SeriesPart, now: datetime.datetime) -> str:
    if part.summary or not part.event or part.event.phase_at(now) == "past":
        return "past"
    return "to-come" if part.event.occurrence_spans() else "open"


def _with_gaps(parts: list[SeriesPart], planned: int) -> list[SeriesPart]:
    """A place for each number that has no page: missing between others, open after the last."""
    numbers = [part.number for part in parts if part.number]
    total = max([planned, len(parts), *numbers])
    if len(set(numbers)) < len(parts) or total > SHOWS_GAPS_UNTIL:
        return parts
    by_number = {part.number: part for part in parts}
    last = max(numbers, default=0)
    return [
        by_number.get(number) or SeriesPart(number, None, None, "missing" if number < last else "open")
        for number in range(1, total + 1)
    ]
