"""What moderation does in the background."""

import datetime

from django.utils import timezone

from jobs.registry import Lane, due_job
from moderation.imports import review_tasks
from moderation.inbox.daily_letters import send_daily_letters
from moderation.inbox.late_reviews import tell_late


@due_job(every=2, lane=Lane.QUEUE)
def review_imports() -> datetime.datetime | None:
    return timezone.now() if review_tasks.work() else None


@due_job(every=900)
def say_what_is_late() -> None:
    tell_late(timezone.now())


@due_job(every=300)
def send_messages_of_the_day() -> None:
    send_daily_letters(timezone.now())
