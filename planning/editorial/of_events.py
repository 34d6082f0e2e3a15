"""Live events on their days, each once, in the reader's language: those that somebody may open."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale

from care.caring_people import pages_to_edit
from core.addresses import address_of, prepare_addresses
from core.i18n.languages import DEFAULT, current
from core.visibility import shown_to
from events.models import EventPage, Occurrence
from planning.editorial.dated_entries import MOST, Asked, Entry, Found, Kind, day_of, editor_of

A_MOMENT = datetime.timedelta(seconds=1)


def shown_events(asked: Asked) -> QuerySet[EventPage]:
    known = {locale.language_code: locale for locale in Locale.objects.all()}
    language = known.get(current()) or known[DEFAULT]
    return shown_to(asked.narrowed(EventPage.objects.all()), asked.person, language)


def events(asked: Asked) -> Found:
    rows = Occurrence.objects.filter(
        event__in=shown_events(asked), start_utc__lt=asked.ends, end_utc__gt=asked.begins
    ).order_by("start_utc", "pk")
    shown = list(rows.select_related("event")[: MOST + 1])
    more = rows.count() - MOST if len(shown) > MOST else 0
    shown = shown[:MOST]
    keys = {row.event_id for row in shown}
    may_edit = set(pages_to_edit(asked.person).filter(pk__in=keys).values_list("pk", flat=True))
    prepare_addresses([row.event for row in shown])
    return Found([_event(row, row.event_id in may_edit) for row in shown], more)


def _event(row: Occurrence, may_edit: bool) -> Entry:
    event = row.event
    has_hours = event.planned_times.known_hours is not None
    if has_hours:
        first, last = day_of(row.start_utc), day_of(row.end_utc - A_MOMENT)
    else:
        first, last = row.day, (row.end_utc - A_MOMENT).astimezone(event.zone).date()
    off = "" if event.takes_place else str(event.get_condition_display())
    return Entry(
        Kind.EVENT,
        f"{event.translation_key}-{row.day}-{row.start_utc:%H%M}",
        first,
        _("%(condition)s: %(title)s") % {"condition": off, "title": event.title} if off else event.title,
        editor_of(event.pk) if may_edit else address_of(event),
        event.last_published_at or row.start_utc,
        at=row.start_utc if has_hours else None,
        ends_at=row.end_utc if has_hours else None,
        last_day=max(first, last),
    )
