"""What happens by itself: copies that are done with go to the recycle bin."""

from copies.putting_away import put_away_what_is_done
from jobs.registry import Lane, due_job


@due_job(every=600, lane=Lane.SLOW)
def put_copies_away() -> None:
    put_away_what_is_done()
