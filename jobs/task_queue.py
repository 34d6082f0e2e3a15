"""Work that a request left for later: rows that django-tasks writes and its own worker runs, inside ours."""

import datetime
import socket

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

TASKS_AT_ONCE = 20
ABANDONED_AFTER = datetime.timedelta(minutes=15)
INDEX_TASKS = [
    "modelsearch.tasks.insert_or_update_object_task",
    "search.reindexing.index_pages_that_carry",
    "wagtail.tasks.update_reference_index_task",
]


def work_through_queue(at_once: int = TASKS_AT_ONCE) -> datetime.datetime | None:
    """Run waiting tasks, a few at a time, with the worker of django-tasks."""
    if not DBTaskResult.objects.ready().exists():
        return None
    QueueWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=at_once,
        worker_id=worker_id(),
    ).run()
    return timezone.now() if DBTaskResult.objects.ready().exists() else None


def forget_index_tasks() -> None:
    """After the indexes were rebuilt as a whole: what waits would do the same again, piece by piece."""
    DBTaskResult.objects.ready().filter(task_path__in=INDEX_TASKS).delete()


def worker_id() -> str:
    return f"worker@{socket.gethostname()}"[:64]


def take_up_abandoned_tasks() -> int:
    """Put back what a worker of this machine, killed in the middle, left behind; and what is running for too long."""
    long_ago = timezone.now() - ABANDONED_AFTER
    abandoned = [
        task.pk
        for task in DBTaskResult.objects.running()
        if worker_id() in task.worker_ids[-1:] or task.started_at is None or task.started_at < long_ago
    ]
    return DBTaskResult.objects.filter(pk__in=abandoned).update(status="READY", started_at=None)
