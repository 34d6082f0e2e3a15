"""A copy whose words are live goes to the recycle bin: what was written and said there can be read for a while."""

from django.db import transaction
from django.utils import timezone

from copies.models import WorkingCopy
from core.locking import lock_page
from core.visibility import in_bin
from recycle.binning import put_in_bin
from recycle.the_bin import Refused, held_bin


@transaction.atomic
def put_away(key: int) -> None:
    """After what it did is in the database: the bin is locked before any page, an approval holds pages already."""
    held_bin()
    lock_page(WorkingCopy.objects.filter(pk=key).values_list("copy_id", flat=True).first())
    row = WorkingCopy.objects.select_for_update(of=["self"]).select_related("copy").filter(pk=key).first()
    if row is None or not row.ended_at or row.put_away_at:
        return
    if not in_bin(row.copy):
        try:
            with transaction.atomic():
                put_in_bin([row.copy], None)
        except Refused:
            return
    WorkingCopy.objects.filter(pk=key).update(put_away_at=timezone.now())


def put_away_what_is_done() -> None:
    """Those that a process which ended too early left where they were."""
    for key in WorkingCopy.objects.filter(put_away_at=None).exclude(ended_at=None).values_list("pk", flat=True):
        put_away(key)
