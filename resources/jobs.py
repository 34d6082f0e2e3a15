"""What the resource database has to do again and again."""

from jobs.registry import Lane, due_job
from resources.spreadsheets.importing import tasks


@due_job(every=30, lane=Lane.QUEUE)
def carry_on_with_imports() -> None:
    tasks.take_up()
