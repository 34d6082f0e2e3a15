"""What is to be done by itself, again and again. Apps register theirs in `<app>/jobs.py`; the worker runs them.

A job asks the database what is due and may be called more often than it says: after a restart all jobs run at once.
It does each piece in a transaction of its own, so that a worker killed in the middle does every piece once.
"""

import datetime
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from caching.site_version import one_reading
from core import schedule
from core.external.addresses import note_links_of_more_pages
from core.external.checking import check_due_links
from core.models import OutgoingMail
from core.outbox import deliver_due_mail
from core.task_queue import work_through_queue

# A job may return the instant at which it wants to run next, when that is sooner than usual.
Run = Callable[[], datetime.datetime | None]


class Lane(StrEnum):
    """Jobs of one lane run one after the other; a lane never waits for another."""

    DUE = "due"  # at an instant, quick
    QUEUE = "queue"  # tasks that requests left behind
    NETWORK = "network"  # talks to other machines, and may wait for them
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


@due_job(every=1)
def publish_scheduled_pages() -> datetime.datetime | None:
    schedule.publish_due()
    schedule.expire_due()
    return schedule.next_instant()


@due_job(every=1, lane=Lane.QUEUE)
def run_waiting_tasks() -> datetime.datetime | None:
    return work_through_queue()


@due_job(every=2, lane=Lane.NETWORK)
def send_mail() -> None:
    deliver_due_mail()


@due_job(every=6 * 3600)
def forget_finished_work() -> None:
    """Mail that was sent holds names and links to set a password: it is kept for a month."""
    OutgoingMail.objects.filter(
        state=OutgoingMail.State.SENT, sent_at__lt=timezone.now() - datetime.timedelta(days=30)
    ).delete()
    call_command("prune_db_task_results", queue_name="*", min_age_days=2, failed_min_age_days=30, verbosity=0)


@due_job(every=24 * 3600, lane=Lane.SLOW)
def note_links_of_pages() -> datetime.datetime | None:
    """Page by page, what a page that went live wrote down itself: for pages that were there before, and strays."""
    return note_links_of_more_pages()


@due_job(every=30, lane=Lane.SLOW)
def check_links() -> datetime.datetime | None:
    return check_due_links()
