"""Two workers on one PostgreSQL do each piece of work once."""

import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.services

SCHEDULE = """
from django.utils import timezone
from home.models import StandardPage
for page in StandardPage.objects.live()[:6]:
    revision = page.save_revision(approved_go_live_at=timezone.now())
    print(page.pk)
"""
PUBLISH = """
from jobs import scheduling
print("ready", flush=True)
input()
scheduling.publish_due()
"""
COUNT = """
from wagtail.models import PageLogEntry, Revision
print(*PageLogEntry.objects.filter(page__in={keys}, action="wagtail.publish.scheduled").values_list("page", flat=True))
print(Revision.objects.filter(approved_go_live_at__isnull=False, object_id__in=map(str, {keys})).count())
"""


def worker(site):
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "shell", "-v0", "-c", PUBLISH],
        cwd=ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_pages_go_live_once(site):
    keys = [int(key) for key in site.manage("shell", "-v0", "-c", SCHEDULE).split()]
    workers = [worker(site) for _number in range(2)]
    assert [one.stdout.readline() for one in workers] == ["ready\n"] * 2
    for one in workers:
        one.stdin.write("now\n")
        one.stdin.flush()
    assert [one.wait(120) for one in workers] == [0, 0]
    published, left = site.manage("shell", "-v0", "-c", COUNT.format(keys=keys)).splitlines()
    assert sorted(published.split()) == sorted(str(key) for key in keys) and left == "0"
