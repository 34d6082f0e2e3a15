"""A worker that is killed between any two lines: each page goes live once, and none before its hour."""

import datetime
import random
import sys

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from jobs import scheduling
from tests import factories

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
PAGES = 16
# Where a worker dies: in whatever lines of these publishing comes by.
LINES_OF = ("jobs/scheduling.py", "actions/publish_revision.py", "actions/publish_page_revision.py", "models/pages.py")


class Killed(BaseException):
    """Nothing catches it, and the transaction is lost, as with kill -9."""


def killed_after(lines):
    """Raises it at the next line, once so many were run."""
    left = iter(range(lines))

    def at_line(frame, event, _argument):
        if event == "line" and next(left, None) is None:
            sys.settrace(None)
            raise Killed
        return at_line

    return lambda frame, _event, _argument: at_line if frame.f_code.co_filename.endswith(LINES_OF) else None


def publish_and_die(now, lines):
    """Whether the worker was killed before it was done."""
    before = sys.gettrace()
    sys.settrace(killed_after(lines))
    try:
        scheduling.publish_due(now)
    except Killed:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.fixture
def scheduled(db):
    """Each due a minute after the one before, by the page's key."""
    first = timezone.now() - (PAGES + 1) * MINUTE
    due = {}
    for number in range(PAGES):
        page = factories.standard_page(live=False)
        page.go_live_at = due[page.pk] = first + number * MINUTE
        page.save_revision(approved_go_live_at=page.go_live_at)
    return due


def live():
    return set(Page.objects.filter(live=True).values_list("pk", flat=True))


def test_pages_go_live_once_and_never_early_whatever_kills_the_worker(scheduled):
    choice, kills = random.Random(76), 0
    now = min(scheduled.values())
    while Revision.objects.filter(approved_go_live_at__isnull=False).exists():
        kills += publish_and_die(now, choice.randrange(1, 400))
        assert live() & scheduled.keys() <= {pk for pk, at in scheduled.items() if at <= now}
        now = min(now + choice.randrange(3) * MINUTE, timezone.now())
    assert kills > 5
    assert live() >= scheduled.keys()
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled").values_list("page_id", flat=True)
    assert sorted(published) == sorted(scheduled)
