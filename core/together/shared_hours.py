"""Hours at which several pages go live together. An app that keeps such hours tells them; lists of what is to come ask.

What is told is for one person: only what they may see, naming only pages that they may be shown.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from users.models import AnyUser


class SharedHour(NamedTuple):
    # Names it, whenever it is asked for.
    key: str
    # What it is called, and how many pages go live with it.
    title: str
    at: datetime.datetime
    # In the admin.
    address: str
    changed_at: datetime.datetime
    # Of its pages those that the person may be shown.
    pages: list[Page]
    # Of these the ones that are approved, and go live then if all is ready.
    approved: set[int]
    given_by: str
    # Why it did not happen at its hour.
    reasons: list[str]

    @property
    def names(self) -> str:
        return ", ".join(page.get_admin_display_title() for page in self.pages)


class Asked(NamedTuple):
    """By whom; from an instant to another; with one of these pages among those of the hour."""

    person: AnyUser
    begins: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    pages: QuerySet[Page] | None = None


class Keeper(Protocol):
    def coming(self, asked: Asked) -> list[SharedHour]:
        """The next ones first; those whose hour is over and that nobody did are among them."""

    def missed(self, person: AnyUser) -> list[SharedHour]:
        """Those that could not happen at their hour, and have no other one."""

    def pages_with_hour(self) -> Q:
        """Pages that are approved and wait for such an hour. For those who are shown the pages anyway."""


_keepers: list[Keeper] = []


def keep_hours(keeper: Keeper) -> None:
    _keepers.append(keeper)


def coming_together(
    person: AnyUser,
    begins: datetime.datetime | None = None,
    ends: datetime.datetime | None = None,
    pages: QuerySet[Page] | None = None,
) -> list[SharedHour]:
    found = [one for keeper in _keepers for one in keeper.coming(Asked(person, begins, ends, pages))]
    return sorted(found, key=lambda one: (one.at, one.key))


def missed_together(person: AnyUser) -> list[SharedHour]:
    return [one for keeper in _keepers for one in keeper.missed(person)]


def waits_for_shared_hour() -> Q:
    waits = Q(pk__in=[])
    for keeper in _keepers:
        waits |= keeper.pages_with_hour()
    return waits


def approved_pages(person: AnyUser) -> Iterator[tuple[datetime.datetime, Page, SharedHour]]:
    """Each page that waits for an hour to come, with that hour."""
    for one in coming_together(person, timezone.now()):
        yield from ((one.at, page, one) for page in one.pages if page.pk in one.approved)
