"""Takes an import back: drafts that nobody touched go, changed pages get their earlier version. The rest is named."""

import re
import time

from django.db import transaction
from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState, WorkflowState

from core.locking import lock_page
from core.models import RelatedPage, Term
from jobs.heartbeat import should_stop, still_working
from resources.models import ImportBatch, ImportRow, ResourcePage
from resources.spreadsheets.importing import batches
from users.models import User

State = ImportBatch.State
# From these an import can be taken back. While rows are sent or decided about, it waits.
UNDOABLE = (State.APPLIED, State.IN_REVIEW, State.DONE)


def begin(batch: ImportBatch, user: User | None) -> bool:
    """Whether taking back begins with this call."""
    total = batch.rows.filter(is_applied=True).count()
    ready = ImportBatch.objects.filter(pk=batch.pk, state__in=UNDOABLE)
    return bool(ready.update(state=State.UNDOING, undone_by=user, done=0, total=total, problem=""))


def undo_some(batch: ImportBatch, until: float) -> bool:
    """Take back rows until the clock says so, the last first; whether there are more."""
    for pk in batch.rows.filter(is_applied=True, undo_seen_at=None).order_by("-number").values_list("pk", flat=True):
        _undo_row(batch, pk)
        still_working()
        if time.monotonic() > until or should_stop():
            return True
    forget_terms(batch)
    finished = {"state": State.UNDONE, "undone_at": timezone.now(), "done": F("total")}
    ImportBatch.objects.filter(pk=batch.pk, state=State.UNDOING).update(**finished)
    return False


def _undo_row(batch: ImportBatch, pk: int) -> None:
    with transaction.atomic():
        lock_page(ImportRow.objects.values_list("page", flat=True).get(pk=pk))
        row = ImportRow.objects.select_for_update().get(pk=pk)
        if row.undo_seen_at or not row.is_applied:
            return
        page = ResourcePage.objects.filter(pk=row.page_id).first()
        row.undo_seen_at = timezone.now()
        reason = why_left_alone(row, page) or _still_in_review(row, page, batch.undone_by)
        if reason:
            row.reason = reason
        else:
            if page is not None:
                _take_back(row, page, batch.undone_by)
            row.is_applied = False
        row.save()
        ImportBatch.objects.filter(pk=batch.pk).update(done=F("done") + 1)


def why_left_alone(row: ImportRow, page: ResourcePage | None) -> str:
    """Why a page stays as it is: somebody has worked with it since. Empty when nobody has."""
    if page is None:
        return ""
    if row.revision_id is None or page.latest_revision_id != row.revision_id or _was_overwritten(row):
        return _("Left alone: the page was changed after the import.")
    if page.live_revision_id == row.revision_id or (row.outcome == ImportRow.Outcome.NEW and page.first_published_at):
        return _("Left alone: the page has gone live.")
    if page.locked:
        return _("Left alone: the page is locked.")
    if row.outcome == ImportRow.Outcome.NEW and _others_lead_to(page):
        return _("Left alone: other pages lead to it, or it was translated.")
    return ""


def _still_in_review(row: ImportRow, page: ResourcePage | None, user: User | None) -> str:
    """Its own review ends with the import; one that somebody began besides goes on."""
    if page is None:
        return ""
    for prepare in batches.before_undoing_row:
        prepare(row, user)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return _("Left alone: the page is in review.")
    if state is not None:
        state.cancel(user=user)
    return ""


def _was_overwritten(row: ImportRow) -> bool:
    """The editor writes over a person's own last version while they type."""
    return row.revision is None or row.revision.created_at != row.applied_at


def _others_lead_to(page: ResourcePage) -> bool:
    is_translated = page.get_translations().exists()
    return is_translated or RelatedPage.objects.filter(related=page.pk).exists() or page.get_children().exists()


def _take_back(row: ImportRow, page: ResourcePage, user: User | None) -> None:
    if row.outcome == ImportRow.Outcome.NEW:
        row.page = row.revision = None
        row.save()
        page.delete(user=user)
        return
    before, made = row.revision_before, row.revision
    page.latest_revision = before
    page.latest_revision_created_at = before.created_at if before else None
    page.has_unpublished_changes = not page.live or (before is not None and before.pk != page.live_revision_id)
    page.draft_title = before.content["title"] if before else page.title
    fields = ["latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"]
    page.save(update_fields=fields, clean=False)
    row.revision = None
    row.save()
    log(instance=page, action="wagtail.edit", user=user, content_changed=True, revision=before)
    if made and not TaskState.objects.filter(revision=made).exists():
        made.delete()


def forget_terms(batch: ImportBatch) -> None:
    """Terms that the import made, and that nothing carries any more: no page, no other row, no version of a page."""
    made = {one["made"] for one in batch.unknown_terms if one.get("is_ours") and one.get("made")}
    for model, field in Term.referring():
        made -= set(model._default_manager.filter(**{f"{field}__in": made}).values_list(field, flat=True))
    if not made:
        return
    versions = Revision.page_revisions.annotate(raw=Cast("content__page_terms", TextField()))
    keys = "|".join(map(str, sorted(made)))
    for raw in versions.filter(raw__regex=rf'"term": ?({keys})[,}}]').values_list("raw", flat=True).iterator():
        made -= {int(key) for key in re.findall(r'"term": ?(\d+)', raw)}
    for term in Term.objects.filter(pk__in=made):
        term.delete()
