"""What happens by itself: what was deleted long enough ago is deleted for good."""

from jobs.registry import Lane, due_job
from recycle.emptying import empty_what_is_over


@due_job(every=3600, lane=Lane.SLOW)
def empty_the_bin() -> None:
    empty_what_is_over()
