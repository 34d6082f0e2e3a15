"""What happens by itself: live pages are checked, and each day is counted."""

import datetime

from django.utils import timezone

from jobs.registry import Lane, due_job
from quality.day_counts import count_today
from quality.live_findings import check_more_pages


@due_job(every=60, lane=Lane.SLOW)
def check_live_pages() -> datetime.datetime | None:
    return check_more_pages()


@due_job(every=3600)
def count_findings_of_the_day() -> None:
    count_today(timezone.now())
