"""Makes drafts of the rows. Each row is one transaction and done once, however often the worker is stopped."""

import logging
import time
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.admin.imported_pages import fingerprint, newest, why_not_edit
from core.i18n.languages import DEFAULT
from core.locking import lock_page
from core.models import Term
from core.page_slugs import free_page_slug
from core.text.page_text import fill_empty_words, give_items_their_own_ids
from core.text.slugs import slug_of
from jobs.heartbeat import should_stop, still_working
from resources.duplicates.duplicate_index import DuplicateIndex
from resources.models import ImportBatch, ImportRow, ResourcePage
from resources.spreadsheets.importing.row_checker import Checker, in_words
from resources.spreadsheets.importing.row_mapping import UnknownTerm, take

logger = logging.getLogger(__name__)

State = ImportBatch.State
Outcome = ImportRow.Outcome
DOES_SOMETHING = (Outcome.NEW, Outcome.CHANGED)
# The database itself failed: the row is tried again.
DATABASE_TROUBLE = (OperationalError, InterfaceError)


def begin(batch: ImportBatch) -> bool:
    """Whether the import begins with this call; a second press, or a second person, begins nothing."""
    total = batch.rows.filter(outcome__in=DOES_SOMETHING).count()
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKED)
    return bool(total and waiting.update(state=State.APPLYING, done=0, total=total, problem=""))


def apply_some(batch: ImportBatch, until: float) -> bool:
    """Apply rows until the clock says so; whether there are more."""
    for _row in applied(batch):
        still_working()
        if time.monotonic() > until or should_stop():
            break
    else:
        finish(batch)
        return False
    return True


def finish(batch: ImportBatch) -> None:
    finished = {"state": State.APPLIED, "applied_at": timezone.now(), "done": F("total")}
    ImportBatch.objects.filter(pk=batch.pk, state=State.APPLYING).update(**finished)


def applied(batch: ImportBatch) -> Iterator[ImportRow]:
    """Applies what is left, row by row, and hands out each when it is done."""
    make_terms(batch)
    maker = RowApplier(batch)
    for row in list(batch.rows.filter(is_applied=False, outcome__in=DOES_SOMETHING).order_by("number")):
        yield maker.apply(row)


@transaction.atomic
def make_terms(batch: ImportBatch) -> None:
    """The terms that the editor wants, once. What was made is noted, so that it can be taken back."""
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.made_by and not held.made_by.has_perm("core.add_term"):
        return
    wanted = [one for one in held.unknown_terms if _is_to_be_made(held, one)]
    used = _used_names(batch) if wanted else set()
    for one in wanted:
        if (one["vocabulary"], one["name"].casefold()) in used:
            before = set(Term.objects.filter(vocabulary=one["vocabulary"]).values_list("pk", flat=True))
            term = Term.named_or_new(one["vocabulary"], one["name"], _language(held), live=False)
            one |= {"made": term.pk, "is_ours": term.pk not in before}
    held.save(update_fields=["unknown_terms"])
    batch.unknown_terms = held.unknown_terms


def _is_to_be_made(batch: ImportBatch, one: UnknownTerm) -> bool:
    return bool((batch.creates_terms or one["creates"]) and not one["chosen"] and not one.get("made"))


def _used_names(batch: ImportBatch) -> set[tuple[str, str]]:
    """The names of terms in the rows that do something: a row with an error makes no terms."""
    checker = Checker(batch, batch.made_by, known=DuplicateIndex())
    for row in batch.rows.filter(outcome__in=DOES_SOMETHING):
        checker.take_new(checker.new_page(), checker.values_of(row))
    return {(one["vocabulary"], one["name"].casefold()) for one in checker.names.unknown.values()}


def _language(batch: ImportBatch) -> str:
    return batch.index.locale.language_code or DEFAULT


class RowApplier:
    """Applies rows with one look at the vocabularies, the directory and what is there already."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.user = batch.made_by
        self.checker = Checker(batch, self.user)
        made = batch.rows.filter(is_applied=True).exclude(page=None)
        self.own_pages = set(made.values_list("page_id", flat=True))

    def apply(self, row: ImportRow) -> ImportRow:
        """One row, in one transaction: all of it, or nothing."""
        try:
            with transaction.atomic():
                lock_page(row.page_id)
                row = ImportRow.objects.select_for_update().get(pk=row.pk)
                if not row.is_applied and row.outcome in DOES_SOMETHING:
                    self._apply(row)
                    ImportBatch.objects.filter(pk=self.batch.pk).update(done=F("done") + 1)
        except DATABASE_TROUBLE:
            raise
        except ValidationError as error:
            self._refuse(row, " ".join(error.messages))
        except Exception:
            logger.exception("Row %s of import %s could not be applied", row.number, self.batch.pk)
            self._refuse(row, _("A program error stopped it from being applied. The error is in the site's log."))
        return row

    def _refuse(self, row: ImportRow, reason: str) -> None:
        row.outcome, row.reason, row.is_applied = Outcome.ERROR, reason, False
        ImportRow.objects.filter(pk=row.pk).update(outcome=row.outcome, reason=reason)
        ImportBatch.objects.filter(pk=self.batch.pk).update(done=F("done") + 1)

    def _apply(self, row: ImportRow) -> None:
        if row.outcome == Outcome.NEW:
            self._make(row)
        else:
            self._change(row)
        row.is_applied = row.outcome in DOES_SOMETHING
        row.save()

    def _make(self, row: ImportRow) -> None:
        page = self.checker.new_page()
        taken = self.checker.take_new(page, self.checker.values_of(row))
        if taken.problems:
            row.outcome, row.reason = Outcome.ERROR, " ".join(taken.problems)
            return
        if not row.is_taken and self._came_meanwhile(row, page):
            return
        index = self.batch.index
        page.slug = free_page_slug(index, slug_of(page.title))
        _complete(page)
        Page.objects.get(pk=index.pk).add_child(instance=page)
        self._note(row, page, page.save_revision(user=self.user, clean=False))
        self.own_pages.add(page.pk)

    def _came_meanwhile(self, row: ImportRow, page: ResourcePage) -> bool:
        """Somebody made the same resource after the file was checked."""
        urls = [block.value.get("url") or "" for block in page.links]
        matches = self.checker.known.same_as(page.doi, urls, page.title)
        others = [match for match in matches if match.page_pk not in self.own_pages]
        if others:
            row.outcome, row.reason = Outcome.DUPLICATE, in_words(others[0], {})
            row.page = ResourcePage.objects.filter(pk=others[0].page_pk).first()
        return bool(others)

    def _change(self, row: ImportRow) -> None:
        page = ResourcePage.objects.filter(pk=row.page_id).first()
        if page is None:
            row.outcome, row.reason = Outcome.ERROR, _("The page no longer exists.")
            return
        changed = newest(page)
        if fingerprint(changed) != row.checked_state:
            row.outcome = Outcome.ERROR
            row.reason = _("Conflict: the page was changed after the file was checked. Export it again.")
            return
        row.revision_before = page.latest_revision
        reason = why_not_edit(page, self.user)
        taken = take(changed, self.checker.values_of(row), self.checker.columns, self.checker.names)
        if reason or taken.problems:
            row.outcome, row.reason = Outcome.ERROR, reason or " ".join(taken.problems)
            return
        _complete(changed)
        changed.minimal_clean()
        self._note(row, changed, changed.save_revision(user=self.user, clean=False, log_action=True))

    def _note(self, row: ImportRow, page: ResourcePage, revision: Revision) -> None:
        row.page, row.revision, row.applied_at = page, revision, revision.created_at


def _complete(page: ResourcePage) -> None:
    """What the editor's form does to every page that is saved."""
    fill_empty_words(page)
    give_items_their_own_ids(page)
