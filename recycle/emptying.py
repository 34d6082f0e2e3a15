"""For good: entries whose time is over, page by page from below, so that whoever is killed goes on where they were."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from recycle.models import Binned, KeptRow
from recycle.rows_back import forget_row
from recycle.the_bin import held_bin
from users.models import AnyUser


def mark_as_leaving(one: Binned) -> bool:
    """From here on it cannot be restored. False where somebody was quicker."""
    with transaction.atomic():
        held_bin()
        return bool(Binned.objects.filter(pk=one.pk, leaving_at=None).update(leaving_at=timezone.now()))


def empty(one: Binned, user: AnyUser | None = None) -> None:
    """Of an entry that was marked. What something needs that would be broken without it stays, to be tried again."""
    while _delete_lowest(one, user):
        pass


@transaction.atomic
def _delete_lowest(one: Binned, user: AnyUser | None) -> bool:
    """Whether there is more of it."""
    held_bin()
    top = Page.objects.filter(pk=one.page_id).first()
    if top is None:
        return False
    page = top.get_descendants(inclusive=True).order_by("-depth", "-path")[0]
    try:
        with transaction.atomic():
            DeletePageAction(page.specific, user=user).execute(skip_permission_checks=True)
    except ProtectedError:
        return False
    return page.pk != top.pk


def empty_what_is_over() -> None:
    over = timezone.now() - datetime.timedelta(days=settings.KEEP_DELETED_DAYS)
    for one in Binned.objects.filter(leaving_at=None, deleted_at__lt=over):
        mark_as_leaving(one)
    for row in KeptRow.objects.filter(deleted_at__lt=over):
        forget_row(row)
    for one in Binned.objects.exclude(leaving_at=None):
        empty(one)
