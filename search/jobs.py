"""What search does by itself."""

from core.jobs import due_job
from search.changes import forget_old_changes


@due_job(every=6 * 3600)
def forget_changes() -> None:
    forget_old_changes()
