"""What the worker does for imports of calendars: a part at a time, so that nothing else waits for long."""

import datetime

from django.conf import settings
from django.utils import timezone, translation
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from events.models.calendar_import import CalendarImport
from events.outside_calendars.applying_calendar import apply_some

SECONDS_AT_ONCE = 8.0
# Rows that nobody applied, and the reports of those that were, go after so long.
KEPT = datetime.timedelta(days=90)


def work_on(batch: CalendarImport, seconds: float = SECONDS_AT_ONCE) -> bool:
    """Whether there is more. Speaks the importer's language."""
    language = batch.made_by.language if batch.made_by else settings.LANGUAGE_CODE
    with translation.override(language):
        return apply_some(batch, seconds)


# Before the tasks that tell search of each draft.
@task(priority=50)
def carry_on_calendar(pk: int) -> None:
    batch = CalendarImport.objects.filter(pk=pk, state=CalendarImport.State.APPLYING).first()
    if batch and work_on(batch):
        carry_on_calendar.using(run_after=timezone.now() + datetime.timedelta(seconds=1)).enqueue(pk)


def take_up() -> None:
    """Imports under way for which no task waits: a worker was killed, or an error ended the task."""
    waiting = DBTaskResult.objects.filter(task_path=carry_on_calendar.module_path, status__in=["READY", "RUNNING"])
    known = {tuple(args["args"]) for args in waiting.values_list("args_kwargs", flat=True)}
    for pk in CalendarImport.objects.filter(state=CalendarImport.State.APPLYING).values_list("pk", flat=True):
        if (pk,) not in known:
            carry_on_calendar.enqueue(pk)


def forget_old_imports() -> None:
    CalendarImport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
