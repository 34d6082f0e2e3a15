"""Drafts with a planned day, pages that go live, pages that expire, pages to look at: those that somebody may edit."""

import datetime
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from care.caring_people import pages_to_edit, rows_for
from care.models import PageCare
from core.i18n.dates import plain_day
from core.together.shared_hours import SharedHour, coming_together
from planning.after_events import after_events
from planning.editorial.dated_entries import (
    MOST,
    Asked,
    Entry,
    Found,
    Kind,
    day_of,
    editor_of,
    first_of,
    keys_in_words,
    start_of,
)
from planning.models import PlannedDay


def planned(asked: Asked) -> Found:
    pages = asked.narrowed(pages_to_edit(asked.person))
    rows = PlannedDay.objects.filter(day__range=(asked.first, asked.last), page__in=pages)
    return first_of(rows.select_related("page").order_by("day", "pk"), _planned)


def _planned(row: PlannedDay) -> Entry:
    title = row.page.get_admin_display_title()
    key, address = str(row.page_id), editor_of(row.page_id)
    return Entry(Kind.PLANNED, key, row.day, title, address, row.set_at, note=row.note, has_passed=row.has_passed)


def going_live(asked: Asked) -> Found:
    pages = asked.narrowed(pages_to_edit(asked.person))
    due = Revision.page_revisions.filter(
        approved_go_live_at__gte=asked.begins,
        approved_go_live_at__lt=asked.ends,
        object_id__in=keys_in_words(pages),
    )
    found = first_of(due.defer("content").order_by("approved_go_live_at", "pk"), _going_live)
    together = _going_live_together(asked)
    after = after_events([int(one.key) for one in found.entries], asked.person)
    entries = [replace(one, note=after.get(int(one.key), "")) for one in found.entries]
    return Found([*entries, *together.entries], found.more + together.more)


def _going_live_together(asked: Asked) -> Found:
    """One entry for all that goes live at one hour, of those who may see it."""
    pages = asked.narrowed(Page.objects.all()) if asked.is_narrowed else None
    hours = coming_together(asked.person, asked.begins, asked.ends, pages)
    return Found([_together(one) for one in hours[:MOST]], len(hours[MOST:]))


def _together(one: SharedHour) -> Entry:
    late, day = is_late(one.at), day_of(one.at)
    return Entry(
        Kind.GOES_LIVE, one.key, day, one.title, one.address, one.changed_at, one.names, at=one.at, has_passed=late
    )


def is_late(at: datetime.datetime) -> bool:
    return at < timezone.now() - datetime.timedelta(minutes=1)


def _going_live(revision: Revision) -> Entry:
    at = revision.approved_go_live_at
    key, title = revision.object_id, revision.object_str
    return Entry(
        Kind.GOES_LIVE,
        key,
        day_of(at),
        title,
        editor_of(key),
        revision.created_at,
        at=at,
        has_passed=is_late(at),
    )


def expiring(asked: Asked) -> Found:
    pages = asked.narrowed(pages_to_edit(asked.person)).filter(
        live=True, expire_at__gte=asked.begins, expire_at__lt=asked.ends
    )
    return first_of(pages.order_by("expire_at", "pk"), _expiring)


def _expiring(page: Page) -> Entry:
    at, key = page.expire_at, str(page.pk)
    changed = page.last_published_at or at
    return Entry(Kind.EXPIRES, key, day_of(at), page.title, editor_of(key), changed, at=at)


def to_look_at(asked: Asked) -> Found:
    rows = rows_for(asked.person).filter(review_on__range=(asked.first, asked.last))
    rows = rows.filter(page__in=asked.narrowed(Page.objects.all()))
    return first_of(rows.order_by("review_on", "pk"), _to_look_at)


def _to_look_at(row: PageCare) -> Entry:
    day = row.review_on or row.looked_at
    note = _("last looked at on %(day)s") % {"day": plain_day(row.looked_at)}
    key, title = str(row.page_id), row.page.get_admin_display_title()
    return Entry(Kind.LOOK_AT, key, day, title, editor_of(key), start_of(row.looked_at), note, has_passed=row.is_due)
