"""A task queue without a worker, for tests: work is done at once, but after the transaction that asked for it."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend


class OnCommitBackend(ImmediateBackend):
    """Django-tasks' immediate backend runs inside `save()`, before child relations are there: the index misses them."""

    def _execute_task(self, task_result: Any) -> None:
        transaction.on_commit(partial(super()._execute_task, task_result), robust=True)
