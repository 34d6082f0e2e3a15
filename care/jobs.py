"""What happens by itself: days are kept, owners are asked, Monday's mail is written."""

from django.utils import timezone

from care.asking_owners import ask_owners
from care.feedback.keeping_feedback import forget
from care.monday.monday_mail import write_letters
from care.review_dates import keep_rows
from jobs.registry import Lane, due_job


@due_job(every=3600, lane=Lane.SLOW)
def keep_days_of_pages() -> None:
    keep_rows()


@due_job(every=900)
def ask_who_looks_after_pages() -> None:
    ask_owners(timezone.now())


@due_job(every=900)
def write_monday_mail() -> None:
    write_letters(timezone.now())


@due_job(every=6 * 3600)
def forget_what_readers_said() -> None:
    forget(timezone.now())
