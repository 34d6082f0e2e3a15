"""Processes with data folders of their own, on one PostgreSQL and one Redis, remember nothing that has changed."""

import subprocess
import sys
import urllib.request

import pytest
import redis

from tests.browser.conftest import ROOT, Running
from tests.services.conftest import CACHE

pytestmark = pytest.mark.services

NEW_PAGE = """
from home.models import HomePage, StandardPage
page = HomePage.objects.get(locale__language_code="en").add_child(instance=StandardPage(title={slug!r}, slug={slug!r}))
print(page.pk)
"""
LONG = """
from django.db import transaction
from wagtail.models import Page
with transaction.atomic():
    page = Page.objects.get(pk={pk}).specific
    page.title = "After the long transaction"
    page.save()
    print("ready", flush=True)
    input()
"""
# Of the connection, not of the page.
SETTING_UP = {"client", "config", "hello", "info", "select", "ping"}


@pytest.fixture(scope="session")
def elsewhere(site, tmp_path_factory):
    """The same site on another machine: the same database and Redis, another data folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    return Running(site.url, site.environment | {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings"})


@pytest.fixture
def new_page(elsewhere):
    def make(slug):
        return int(elsewhere.manage("shell", "-v0", "-c", NEW_PAGE.format(slug=slug)))

    return make


@pytest.fixture
def server(site):
    with redis.Redis.from_url(CACHE.rpartition("/")[0] + "/1") as client:
        yield client


def opened(site, path):
    """Where a visitor ends who opens the address."""
    with urllib.request.urlopen(site.url + path, timeout=20) as answer:  # noqa: S310 - loopback
        return answer.url.removeprefix(site.url), answer.read().decode()


def run(elsewhere, point, pk):
    command = [sys.executable, "-m", "tests.caching.killed", point, str(pk)]
    return subprocess.run(command, cwd=ROOT, env=elsewhere.environment, check=False).returncode  # noqa: S603 - our own


@pytest.mark.parametrize(
    "point",
    ["in_transaction", "between_commit_and_hooks", "in_an_earlier_hook", "before_the_version_rises"],
)
def test_a_page_made_private_elsewhere_is_closed_at_once(site, elsewhere, new_page, point):
    path = f"/{point.replace('_', '-')}/"
    pk = new_page(path.strip("/"))
    assert {opened(site, path)[0] for _number in range(8)} == {path}
    run(elsewhere, point, pk)
    assert all(opened(site, path)[0].startswith("/sign-in/") for _number in range(8))


def test_a_statement_of_a_killed_process_closes_the_page_at_once(site, elsewhere, new_page, server):
    pk = new_page("a-statement")
    assert {opened(site, "/a-statement/")[0] for _number in range(8)} == {"/a-statement/"}
    run(elsewhere, "outside_of_a_transaction", pk)
    assert all(opened(site, "/a-statement/")[0].startswith("/sign-in/") for _number in range(8))
    server.delete(":1:site_version")


@pytest.mark.parametrize("point", ["before_the_commit", "rolled_back"])
def test_what_was_not_committed_changes_nothing(site, elsewhere, new_page, server, point):
    pk = new_page(point.replace("_", "-"))
    # Both processes: one that found Redis away in an earlier test makes up for it now.
    for _number in range(12):
        opened(site, "/")
    before = server.hget(":1:site_version", "version")
    run(elsewhere, point, pk)
    opened(site, "/")
    assert server.hgetall(":1:site_version") == {b"version": before}


def test_a_long_transaction_slows_nobody_and_is_seen_at_its_end(site, elsewhere, new_page, server):
    pk = new_page("long")
    opened(site, "/long/")
    long = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "shell", "-v0", "-c", LONG.format(pk=pk)],
        cwd=ROOT,
        env=elsewhere.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert long.stdout.readline() == "ready\n"
    before = server.hget(":1:site_version", "version")
    assert all("After the long" not in opened(site, "/long/")[1] for _number in range(6))
    assert server.hget(":1:site_version", "version") == before
    long.communicate("now\n", timeout=60)
    assert all("After the long transaction" in opened(site, "/long/")[1] for _number in range(6))


def test_a_page_that_is_made_anew_asks_redis_three_times_at_most(site, server):
    for path in ("/", "/resources/", "/events/"):
        for _time in range(2):
            server.hincrby(":1:site_version", "version", 1)
            server.config_resetstat()
            opened(site, path)
        calls = {name.partition("_")[2]: row["calls"] for name, row in server.info("commandstats").items()}
        asked = sum(number for name, number in calls.items() if name.partition("|")[0] not in SETTING_UP)
        assert 1 <= asked <= 3, (path, calls)


def test_a_database_server_without_redis_is_refused(site):
    environment = {**site.environment, "CACHE_URL": "", "DJANGO_SETTINGS_MODULE": "cms.settings"}
    for command in (["manage.py", "check"], ["manage.py", "run_worker"], ["-c", "import cms.wsgi"], ["bin/serve"]):
        done = subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode and "CACHE_URL must name a Redis" in done.stderr, command
