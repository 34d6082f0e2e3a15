"""What the checks find on live pages, kept as rows: brought up to date by a job, a few pages at a time."""

import datetime
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from wagtail.models import Page, get_page_models

from core.locking import lock_page
from core.models import BasePage
from core.models.glossary import meanings_in
from core.models.preferred_words import better_words
from core.visibility import restrictions_now
from jobs.heartbeat import should_stop, still_working
from quality.checking import Finding, Level, all_checks, findings
from quality.models import CheckedPage, PageFinding, SectionAim, SectionLevel
from quality.section_levels import aim_at, level_of

AT_ONCE, PAUSE = 50, datetime.timedelta(seconds=5)


def mark_of_rules(today: datetime.date) -> str:
    """Another one whenever all pages have to be looked at again: with every day, and with what the checks rest on."""
    rests_on = [
        today,
        [(one.code, one.level) for one in all_checks()],
        list(SectionLevel.objects.order_by("pk").values_list("section_id", "check_code", "level")),
        list(SectionAim.objects.order_by("pk").values_list("section_id", "ease")),
        [(code, better_words(code), meanings_in(code)) for code, _name in settings.LANGUAGES],
        sorted((one.paths, one.kind) for one in restrictions_now()),
    ]
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()[:32]


def live_pages() -> QuerySet[Page]:
    kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
    return Page.objects.type(*kinds).filter(live=True)


def due_pages(mark: str) -> QuerySet[Page]:
    """Live pages that were not checked, or not this version of them, or not by these rules."""
    old = Q(quality_check=None) | ~Q(quality_check__rules=mark) | ~Q(quality_check__revision=F("live_revision_id"))
    return live_pages().filter(old | Q(quality_check__revision=None, live_revision__isnull=False)).order_by("pk")


def check_more_pages(now: datetime.datetime | None = None) -> datetime.datetime | None:
    """The next pages; when it wants to go on, or nothing when all are up to date."""
    now = now or timezone.now()
    mark = mark_of_rules(timezone.localdate(now))
    CheckedPage.objects.exclude(page__live=True).delete()
    PageFinding.objects.exclude(page__live=True).delete()
    due = due_pages(mark)
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        keep_findings(pk, mark, now)
        still_working()
        if should_stop():
            return None
    return now + PAUSE if due.exists() else None


def keep_findings(pk: int, mark: str, now: datetime.datetime) -> None:
    """Of the page as it is live; what was found before goes. Whatever goes live meanwhile makes it due again."""
    page = Page.objects.filter(pk=pk, live=True).specific().first()
    if page is None:
        return
    rows = _rows(page)
    with transaction.atomic():
        if lock_page(pk) is None:
            return
        PageFinding.objects.filter(page_id=pk).delete()
        PageFinding.objects.bulk_create(rows)
        values = {"revision": page.live_revision_id, "rules": mark, "checked_at": now}
        CheckedPage.objects.update_or_create(page_id=pk, defaults=values)


def _rows(page: Page) -> Iterable[PageFinding]:
    levels = {one.code: level_of(one, page.path)[0] for one in all_checks()}
    wanted = [one for one in all_checks() if levels[one.code] != Level.OFF]
    # What was found may hold words of ours (the name of a vocabulary): in the language of the page.
    with translation.override(page.locale.language_code):
        found = findings(page, wanted, aim_at(page.path)[0])
    return [_row(page, one, levels[one.check]) for one in found]


def _row(page: Page, one: Finding, level: Level) -> PageFinding:
    return PageFinding(
        page_id=page.pk,
        check_code=one.check,
        level=level,
        field=one.place.field,
        place=one.place.path,
        found=one.found,
    )
