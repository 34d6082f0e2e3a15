"""What moderation does in the background."""

import datetime

from django.utils import timezone

from core.jobs import Lane, due_job
from moderation.imports import working


@due_job(every=2, lane=Lane.QUEUE)
def review_imports() -> datetime.datetime | None:
    return timezone.now() if working.work() else None
