"""How often public pages are read, by page and day: counted without knowing who reads (decision 64).

A process counts in memory and adds to the table at most every ten seconds, after an answer was sent. One that is killed
loses what it has not written: some seconds, or what came since its last answer. Several processes add to one row.
"""

import datetime
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable

from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.models import Page

from core.visibility import visible_to
from search.models import PageReadings
from users.models import AnyUser

logger = logging.getLogger(__name__)
PAUSE = 10.0
# Different pages of one pause. No site of this kind has as many that are read in ten seconds.
MOST_PAGES = 2_000
KEPT = datetime.timedelta(days=400)
LATELY = datetime.timedelta(days=30)
# By this header a served page tells the middleware which it is. It is taken off before the answer goes out.
HEADER = "X-Read"
ServePage = Callable[..., HttpResponseBase]
# A page and a day.
Key = tuple[int, datetime.date]


class ReadingCounter:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self.times: Counter[Key] = Counter()
        self.began: float | None = None

    def count(self, page_id: int) -> None:
        key = (page_id, timezone.localdate())
        with self.lock:
            if self.began is None:
                self.began = time.monotonic()
            if key in self.times or len(self.times) < MOST_PAGES:
                self.times[key] += 1

    def write_when_due(self) -> None:
        if self.began is not None and time.monotonic() - self.began >= PAUSE:
            self.write()

    def write(self) -> None:
        """Add what was counted to the table. Where that fails, these counts are lost and nothing else."""
        with self.lock:
            times, self.times, self.began = self.times, Counter(), None
        try:
            with transaction.atomic():
                _write(times)
        except DatabaseError:
            logger.warning("How often pages were read in the last seconds could not be written", exc_info=True)


counter = ReadingCounter()


def _write(times: Counter[Key]) -> None:
    """In one order in every process, so that two of them never wait for each other."""
    there = set(Page.objects.filter(pk__in={page_id for page_id, _day in times}).values_list("pk", flat=True))
    keys = sorted(key for key in times if key[0] in there)
    PageReadings.objects.bulk_create(
        [PageReadings(page_id=page_id, day=day) for page_id, day in keys], ignore_conflicts=True
    )
    for page_id, day in keys:
        PageReadings.objects.filter(page_id=page_id, day=day).update(times=F("times") + times[page_id, day])


def tell_which_page(serve: ServePage) -> ServePage:
    """For Wagtail's hook around the serving of pages. What a page offers below itself, as a calendar, is not told."""

    def served(
        page: Page, request: HttpRequest, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponseBase:
        response = serve(page, request, args, kwargs)
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if is_page and page.live and _is_itself(args):
            response.headers[HEADER] = str(page.pk)
            # An answer that is not kept may lose its headers on the way: the browser has it still.
            request.META[HEADER] = page.pk
        return response

    return served


def _is_itself(args: tuple[object, ...]) -> bool:
    """Whether the page was asked for, and not an address below it."""
    return not args or getattr(args[0], "__name__", "") == "index_route"


def readings_of(pages: Iterable[Page], user: AnyUser) -> dict[int, tuple[int, int]]:
    """How often each was read in the last 30 days and in all that is kept: of pages that this person may see."""
    shown = visible_to(Page.objects.filter(pk__in=[page.pk for page in pages]), user).values("pk")
    sums = PageReadings.objects.filter(page__in=shown).values_list("page")
    since = timezone.localdate() - LATELY
    lately = dict(sums.filter(day__gt=since).annotate(Sum("times")))
    return {pk: (lately.get(pk, 0), total) for pk, total in sums.annotate(Sum("times"))}


def forget_old_readings() -> int:
    """How many rows went."""
    return PageReadings.objects.filter(day__lt=timezone.localdate() - KEPT).delete()[0]
