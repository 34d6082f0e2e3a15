import datetime

from bundles import due_bundles
from jobs.registry import due_job


@due_job(every=1)
def publish_bundles() -> datetime.datetime | None:
    due_bundles.publish_due()
    return due_bundles.next_instant()
