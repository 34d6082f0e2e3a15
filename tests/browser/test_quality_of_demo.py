"""The checks of the quality gate raise no false alarm on the live pages of the demonstration."""

import json

import pytest

from quality.checking import Level, all_checks

pytestmark = pytest.mark.browser

LOOK = """
import collections, json
from quality.checking import all_checks, findings
from quality.live_findings import live_pages
from quality.section_levels import aim_at
pages = list(live_pages().specific())
found = collections.Counter(
    code for page in pages for code in {one.check for one in findings(page, all_checks(), aim_at(page.path)[0])}
)
print(json.dumps([len(pages), found]))
"""
# Of the pages; each check by itself. What is off by default is good to have, and no alarm.
MOST = 0.05


def test_no_page_is_blocked_and_few_are_warned_of(site):
    pages, found = json.loads(site.manage("shell", "-v0", "-c", LOOK).splitlines()[-1])
    assert pages > 100
    for one in all_checks():
        allowed = {Level.BLOCK: 0, Level.WARN: MOST * pages, Level.OFF: pages}[one.level]
        assert found.get(one.code, 0) <= allowed, one.code
