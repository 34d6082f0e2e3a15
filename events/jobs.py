"""What events do by themselves: their instants are computed again when the rules of time zones are other ones."""

import logging

from django.db import transaction
from wagtail.models import Page

from caching import site_version
from core.locking import lock_page
from events.after_event import followed_events
from events.models import EventPage, Occurrence
from events.outside_calendars import calendar_tasks
from jobs import zone_rules
from jobs.heartbeat import should_stop, still_working
from jobs.registry import Lane, due_job
from search.indexing import entries

logger = logging.getLogger(__name__)
DERIVED = ("sort_start_utc", "sort_end_utc", "sort_day", "expire_at")


@due_job(every=60)
def hours_after_events() -> None:
    """Also of events that are not live, and of what a process that was killed left: most follow at once."""
    followed_events.follow_all()


@due_job(every=300, lane=Lane.SLOW)
def follow_zone_rules() -> None:
    """Each event by itself; a worker that is stopped in the middle begins anew."""
    if not zone_rules.are_new():
        return
    before, moved = zone_rules.computed_with() or "none", 0
    for pk in list(EventPage.objects.order_by("pk").values_list("pk", flat=True)):
        if should_stop():
            return
        moved += _compute_again(pk)
        still_working()
    zone_rules.note()
    logger.warning(
        "Time zone rules %s are in force (before: %s); %s events moved", zone_rules.in_force(), before, moved
    )


def _compute_again(pk: int) -> bool:
    """Whether an event takes place at another instant than was stored."""
    with transaction.atomic():
        lock_page(pk)
        event = EventPage.objects.filter(pk=pk).first()
        if event is None:
            return False
        stored = [getattr(event, name) for name in DERIVED]
        event.derive_instants()
        spans = event.occurrence_spans() if event.live else []
        rows = event.occurrences.values_list("day", "start_utc", "end_utc")
        is_known = sorted((day, (start, end)) for day, start, end in rows) == sorted(spans)
        if stored == [getattr(event, name) for name in DERIVED] and is_known:
            return False
        EventPage.objects.filter(pk=pk).update(**{name: getattr(event, name) for name in DERIVED})
        Occurrence.rebuild(event)
        entries.write_soon(Page.objects.filter(pk=pk))
        site_version.bump()
    return True


@due_job(every=300)
def take_up_imports_of_calendars() -> None:
    calendar_tasks.take_up()
    calendar_tasks.forget_old_imports()
