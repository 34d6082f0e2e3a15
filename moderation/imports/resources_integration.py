"""Where review joins importing, which knows nothing of it: the buttons of an import, and taking it back."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from moderation.imports.bulk_submission import SENDABLE, may_send, sendable
from moderation.imports.decisions import open_to
from moderation.models import ReviewEntry
from resources.models import ImportBatch, ImportRow
from resources.spreadsheets.importing import batches
from users.models import AnyUser, User


def offer_sending(batch: ImportBatch, user: AnyUser) -> batches.Step | None:
    if batch.state not in SENDABLE or not may_send(batch, user) or not sendable(batch).exists():
        return None
    note = _("Moderators read it as one item, and can approve all or part of it.")
    return batches.Step(_("Send for review"), reverse("send_import", args=[batch.pk]), is_post=False, note=note)


def offer_table(batch: ImportBatch, user: AnyUser) -> batches.Step | None:
    review = getattr(batch, "review", None)
    if review is None or not open_to(review, user).exists():
        return None
    return batches.Step(_("See the review"), reverse("review_import", args=[batch.pk]), is_post=False)


@transaction.atomic
def take_out_of_review(row: ImportRow, user: User | None) -> None:
    """Before a row is taken back: nobody should decide about a page that is about to go."""
    waiting = ReviewEntry.objects.filter(row=row, state=ReviewEntry.State.WAITING)
    for course in WorkflowState.objects.filter(import_entries__in=waiting):
        course.cancel(user=user)


def connect() -> None:
    for step in (offer_sending, offer_table):
        if step not in batches.steps:
            batches.steps.append(step)
    if take_out_of_review not in batches.before_undoing_row:
        batches.before_undoing_row.append(take_out_of_review)
