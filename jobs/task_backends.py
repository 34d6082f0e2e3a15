"""Where work goes that can wait: into a table for the worker; in tests it is done at once, after the transaction."""

import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db import DatabaseBackend

# Outside a transaction the index task of a thing is written before the thing's child rows: the worker lets them come.
PATIENCE = datetime.timedelta(seconds=1)


class QueueBackend(DatabaseBackend):
    """The queue of the running site."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if task.run_after is None:
            task = task.using(run_after=timezone.now() + PATIENCE)
        return super().enqueue(task, args, kwargs)


class OnCommitBackend(ImmediateBackend):
    """Django-tasks' immediate backend runs inside `save()`, before child relations are there: the index misses them."""

    def _execute_task(self, task_result: Any) -> None:
        transaction.on_commit(partial(super()._execute_task, task_result), robust=True)
