"""Work that a request left for later: rows of django-tasks, and the processes of its `db_worker` that run them."""

import contextlib
import datetime
import logging
import os
import threading
from collections.abc import Iterator
from typing import Any

from django.db import connections, transaction
from django.utils import timezone
from django_guid import set_guid
from django_tasks import TaskResult
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult

from jobs.heartbeat import BEAT_EVERY, Heartbeat, Role, forget_the_dead, is_missed, let_others_write
from jobs.models import WorkerBeat

logger = logging.getLogger(__name__)

# A task that has waited this long tells of a queue that hangs, whatever its processes say of themselves.
LATE_AFTER = datetime.timedelta(minutes=15)
INDEX_TASKS = [
    "modelsearch.tasks.insert_or_update_object_task",
    "search.indexing.reindexing.index_pages_that_carry",
    "wagtail.tasks.update_reference_index_task",
]


class QueueProcess:
    """A `db_worker` with a sign of life, which a thread of its own writes: a task may take long."""

    def __init__(self, worker_id: str) -> None:
        self.heartbeat = Heartbeat(Role.QUEUE, worker_id)
        self.task = ""
        self.stop = threading.Event()

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        self.heartbeat.begin()
        task_started.connect(self._on_started, weak=False, dispatch_uid="queue-started")
        task_finished.connect(self._on_finished, weak=False, dispatch_uid="queue-finished")
        thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.stop.set()
            thread.join()
            self.heartbeat.end()

    def _beat(self) -> None:
        try:
            while not self.stop.wait(BEAT_EVERY):
                if not self.heartbeat.beat(job=self.task):
                    logger.error("This process was taken for dead, and its tasks were taken up: it ends.")
                    os._exit(1)
        finally:
            connections.close_all()

    def _on_started(self, sender: object, task_result: TaskResult, **kwargs: Any) -> None:
        self.task = task_result.task.name
        set_guid(self.task)

    def _on_finished(self, sender: object, task_result: TaskResult, **kwargs: Any) -> None:
        self.task = ""
        let_others_write()


@transaction.atomic
def take_up_abandoned_tasks() -> int:
    """Put back what was begun by processes that are gone. A task of a living one stays its own, however long it takes.

    A task may run twice, then, and has to say the same the second time.
    """
    forget_the_dead()
    alive = set(WorkerBeat.objects.filter(role=Role.QUEUE).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    abandoned = [task.pk for task in running if not alive.intersection(task.worker_ids[-1:])]
    return DBTaskResult.objects.filter(pk__in=abandoned).update(status="READY", started_at=None)


def forget_index_tasks() -> None:
    """After the indexes were rebuilt as a whole: what waits would do the same again, piece by piece."""
    DBTaskResult.objects.ready().filter(task_path__in=INDEX_TASKS).delete()


def is_late() -> bool:
    """Whether tasks wait though they should not: nobody works on them, or what works hangs."""
    return is_missed(Role.QUEUE) or _longest_wait() > LATE_AFTER


def _longest_wait() -> datetime.timedelta:
    now = timezone.now()
    oldest = DBTaskResult.objects.ready().order_by("run_after").values_list("run_after", "enqueued_at").first()
    if oldest is None:
        return datetime.timedelta(0)
    # One that may run at any time has a date in the far future.
    run_after, enqueued_at = oldest
    return now - (enqueued_at if run_after > now else run_after)
