"""What the site itself has to do again and again: publish and expire at the instant, send mail, tidy up."""

import datetime

from django.core.management import call_command
from django.utils import timezone

from jobs import scheduling
from jobs.models import OutgoingMail
from jobs.outbox import deliver_due_mail
from jobs.registry import Lane, due_job
from jobs.task_queue import take_up_abandoned_tasks


@due_job(every=1)
def publish_scheduled_pages() -> datetime.datetime | None:
    scheduling.publish_due()
    scheduling.expire_due()
    return scheduling.next_instant()


@due_job(every=10, lane=Lane.QUEUE)
def take_up_tasks() -> None:
    """What a process of the queue had begun when it was killed."""
    take_up_abandoned_tasks()


@due_job(every=2, lane=Lane.NETWORK)
def send_mail() -> None:
    deliver_due_mail()


@due_job(every=6 * 3600)
def forget_finished_work() -> None:
    """Mail that was sent holds names and links to set a password: it is kept for a month."""
    OutgoingMail.objects.filter(
        state=OutgoingMail.State.SENT, sent_at__lt=timezone.now() - datetime.timedelta(days=30)
    ).delete()
    call_command("prune_db_task_results", queue_name="*", min_age_days=2, failed_min_age_days=30, verbosity=0)
