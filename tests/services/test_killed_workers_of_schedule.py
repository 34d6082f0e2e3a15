"""Two hundred pages, two workers on one PostgreSQL, all of them killed again and again: each goes live once."""

import random
import subprocess
import sys
import time

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.services
PAGES = 200
# Half are due when it begins, the others within this many seconds; one far off never is.
SPREAD = 40
KILLS = 15
# As long as the last of them may take on a machine that has much else to do.
LONGEST = 900

SCHEDULE = f"""
import datetime
from django.utils import timezone
from home.models import HomePage, StandardPage
home, now = HomePage.objects.live()[0], timezone.now()
for number in range({PAGES} + 1):
    page = home.add_child(instance=StandardPage(title=f"Due {{number}}", live=False, locale=home.locale))
    seconds = 86400 if number == {PAGES} else max(0, number - {PAGES // 2}) * {SPREAD} / {PAGES // 2}
    page.go_live_at = now + datetime.timedelta(seconds=seconds)
    page.save_revision(approved_go_live_at=page.go_live_at)
    print(page.pk)
"""
WORK = """
import time
from jobs import scheduling
print("ready", flush=True)
while True:
    scheduling.publish_due()
    time.sleep(0.05)
"""
LEFT = """
from wagtail.models import Revision
print(Revision.objects.filter(approved_go_live_at__isnull=False, object_id__in=[str(pk) for pk in {keys}]).count())
"""
FOUND = """
from django.db.models import F
from wagtail.models import Page, PageLogEntry
pages = Page.objects.filter(pk__in={keys})
entries = PageLogEntry.objects.filter(page__in={keys}, action="wagtail.publish.scheduled").order_by("page")
print(*entries.values_list("page", flat=True))
print(pages.filter(live=True).count(), pages.filter(live=True, first_published_at__lt=F("go_live_at")).count())
"""


def worker(site):
    started = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "shell", "-v0", "-c", WORK],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout.readline() == "ready\n"
    return started


def left(site, keys):
    return int(site.manage("shell", "-v0", "-c", LEFT.format(keys=keys)))


def test_two_hundred_pages_go_live_once_and_never_early_whatever_dies(site):
    *keys, far = [int(key) for key in site.manage("shell", "-v0", "-c", SCHEDULE).split()]
    choice, end = random.Random(76), time.monotonic() + LONGEST
    workers = [worker(site), worker(site)]
    try:
        for _kill in range(KILLS):
            time.sleep(choice.uniform(0.1, 1.5))
            number = choice.randrange(2)
            workers[number].kill()
            workers[number].wait()
            workers[number] = worker(site)
        while left(site, keys) and time.monotonic() < end:
            time.sleep(1)
    finally:
        for one in workers:
            one.kill()
            one.wait()
    entries, counts = site.manage("shell", "-v0", "-c", FOUND.format(keys=[*keys, far])).splitlines()
    assert [int(key) for key in entries.split()] == sorted(keys)
    assert counts.split() == [str(PAGES), "0"]
