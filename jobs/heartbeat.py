"""The worker's sign of life, for whoever wants to know."""

import datetime
import logging
import threading
from typing import Protocol

from django.utils import timezone

from jobs.models import WorkerBeat

logger = logging.getLogger(__name__)

# A worker is missed when it was not heard of for this long. It writes every few seconds.
MISSED_AFTER = datetime.timedelta(seconds=45)


class Watched(Protocol):
    seen: datetime.datetime
    stop: threading.Event


_thread = threading.local()


def watch(watched: Watched) -> None:
    """From now on this thread's signs of life are those of `watched`."""
    _thread.watched = watched


def still_working() -> None:
    """Called by a job that takes long, between two pieces. Outside the worker it does nothing."""
    if watched := getattr(_thread, "watched", None):
        watched.seen = timezone.now()


def should_stop() -> bool:
    """Whether the worker is to end: a job that takes long leaves the rest for another time."""
    watched = getattr(_thread, "watched", None)
    return watched is not None and watched.stop.is_set()


def note_error(error: str) -> None:
    """Keep the last error where administrators see it. The log has all of it."""
    try:
        WorkerBeat.objects.update(last_error=error[:2000], last_error_at=timezone.now())
    except Exception:  # the database may be what failed
        logger.exception("The error could not be noted")


def last_seen() -> datetime.datetime | None:
    return WorkerBeat.objects.values_list("beat_at", flat=True).first()


def is_missed(seen: datetime.datetime | None) -> bool:
    return seen is None or timezone.now() - seen > MISSED_AFTER
