"""Pages that go live or expire by themselves, of those that somebody may edit: when, and who let them."""

import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from care.caring_people import pages_to_edit
from core.addresses import address_of, prepare_addresses
from planning.after_events import after_events
from planning.editorial.dated_entries import Kind, keys_in_words
from users.models import AnyUser

SHOWN = 200
# From then on an hour counts as missed: the worker looks each second.
IN_TIME = datetime.timedelta(minutes=1)


class Coming(NamedTuple):
    kind: Kind
    page_id: int
    title: str
    at: datetime.datetime
    approved_by: str
    # Where visitors see it; empty while they do not.
    live_address: str
    # “when “A talk” ends”, where it waits for that.
    after_event: str = ""


def scheduled_versions(user: AnyUser) -> QuerySet[Revision]:
    versions = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id__in=keys_in_words(pages_to_edit(user))
    )
    return versions.defer("content").order_by("approved_go_live_at", "pk")


def expiring_pages(user: AnyUser) -> QuerySet[Page]:
    return pages_to_edit(user).filter(live=True, expire_at__isnull=False).order_by("expire_at", "pk")


def coming(user: AnyUser, now: datetime.datetime) -> tuple[list[Coming], int]:
    """The next ones, and how many more there are."""
    since = now - IN_TIME
    versions = scheduled_versions(user).filter(approved_go_live_at__gte=since)
    expiring = expiring_pages(user).filter(expire_at__gte=since)
    total = versions.count() + expiring.count()
    first = _with_events(_coming(list(versions[:SHOWN]), list(expiring[:SHOWN])), user)
    return first[:SHOWN], total - len(first[:SHOWN])


def _with_events(rows: list[Coming], user: AnyUser) -> list[Coming]:
    after = after_events([row.page_id for row in rows if row.kind == Kind.GOES_LIVE], user)
    return [row._replace(after_event=after.get(row.page_id, "") if row.kind == Kind.GOES_LIVE else "") for row in rows]


def overdue(user: AnyUser, now: datetime.datetime) -> list[Coming]:
    """Whose hour is over, and nobody did it: background work does not run."""
    before = now - IN_TIME
    versions = scheduled_versions(user).filter(approved_go_live_at__lt=before)
    return _coming(list(versions[:SHOWN]), list(expiring_pages(user).filter(expire_at__lt=before)[:SHOWN]))


def _coming(versions: list[Revision], expiring: list[Page]) -> list[Coming]:
    by_key = Page.objects.in_bulk([int(version.object_id) for version in versions])
    names = _approved_by([version.pk for version in versions] + [page.live_revision_id for page in expiring])
    prepare_addresses([*by_key.values(), *expiring])
    found = [_going_live(version, by_key[int(version.object_id)], names) for version in versions]
    return sorted([*found, *(_expiring(page, names) for page in expiring)], key=lambda one: (one.at, one.page_id))


def _going_live(version: Revision, page: Page, names: dict[int, str]) -> Coming:
    at = version.approved_go_live_at or timezone.now()
    address = address_of(page) if page.live else ""
    return Coming(Kind.GOES_LIVE, page.pk, version.object_str, at, names.get(version.pk, ""), address)


def _expiring(page: Page, names: dict[int, str]) -> Coming:
    name = names.get(page.live_revision_id, "")
    return Coming(Kind.EXPIRES, page.pk, page.title, page.expire_at, name, address_of(page))


def _approved_by(versions: list[int | None]) -> dict[int, str]:
    """By version: whoever published or scheduled it last."""
    entries = PageLogEntry.objects.filter(
        revision__in=[pk for pk in versions if pk],
        action__in=["wagtail.publish", "wagtail.publish.schedule"],
        user__isnull=False,
    )
    return {entry.revision_id: str(entry.user) for entry in entries.select_related("user").order_by("timestamp", "pk")}
