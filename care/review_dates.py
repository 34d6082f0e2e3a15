"""When a page is to be looked at again: months after somebody last did, by kind and section."""

import calendar
import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from care.models import PageCare, PageFeedback, ReviewPeriod
from core.i18n.languages import DEFAULT
from core.models import BasePage
from core.visibility import outside_bin
from jobs.heartbeat import still_working

# So many pages are brought up to date in one transaction.
AT_ONCE = 200


def after_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month; where there is none, the last one before."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Rule(NamedTuple):
    """Below these tree paths, for pages of this kind (all of them where it is empty)."""

    paths: tuple[str, ...]
    kind: str
    months: int

    def nearness(self, path: str, kind: str) -> tuple[int, bool] | None:
        """How close it is to a page: the nearest counts. None where it says nothing of it."""
        held = [len(one) for one in self.paths if path.startswith(one)]
        return (max(held), bool(self.kind)) if held and self.kind in {"", kind} else None


class Periods:
    """After how many months pages are looked at, read once."""

    def __init__(self) -> None:
        self.rules = [
            Rule(_paths(period.section), period.kind, period.months)
            for period in ReviewPeriod.objects.select_related("section").order_by("pk")
        ]

    def months(self, path: str, content_type_id: int) -> int:
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None or not issubclass(model, BasePage):
            return 0
        kind = model._meta.label_lower
        near = [(rule.nearness(path, kind), rule.months) for rule in self.rules]
        found = [(nearness, months) for nearness, months in near if nearness is not None]
        return max(found, key=lambda one: one[0])[1] if found else model.review_months

    def day(self, path: str, content_type_id: int, looked_at: datetime.date) -> datetime.date | None:
        months = self.months(path, content_type_id)
        return after_months(looked_at, months) if months else None


def _paths(section: Page | None) -> tuple[str, ...]:
    """A section is the same one in every language."""
    if section is None:
        return ("",)
    return tuple(Page.objects.filter(translation_key=section.translation_key).values_list("path", flat=True))


def pages_cared_for() -> QuerySet[Page]:
    """Live pages, each content once: in the site's first language, or in the oldest one where it is not in that."""
    twins = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    own = Q(locale__language_code=DEFAULT)
    first = Exists(twins.filter(locale__language_code=DEFAULT))
    earlier = Exists(twins.filter(locale_id__lt=OuterRef("locale_id")))
    return Page.objects.filter(live=True, depth__gt=1).filter(own | (~first & ~earlier))


def keep_rows() -> None:
    """A row for each page that is cared for, and its day as the rules of today have it."""
    periods = Periods()
    # What was deleted may come back, and was looked at when it was.
    there = outside_bin(Page.objects.all())
    PageCare.objects.filter(page__in=there).exclude(page__in=pages_cared_for()).delete()
    keys = iter(list(pages_cared_for().order_by("pk").values_list("pk", flat=True)))
    for some in iter(lambda: list(islice(keys, AT_ONCE)), []):
        _change_days(some, periods)
        _add_rows(some, periods)
        still_working()


def _add_rows(keys: list[int], periods: Periods) -> None:
    lacking = pages_cared_for().filter(pk__in=keys, care=None)
    found = list(lacking.values_list("pk", "path", "content_type_id", "last_published_at"))
    PageCare.objects.bulk_create(
        (
            PageCare(page_id=pk, looked_at=since, review_on=periods.day(path, kind, since))
            for pk, path, kind, published in found
            for since in [timezone.localdate(published)]
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def _change_days(keys: list[int], periods: Periods) -> None:
    changed = []
    rows = PageCare.objects.filter(page__in=keys).select_related("page").order_by("pk")
    for row in rows.select_for_update(of=["self"]):
        day = row.later_until or periods.day(row.page.path, row.page.content_type_id, row.looked_at)
        if day != row.review_on:
            row.review_on = day
            changed.append(row)
    PageCare.objects.bulk_update(changed, ["review_on"])


def looked_at_today(row: PageCare, page: Page) -> None:
    """Somebody read it, and it is right: everything begins anew."""
    today = timezone.localdate()
    row.looked_at, row.later_until, row.looked_by, row.archive_asked_by = today, None, None, None
    row.review_on = Periods().day(page.path, page.content_type_id, today)
    notes = PageFeedback.objects.filter(page__translation_key=page.translation_key, done_at=None)
    notes.update(done_at=timezone.now())


def _on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Author and moderator read it just now, unless it came back from the bin. The job makes rows that are missing."""
    if kwargs.get("comes_back"):
        return
    row = PageCare.objects.filter(page_id=instance.pk).first()
    if row:
        looked_at_today(row, instance)
        # Not what the job that asks owners writes meanwhile.
        row.save(update_fields=["looked_at", "later_until", "looked_by", "archive_asked_by", "review_on"])


def connect() -> None:
    page_published.connect(_on_published, dispatch_uid="care-published")
