"""What search does by itself."""

import datetime

from jobs.registry import Lane, due_job
from search.file_indexing import read_waiting_files


@due_job(every=10, lane=Lane.SLOW)
def read_files() -> datetime.datetime | None:
    """Takes the words out of PDF and Word files that were added or exchanged."""
    return read_waiting_files()
