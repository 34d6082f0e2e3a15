"""What happens by itself: comments are told, and people are forgotten."""

import datetime

from django.utils import timezone

from guests.guest_mail import tell_comments
from guests.models import GuestLink
from jobs.registry import due_job

# After its last day: the mailbox is of no use then; nor is the link where its page is gone.
KEPT = datetime.timedelta(days=30)


@due_job(every=60)
def tell_what_guests_said() -> None:
    tell_comments(timezone.now())


@due_job(every=3600)
def forget_guests() -> None:
    old = GuestLink.objects.filter(expires_at__lte=timezone.now() - KEPT)
    old.filter(page=None).delete()
    old.exclude(email="").update(email="")
