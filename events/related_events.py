"""What stands beside an event or a summary: events to come, summaries, the event that a key leads to.

All of it passes through `core.visibility`. What readers have in common is remembered until public content changes.
"""

import datetime
import uuid
from collections.abc import Iterable

from wagtail.models import Page

from caching.site_version import cached_until_change, version_cache
from core.prefetch import Reader, attach_terms
from events.models.condition import Conditional
from events.models.spans import Spanned

# Events without any date are sorted to the year 9999.
NO_DATE = datetime.datetime(9990, 1, 1, tzinfo=datetime.UTC)
# How many events to come are kept in mind, so that three remain when some are over.
KEPT_IN_MIND = 12


def upcoming_events(model: type[Spanned], reader: Reader, now: datetime.datetime) -> list[Spanned]:
    """The next events that have a date, cancelled ones left out."""
    cache, key = version_cache(), ("upcoming", reader.key)
    candidates = cache.get(key)
    if candidates is None or sum(is_to_come(event, now) for event in candidates) < min(len(candidates), 4):
        # Live events alone have occurrences: only what has a day is offered.
        events = model._default_manager.filter(sort_end_utc__gte=now, sort_end_utc__lt=NO_DATE)
        planned = reader.shown(events.exclude(condition=Conditional.Condition.CANCELLED))
        candidates = attach_terms(planned.by_next_date(now).without_bodies()[:KEPT_IN_MIND])
        cache[key] = candidates
    # The next date of an event that repeats may be another one by now.
    to_come = [event for event in candidates if is_to_come(event, now)]
    return sorted(to_come, key=lambda event: event.times_at(now).sorting_span())


def is_to_come(event: Spanned, now: datetime.datetime) -> bool:
    return event.sort_end_utc is not None and event.sort_end_utc >= now


def more_upcoming(
    page: Page, model: type[Spanned], reader: Reader, now: datetime.datetime, count: int = 3
) -> list[Spanned]:
    """Events to come besides this one."""
    events = upcoming_events(model, reader, now)
    return [event for event in events if event.translation_key != page.translation_key][:count]


def summaries_of(event: Spanned, reader: Reader) -> list[Page]:
    """What was written about the event afterwards."""
    model = _model_of(event, "summaries")
    # Most events have none: one query for all of them.
    if event.translation_key not in _summed_up(model):
        return []
    cache, key = version_cache(), ("summaries", event.pk, reader.key)
    if key not in cache:
        summaries = model._default_manager.filter(event__translation_key=event.translation_key)
        cache[key] = attach_terms(reader.shown(summaries).order_by("date", "pk").defer_streamfields())
    return cache[key]


@cached_until_change
def _summed_up(model: type[Page]) -> frozenset[uuid.UUID]:
    """The translation keys of events of which there is a live summary."""
    rows = model._default_manager.filter(live=True, event__isnull=False).order_by()
    return frozenset(rows.values_list("event__translation_key", flat=True))


def one_page(page: Page, field: str, reader: Reader) -> Page | None:
    """The page that a key leads to, in the reader's language; nothing where the reader may not open it."""
    target = getattr(page, f"{field}_id")
    if not target:
        return None
    model = _model_of(page, field)
    cache, key = version_cache(), ("one", model.__name__, target, reader.key)
    if key not in cache:
        versions = model._default_manager.filter(pk=target).values("translation_key")
        version = reader.shown(model._default_manager.filter(translation_key__in=versions)).first()
        cache[key] = attach_terms([version])[0] if version else None
    return cache[key]


def _model_of(page: Page, field: str) -> type[Page]:
    return page._meta.get_field(field).related_model


def next_change(events: Iterable[Spanned], now: datetime.datetime) -> datetime.datetime | None:
    """The first instant at which one of the events begins or is over."""
    return min((instant for event in events if (instant := event.next_change(now))), default=None)
