"""Where review joins importing, which knows nothing of it: the buttons of an import, and taking it back."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from moderation.imports.deciding import open_to
from moderation.imports.sending import SENDABLE, may_send, sendable
from moderation.models import ReviewEntry
from resources.importing import after
from resources.models import ImportBatch, ImportRow


def offer_sending(batch: ImportBatch, user: Any) -> after.Step | None:
    if batch.state not in SENDABLE or not may_send(batch, user) or not sendable(batch).exists():
        return None
    note = _("The moderators read it as one item, and approve all of it or parts.")
    return after.Step(_("Send for review"), reverse("send_import", args=[batch.pk]), is_post=False, note=note)


def offer_table(batch: ImportBatch, user: Any) -> after.Step | None:
    review = getattr(batch, "review", None)
    if review is None or not open_to(review, user).exists():
        return None
    return after.Step(_("See the review"), reverse("review_import", args=[batch.pk]), is_post=False)


@transaction.atomic
def take_out_of_review(row: ImportRow, user: Any) -> None:
    """Before a row is taken back: nobody should decide about a page that is about to go."""
    waiting = ReviewEntry.objects.filter(row=row, state=ReviewEntry.State.WAITING)
    for course in WorkflowState.objects.filter(import_entries__in=waiting):
        course.cancel(user=user)


def connect() -> None:
    for step in (offer_sending, offer_table):
        if step not in after.steps:
            after.steps.append(step)
    if take_out_of_review not in after.before_undoing_row:
        after.before_undoing_row.append(take_out_of_review)
