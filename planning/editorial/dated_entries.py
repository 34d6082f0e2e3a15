"""An entry of the calendar, the kinds there are, and what somebody asks for."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.i18n.dates import clock
from core.i18n.time_zones import zone_name
from users.models import AnyUser

# Of one kind in one month; the rest is counted.
MOST = 300
ONE_DAY = datetime.timedelta(days=1)


class Kind(TextChoices):
    PLANNED = "planned", _("Planned")
    GOES_LIVE = "goes-live", _("Goes live")
    EXPIRES = "expires", _("Expires")
    EVENT = "event", _("Event")
    LOOK_AT = "look-at", _("Look at it again")
    REVIEW = "review", _("In review")
    TRANSLATION = "translation", _("To be translated")


def site_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def zone_of_site() -> str:
    """Its name."""
    return zone_name(settings.TIME_ZONE)


def day_of(instant: datetime.datetime) -> datetime.date:
    return instant.astimezone(site_zone()).date()


def start_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=site_zone())


def editor_of(pk: int | str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


@dataclass(frozen=True)
class Entry:
    """One thing on one day, or from a day to another. `key` names it among its kind, whenever it is asked for."""

    kind: Kind
    key: str
    day: datetime.date
    title: str
    address: str
    changed_at: datetime.datetime
    note: str = ""
    at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None
    last_day: datetime.date | None = None
    # Its day is over, and it is not done.
    has_passed: bool = False

    @property
    def until(self) -> datetime.date:
        return self.last_day or self.day

    @property
    def hour(self) -> str:
        """On the clocks of the site."""
        return clock(self.at.astimezone(site_zone()).time()) if self.at else ""


class Asked(NamedTuple):
    """A person, the days from first to last, and of which pages: below some tree paths, of some owner."""

    person: AnyUser
    first: datetime.date
    last: datetime.date
    paths: tuple[str, ...] = ()
    owner: int | None = None

    @property
    def begins(self) -> datetime.datetime:
        return start_of(self.first)

    @property
    def ends(self) -> datetime.datetime:
        """The first instant that is too late."""
        return start_of(self.last + ONE_DAY)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.paths) or self.owner is not None

    def narrowed(self, pages: QuerySet) -> QuerySet:
        if self.owner is not None:
            pages = pages.filter(owner_id=self.owner)
        if self.paths:
            below = Page.objects.none()
            for path in self.paths:
                below = below | Page.objects.filter(path__startswith=path)
            pages = pages.filter(pk__in=below.values("pk"))
        return pages


class Found(NamedTuple):
    entries: list[Entry]
    # How many are not among them.
    more: int


Source = Callable[[Asked], Found]


def first_of(rows: QuerySet, entry: Callable[..., Entry]) -> Found:
    """So many that fit; counted only where there are more."""
    shown = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(shown) > MOST else 0
    return Found([entry(row) for row in shown[:MOST]], more)


def keys_in_words(pages: QuerySet) -> QuerySet:
    """As versions and courses of review name their pages."""
    return pages.order_by().annotate(key_in_words=Cast("pk", CharField())).values("key_in_words")
