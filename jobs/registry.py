"""What is to be done by itself, again and again. Apps register theirs in `<app>/jobs.py`; the worker runs them.

A job asks the database what is due and may be called more often than it says: after a restart all jobs run at once.
It does each piece in a transaction of its own, so that a worker killed in the middle does every piece once.
"""

import datetime
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from django.utils.module_loading import autodiscover_modules

from caching.site_version import one_reading

# A job may return the instant at which it wants to run next, when that is sooner than usual.
Run = Callable[[], datetime.datetime | None]


class Lane(StrEnum):
    """Jobs of one lane run one after the other; a lane never waits for another."""

    DUE = "due"  # at an instant, quick
    QUEUE = "queue"  # tasks that requests left behind
    NETWORK = "network"  # talks to other machines, and may wait for them
    SEARCH = "search"  # tells the search cluster what changed
    SLOW = "slow"  # takes its time, and nobody waits: links to other sites, long files


class DueJob(NamedTuple):
    name: str
    every: float
    lane: Lane
    run: Run


_jobs: dict[str, DueJob] = {}


def due_job(every: float, lane: Lane = Lane.DUE) -> Callable[[Run], Run]:
    """Register a function without arguments to run every so many seconds."""

    def register(run: Run) -> Run:
        name = f"{run.__module__.removesuffix('.jobs')}.{run.__name__}"
        # What other processes change is seen within a second, also by a job that takes long.
        _jobs[name] = DueJob(name, every, lane, one_reading(longest=1.0)(run))
        return run

    return register


def due_jobs() -> list[DueJob]:
    """The jobs of all apps."""
    autodiscover_modules("jobs")
    return list(_jobs.values())
