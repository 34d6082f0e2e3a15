"""What the worker does for imports: a part at a time, so that nothing else waits for long and a kill costs one row."""

import datetime
import time

from django.conf import settings
from django.utils import timezone, translation
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from resources.models import ImportBatch
from resources.spreadsheets.importing import applying, dry_run, undoing

State = ImportBatch.State
SECONDS_AT_ONCE = 8.0
DOING = {
    State.CHECKING: dry_run.check_some,
    State.APPLYING: applying.apply_some,
    State.UNDOING: undoing.undo_some,
}


def work_on(batch: ImportBatch, seconds: float = SECONDS_AT_ONCE) -> bool:
    """Do a part of what the state of the import asks for; whether there is more. Speaks the importer's language."""
    language = batch.made_by.language if batch.made_by else settings.LANGUAGE_CODE
    with translation.override(language):
        do = DOING.get(State(batch.state))
        return do(batch, time.monotonic() + seconds) if do else False


# Before the tasks that tell search of each draft.
@task(priority=50)
def carry_on(pk: int) -> None:
    batch = ImportBatch.objects.select_related("index__locale", "made_by", "undone_by").filter(pk=pk).first()
    if batch and work_on(batch):
        # Between two parts a second passes in which the tasks of search have their turn.
        carry_on.using(run_after=timezone.now() + datetime.timedelta(seconds=1)).enqueue(pk)


def take_up() -> None:
    """Imports under way for which no task waits: a worker was killed, or an error ended the task."""
    path = carry_on.module_path
    waiting = DBTaskResult.objects.filter(task_path=path, status__in=["READY", "RUNNING"])
    known = {tuple(args["args"]) for args in waiting.values_list("args_kwargs", flat=True)}
    for pk in ImportBatch.objects.filter(state__in=DOING).values_list("pk", flat=True):
        if (pk,) not in known:
            carry_on.enqueue(pk)
