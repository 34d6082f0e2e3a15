"""The signs of life of the processes in the background, for whoever wants to know, and for who takes up their work.

They are written and compared by the clock of the database: those of two machines may differ.
"""

import datetime
import logging
import os
import socket
import threading
import time
from pathlib import Path
from typing import Protocol

from django.db import close_old_connections, connection
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import get_random_string

from jobs.models import WorkerBeat

logger = logging.getLogger(__name__)

Role = WorkerBeat.Role
# Seconds between two signs of life.
BEAT_EVERY = 5
# A process is missed when it was not heard of for this long.
MISSED_AFTER = datetime.timedelta(seconds=45)
# After this long it is taken for dead, and others take up what it had begun.
DEAD_AFTER = datetime.timedelta(minutes=2)


class Watched(Protocol):
    seen: datetime.datetime
    stop: threading.Event


# SQLite has one writer at a time. Who waits for it looks again every tenth of a second, and never gets a turn beside
# work that goes from one transaction to the next: so the background pauses as long as it worked, up to that.
LONGEST_PAUSE = 0.1

_thread = threading.local()


def watch(watched: Watched) -> None:
    """From now on this thread's signs of life are those of `watched`."""
    _thread.watched = watched


def still_working() -> None:
    """Called by a job that takes long, between two pieces. Outside the worker it does nothing."""
    if watched := getattr(_thread, "watched", None):
        watched.seen = timezone.now()
        let_others_write()


def let_others_write() -> None:
    """Between two pieces of work in the background: people who save or sign in do not wait for all of it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        worked = time.monotonic() - getattr(_thread, "since", 0.0)
        time.sleep(min(worked, LONGEST_PAUSE))
        _thread.since = time.monotonic()


def should_stop() -> bool:
    """Whether the worker is to end: a job that takes long leaves the rest for another time."""
    watched = getattr(_thread, "watched", None)
    return watched is not None and watched.stop.is_set()


class Heartbeat:
    """The row of this process. Whoever finds it gone was taken for dead, and must not go on: others do its work."""

    def __init__(self, role: WorkerBeat.Role, worker_id: str = "") -> None:
        self.role = role
        self.worker_id = worker_id or get_random_string(32)
        # When the database took a sign of life last, by the clock of this process.
        self.heard_at = time.monotonic()

    def begin(self) -> None:
        WorkerBeat.objects.create(worker_id=self.worker_id, role=self.role, host=this_machine(), pid=os.getpid())
        self.beat()

    def beat(self, seen: datetime.datetime | None = None, job: str = "") -> bool:
        """Renew the sign of life. False when others have taken this process for dead, or must have by now."""
        age = timezone.now() - seen if seen else datetime.timedelta(0)
        try:
            close_old_connections()
            row = WorkerBeat.objects.filter(worker_id=self.worker_id)
            is_alive = bool(row.update(beat_at=Now() - age, job=job[:80]))
        except Exception:  # the database may be away for a while
            logger.exception("The sign of life could not be written")
            return time.monotonic() - self.heard_at < DEAD_AFTER.total_seconds()
        self.heard_at = time.monotonic()
        return is_alive

    def note_error(self, error: str) -> None:
        """Keep the last error where administrators see it. The log has all of it."""
        try:
            WorkerBeat.objects.filter(worker_id=self.worker_id).update(
                last_error=error[:2000], last_error_at=timezone.now()
            )
        except Exception:  # the database may be what failed
            logger.exception("The error could not be noted")

    def end(self) -> None:
        WorkerBeat.objects.filter(worker_id=self.worker_id).delete()


def last_seen(role: WorkerBeat.Role) -> datetime.datetime | None:
    return WorkerBeat.objects.filter(role=role).values_list("beat_at", flat=True).first()


def is_missed(role: WorkerBeat.Role) -> bool:
    return not WorkerBeat.objects.filter(role=role, beat_at__gt=Now() - MISSED_AFTER).exists()


def forget_the_dead() -> None:
    """Take away the rows of processes that are known to be gone, or were silent for too long."""
    WorkerBeat.objects.filter(beat_at__lt=Now() - DEAD_AFTER).delete()
    here = WorkerBeat.objects.filter(host=this_machine()).values_list("pk", "pid")
    WorkerBeat.objects.filter(pk__in=[pk for pk, pid in here if not _runs(pid)]).delete()


def this_machine() -> str:
    """Where numbers of processes mean the same: two containers may have one name and see different processes."""
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()[:200]} {os.readlink(space) if space.exists() else ''}".strip()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
