"""Pages that missed their hour, and why. Read where it is known: what was held, what is overdue, what was done late."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, get_default_page_content_type

from care.caring_people import pages_to_edit
from core.together.shared_hours import coming_together, missed_together
from jobs.models import HeldPublication
from planning.editorial.dated_entries import Kind, keys_in_words
from planning.schedule.coming_hours import IN_TIME, SHOWN, overdue
from users.models import AnyUser

# What was done late is of interest for so long.
LATELY = datetime.timedelta(days=30)
PUBLISHED, UNPUBLISHED = "wagtail.publish.scheduled", "wagtail.unpublish.scheduled"


class Missed(NamedTuple):
    kind: Kind
    page_id: int
    title: str
    # The hour that it missed; unknown of a version that says none.
    at: datetime.datetime | None
    # When it happened after all; empty where it did not.
    done_at: datetime.datetime | None
    reasons: list[str]
    # In the admin, of what is no page.
    address: str = ""

    @property
    def is_open(self) -> bool:
        return self.done_at is None


def missed(user: AnyUser, now: datetime.datetime) -> list[Missed]:
    """What did not happen yet first, then what happened late; the newest first."""
    pages = pages_to_edit(user)
    late = sorted([*_late_to_live(pages, now), *_late_to_expire(pages, now)], key=_hour, reverse=True)
    return [*_overdue(user, now), *_held(pages), *_together(user, now), *late]


def _together(user: AnyUser, now: datetime.datetime) -> list[Missed]:
    """What was to go live at one hour, and did not."""
    late = [one._replace(reasons=[not_running()]) for one in coming_together(user, ends=now - IN_TIME)]
    hours = [*late, *missed_together(user)]
    return [Missed(Kind.GOES_LIVE, 0, one.title, one.at, None, one.reasons, one.address) for one in hours]


def missed_of(page: Page, now: datetime.datetime) -> list[Missed]:
    """Of one page, for whoever has it open."""
    pages = Page.objects.filter(pk=page.pk)
    return [*_held(pages), *_late_to_live(pages, now), *_late_to_expire(pages, now)]


def _hour(one: Missed) -> datetime.datetime:
    return one.done_at or one.at or timezone.now()


def _overdue(user: AnyUser, now: datetime.datetime) -> list[Missed]:
    return [Missed(one.kind, one.page_id, one.title, one.at, None, [not_running()]) for one in overdue(user, now)]


def not_running() -> str:
    return _(
        "Its hour is over. Background work does not run, or has much to do: it follows as soon as that works again."
    )


def _held(pages: QuerySet[Page]) -> list[Missed]:
    rows = HeldPublication.objects.filter(
        revision__base_content_type=get_default_page_content_type(), revision__object_id__in=keys_in_words(pages)
    )
    rows = rows.annotate(hour=KeyTextTransform("go_live_at", "revision__content")).order_by("-held_at", "-pk")
    rows = rows.select_related("revision").defer("revision__content")
    return [
        Missed(
            Kind.GOES_LIVE,
            int(row.revision.object_id),
            row.revision.object_str,
            _instant(row.hour),
            None,
            row.reason.splitlines(),
        )
        for row in rows[:SHOWN]
    ]


def _late_to_live(pages: QuerySet[Page], now: datetime.datetime) -> Iterable[Missed]:
    """As long as nobody published the page again since."""
    done = _done(PUBLISHED, pages, now).filter(revision_id=F("page__live_revision_id"))
    done = done.annotate(hour=KeyTextTransform("go_live_at", "revision__content"))
    for entry in done.values("page_id", "label", "timestamp", "hour")[:SHOWN]:
        at = _instant(entry["hour"])
        if at and entry["timestamp"] > at + IN_TIME:
            yield Missed(Kind.GOES_LIVE, entry["page_id"], entry["label"], at, entry["timestamp"], [stood_still()])


def _late_to_expire(pages: QuerySet[Page], now: datetime.datetime) -> Iterable[Missed]:
    """As long as the page is off the site since; another day may have been set afterwards."""
    done = _done(UNPUBLISHED, pages.filter(live=False, expired=True), now)
    late = done.filter(timestamp__gt=F("page__expire_at") + IN_TIME)
    for entry in late.values("page_id", "label", "timestamp", "page__expire_at")[:SHOWN]:
        at = entry["page__expire_at"]
        yield Missed(Kind.EXPIRES, entry["page_id"], entry["label"], at, entry["timestamp"], [stood_still()])


def stood_still() -> str:
    return _("Background work stood still at that hour.")


def _done(action: str, pages: QuerySet[Page], now: datetime.datetime) -> QuerySet[PageLogEntry]:
    entries = PageLogEntry.objects.filter(action=action, page__in=pages, timestamp__gte=now - LATELY)
    return entries.order_by("-timestamp", "-pk")


def _instant(text: str | None) -> datetime.datetime | None:
    return parse_datetime(text) if text else None
