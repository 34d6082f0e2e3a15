"""Where tasks go in tests: they are done at once, after the transaction."""

from functools import partial

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult


class OnCommitBackend(ImmediateBackend):
    """Django-tasks' immediate backend runs inside `save()`, before child relations are there: the index misses them."""

    def _execute_task(self, task_result: TaskResult) -> None:
        transaction.on_commit(partial(super()._execute_task, task_result), robust=True)
