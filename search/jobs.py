"""What search does by itself."""

import datetime
import logging
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from jobs.heartbeat import should_stop, still_working
from jobs.registry import Lane, due_job
from search.cluster import sync
from search.cluster.cluster_client import ClusterAway
from search.indexing import entries
from search.indexing.file_indexing import read_waiting_files
from search.insight.forgetting import forget
from search.insight.readings import forget_old_readings
from search.meaning.model_choice import ModelAway

logger = logging.getLogger(__name__)
# Seconds that one turn at the vectors of pages may take.
LONGEST_WRITING = 20.0


@due_job(every=10, lane=Lane.SLOW)
def read_files() -> datetime.datetime | None:
    """Takes the words out of PDF and Word files that were added or exchanged."""
    return read_waiting_files()


@due_job(every=30, lane=Lane.SLOW)
def write_entries() -> None:
    """Writes entries that are missing or tell of another version, and removes those of pages that are gone."""
    for _done in entries.mend():
        still_working()
        if should_stop():
            return


@due_job(every=30, lane=Lane.SLOW)
def write_vectors() -> datetime.datetime | None:
    """Writes what pages mean, where search by meaning is on; for some seconds, so that nothing else waits long."""
    if not settings.SEARCH_MEANING:
        return None
    mend: Callable[[], Iterator[int]] = import_string("search.meaning.vector_writing.mend")
    end = time.monotonic() + LONGEST_WRITING
    try:
        for _done in mend():
            still_working()
            if should_stop():
                return None
            if time.monotonic() > end:
                return timezone.now()
    except ModelAway as error:
        logger.warning("What pages mean cannot be written: %s", error)
    return None


@due_job(every=1, lane=Lane.SEARCH)
def send_to_cluster() -> datetime.datetime | None:
    """Sends what the search cluster does not have yet, if there is one; later, when it does not answer."""
    if not sync.is_used():
        return None
    try:
        sync.send()
    except ClusterAway as error:
        logger.warning("The search cluster cannot be brought up to date: %s", error)
    return None


@due_job(every=3600, lane=Lane.SLOW)
def forget_what_was_asked() -> None:
    """Takes away the counts of words that few people asked, and those that are old."""
    forget()


@due_job(every=3600, lane=Lane.SLOW)
def forget_what_was_read() -> None:
    """Takes away the counts of readings that are older than 400 days."""
    forget_old_readings()
