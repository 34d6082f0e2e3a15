"""The worker of django-tasks, with a sign of life: other processes see that it is at work, and on what."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from jobs.task_queue import QueueProcess


class Command(db_worker.Command):
    def handle(self, *, worker_id: str, **options: Any) -> None:
        with QueueProcess(worker_id).at_work():
            super().handle(worker_id=worker_id, **options)
