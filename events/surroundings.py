"""What stands around an event or a summary: its series, its neighbours there, summaries, events to come.

All of it passes through `core.visibility`. What readers have in common is remembered until public content changes.
"""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, Value
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from caching.site_version import version_cache
from core.prefetch import Reader, attach_terms

# Events without any date are sorted to the year 9999.
NO_DATE = datetime.datetime(9990, 1, 1, tzinfo=datetime.UTC)
# How many events to come are kept in mind, so that three remain when some are over.
KEPT_IN_MIND = 12
# A gap in the numbers of a series is shown while the whole is no longer than this.
SHOWS_GAPS_UNTIL = 12


class Part(NamedTuple):
    """One part of a series: the event, the summary of it, or both."""

    number: int | None
    event: Any
    summary: Any
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
    parts: list[Part]
    planned: int

    @property
    def total(self) -> int:
        return max(self.planned, len(self.parts), *(part.number or 0 for part in self.parts), 0)

    @property
    def is_numbered(self) -> bool:
        """Whether counting the parts gives their numbers."""
        return all(part.number == place for place, part in enumerate(self.parts, 1))

    @property
    def held(self) -> int:
        return sum(part.state == "past" for part in self.parts)

    def place_of(self, page: Page) -> "Place | None":
        known = [part for part in self.parts if part.page]
        for index, part in enumerate(known):
            keys = {one.translation_key for one in (part.event, part.summary) if one}
            if page.translation_key in keys:
                before = known[index - 1] if index else None
                after = known[index + 1] if index + 1 < len(known) else None
                return Place(self, part, before, after)
        return None


class Place(NamedTuple):
    """Where a page stands in its series."""

    series: Series
    part: Part
    before: Part | None
    after: Part | None


def series_of(series: Any, reader: Reader, now: datetime.datetime) -> Series:
    """The parts of a series that this reader may see, in order."""
    known = version_cache()
    key = ("series", series.pk, reader.key)
    if key not in known:
        known[key] = (_events_in(series, reader), _summaries_in(series, reader))
    events, summaries = known[key]
    planned = series.planned_size or 0
    return Series(series, _with_states(_joined(events, summaries), planned, now), planned)


def _events_in(series: Any, reader: Reader) -> list[Any]:
    events = series.series_events.model.objects.filter(series__translation_key=series.translation_key)
    return list(reader.shown(events).order_by("series_position", "sort_start_utc", "pk").defer_streamfields())


def _summaries_in(series: Any, reader: Reader) -> list[Any]:
    """Summaries below the series in any language, each once; with the key of the event that they sum up."""
    model = series._meta.apps.get_model("events", "WebinarSummaryPage")
    twins = Page.objects.filter(translation_key=series.translation_key).values("path")
    summaries = model.objects.annotate(
        above=Substr("path", Value(1), Length("path") - Page.steplen), event_key=F("event__translation_key")
    ).filter(above__in=twins)
    return list(reader.shown(summaries).order_by("number", "date", "pk").defer_streamfields())


def _joined(events: list[Any], summaries: list[Any]) -> list[Part]:
    """Events and summaries of the same session together, in the order of the series."""
    by_event = {summary.event_key: summary for summary in summaries if summary.event_key}
    by_number = {summary.number: summary for summary in summaries if summary.number and not summary.event_key}
    parts = []
    for event in events:
        summary = by_event.pop(event.translation_key, None) or by_number.pop(event.series_position, None)
        number = event.series_position or (summary.number if summary else None)
        parts.append(Part(number, event, summary, ""))
    paired = {part.summary.pk for part in parts if part.summary}
    parts += [Part(summary.number, None, summary, "") for summary in summaries if summary.pk not in paired]
    return sorted(parts, key=_order)


def _order(part: Part) -> tuple[int, datetime.date]:
    day = part.event.start_date if part.event else part.summary.date
    return part.number or 10_000, day or datetime.date.max


def _with_states(parts: list[Part], planned: int, now: datetime.datetime) -> list[Part]:
    states = [_state(part, now) for part in parts]
    if "to-come" in states:
        states[states.index("to-come")] = "next"
    return _with_gaps([part._replace(state=state) for part, state in zip(parts, states, strict=True)], planned)


def _state(part: Part, now: datetime.datetime) -> str:
    if part.summary or part.event.phase_at(now) == "past":
        return "past"
    return "to-come" if part.event.occurrence_spans() else "open"


def _with_gaps(parts: list[Part], planned: int) -> list[Part]:
    """A place for each number that has no page: missing between others, open after the last."""
    numbers = [part.number for part in parts if part.number]
    total = max([planned, len(parts), *numbers])
    if len(set(numbers)) < len(parts) or total > SHOWS_GAPS_UNTIL:
        return parts
    by_number = {part.number: part for part in parts}
    last = max(numbers, default=0)
    return [
        by_number.get(number) or Part(number, None, None, "missing" if number < last else "open")
        for number in range(1, total + 1)
    ]


def upcoming_events(model: Any, reader: Reader, now: datetime.datetime) -> list[Any]:
    """The next events that have a date, cancelled ones left out."""
    known = version_cache()
    key = ("upcoming", reader.key)
    candidates = known.get(key)
    if candidates is None or sum(is_to_come(event, now) for event in candidates) < min(len(candidates), 4):
        # Live events alone have occurrences: only what has a day is offered.
        events = model.objects.filter(sort_end_utc__gte=now, sort_end_utc__lt=NO_DATE)
        events = reader.shown(events.exclude(condition=model.Condition.CANCELLED)).order_by("sort_start_utc", "pk")
        candidates = known[key] = attach_terms(events.defer_streamfields()[:KEPT_IN_MIND])
    return [event for event in candidates if is_to_come(event, now)]


def is_to_come(event: Any, now: datetime.datetime) -> bool:
    return event.sort_end_utc is not None and event.sort_end_utc >= now


def more_upcoming(page: Any, model: Any, reader: Reader, now: datetime.datetime, count: int = 3) -> list[Any]:
    """Events to come besides this one."""
    events = upcoming_events(model, reader, now)
    return [event for event in events if event.translation_key != page.translation_key][:count]


def summaries_of(event: Any, reader: Reader) -> list[Any]:
    """What was written about the event afterwards."""
    known = version_cache()
    key = ("summaries", event.pk, reader.key)
    if key not in known:
        summaries = event.summaries.model.objects.filter(event__translation_key=event.translation_key)
        known[key] = attach_terms(reader.shown(summaries).order_by("date", "pk").defer_streamfields())
    return known[key]


def event_of(summary: Any, reader: Reader) -> Any:
    """The event that a summary sums up, in the reader's language; nothing where the reader may not open it."""
    return one_page(summary, "event", reader)


def one_page(page: Any, field: str, reader: Reader) -> Any:
    """The page that a key leads to, in the reader's language; nothing where the reader may not open it."""
    if not getattr(page, f"{field}_id"):
        return None
    model = page._meta.get_field(field).related_model
    known = version_cache()
    key = ("one", model.__name__, getattr(page, f"{field}_id"), reader.key)
    if key not in known:
        same = model.objects.filter(pk=getattr(page, f"{field}_id")).values("translation_key")
        known[key] = reader.shown(model.objects.filter(translation_key__in=same)).first()
        if known[key] is not None:
            attach_terms([known[key]])
    return known[key]


def next_change(events: Iterable[Any], now: datetime.datetime) -> datetime.datetime | None:
    """The first instant at which one of the events begins or is over."""
    return min((instant for event in events if (instant := event.next_change(now))), default=None)
