"""Makes drafts of the entries of a calendar, each in one transaction and once, however often the worker is stopped."""

import logging
import time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.admin.imported_pages import fingerprint, newest
from core.locking import lock_page
from core.page_slugs import free_page_slug
from core.text.page_text import fill_empty_words, give_items_their_own_ids
from core.text.slugs import slug_of
from events.models import EventPage
from events.models.calendar_import import CalendarImport, ImportedEntry
from events.outside_calendars.comparing import (
    DOES_SOMETHING,
    Line,
    Outcome,
    event_with,
    imported,
    key_of,
    line_of,
    print_of,
    read_entry,
)
from events.outside_calendars.entry_times import Entry, Fields
from jobs.heartbeat import should_stop, still_working

logger = logging.getLogger(__name__)
State = CalendarImport.State


def begin(batch: CalendarImport, replaced: set[int]) -> bool:
    """Whether applying begins with this call. `replaced`: the numbers of drafts that are to say what the calendar says
    although an editor changed them."""
    with transaction.atomic():
        held = CalendarImport.objects.select_for_update().get(pk=batch.pk)
        if held.state != State.CHECKED:
            return False
        lines = [Line.of(stored) for stored in held.lines]
        for line in lines:
            if line.may_replace and line.number in replaced:
                line.outcome = Outcome.CHANGED
        if not any(line.outcome in DOES_SOMETHING for line in lines):
            return False
        held.lines = [line.as_json() for line in lines]
        held.state = State.APPLYING
        held.save(update_fields=["lines", "state"])
    batch.refresh_from_db()
    return True


def apply_some(batch: CalendarImport, seconds: float) -> bool:
    """Apply entries until the time is over; whether there are more."""
    until = time.monotonic() + seconds
    for number, stored in enumerate(batch.lines):
        if stored["outcome"] in DOES_SOMETHING and not stored["is_done"]:
            if time.monotonic() > until or should_stop():
                return True
            _apply_one(batch, number)
            still_working()
    # What the file said of people who have nothing to do with the site is not kept longer than needed.
    CalendarImport.objects.filter(pk=batch.pk, state=State.APPLYING).update(state=State.APPLIED, entries=[])
    return False


def _apply_one(batch: CalendarImport, number: int) -> None:
    """One entry and its line, all of it or nothing."""
    try:
        with transaction.atomic():
            held = _held(batch)
            line = Line.of(held.lines[number])
            if not line.is_done and held.state == State.APPLYING:
                _apply(held, line)
                _keep(held, number, line)
    except (OperationalError, InterfaceError):
        raise
    except (ValidationError, IntegrityError) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else ""
        _refuse(batch, number, words or _("Somebody imported the same entry at the same moment. Import it again."))
    except Exception:
        logger.exception("Entry %s of calendar import %s could not be applied", number, batch.pk)
        _refuse(batch, number, _("A program error stopped it from being applied. The error is in the site's log."))


def _held(batch: CalendarImport) -> CalendarImport:
    return CalendarImport.objects.select_for_update(of=("self",)).select_related("index__locale").get(pk=batch.pk)


def _keep(held: CalendarImport, number: int, line: Line) -> None:
    line.is_done = True
    held.lines[number] = line.as_json()
    held.save(update_fields=["lines"])


def _refuse(batch: CalendarImport, number: int, reason: str) -> None:
    with transaction.atomic():
        held = _held(batch)
        line = Line.of(held.lines[number])
        line.outcome, line.reason = Outcome.UNREADABLE, reason
        _keep(held, number, line)


def _apply(batch: CalendarImport, line: Line) -> None:
    entry = batch.entries[line.number]
    fields = read_entry(batch, entry).fields
    known = imported(batch.index, entry)
    if known is None:
        line.event = _make(batch, entry, fields).pk
        line.outcome = Outcome.NEW
        return
    wanted = line.may_replace and line.outcome == Outcome.CHANGED
    lock_page(known.event_id)
    now = line_of(batch, line.number, entry, batch.made_by)
    line.event, line.changes, line.reason = now.event, now.changes, now.reason
    # What became of the draft since it was looked at counts: it may be live, in review, or edited by now.
    line.outcome = Outcome.CHANGED if wanted and now.may_replace else now.outcome
    if line.outcome == Outcome.CHANGED:
        line.reason = ""
        _change(batch, known, fields)


def _make(batch: CalendarImport, entry: Entry, fields: Fields) -> EventPage:
    index, user = batch.index, batch.made_by
    page = event_with(EventPage(owner=user, locale=index.locale, live=False), fields)
    page.slug = free_page_slug(index, slug_of(page.title))
    _complete(page)
    Page.objects.get(pk=index.pk).add_child(instance=page)
    page.save_revision(user=user, clean=False, log_action=True)
    page = EventPage.objects.get(pk=page.pk)
    ImportedEntry.objects.create(
        index=index, event=page, read=print_of(fields), written=fingerprint(newest(page)), **key_of(entry)
    )
    return page


def _change(batch: CalendarImport, known: ImportedEntry, fields: Fields) -> None:
    page = event_with(newest(known.event), fields)
    _complete(page)
    page.minimal_clean()
    page.save_revision(user=batch.made_by, clean=False, log_action=True)
    known.read, known.written = print_of(fields), fingerprint(newest(EventPage.objects.get(pk=page.pk)))
    known.save(update_fields=["read", "written"])


def _complete(page: EventPage) -> None:
    """What the editor's form does to every page that is saved."""
    fill_empty_words(page)
    give_items_their_own_ids(page)
