"""What the resource database has to do again and again."""

from core.jobs import Lane, due_job
from resources.importing import work


@due_job(every=30, lane=Lane.QUEUE)
def carry_on_with_imports() -> None:
    work.take_up()
