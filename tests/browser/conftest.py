"""The real site for browser tests: server and worker on a free port, with the demo content."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.desk import Desk
from tests.browser.neighbour import PAGES, PLACE
from tests.linkcheck.local_site import site as serving

# Milliseconds. Nothing takes as long; a machine that is busy with other things may.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Running:
    """A running site: where it answers, and the environment of its processes."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(url: str, process: subprocess.Popen) -> None:
    for _attempt in range(200):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310 - loopback
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The site did not start.")


def _filled(tmp_path_factory, running: Running) -> Path:
    """The data of a demo site that nobody has touched: made once in a run, however many processes test.

    FILLED_VAR_DIR names such data that is there already (for trying things).
    """
    if place := os.environ.get("FILLED_VAR_DIR"):
        return Path(place)
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, is_ready = common / "filled", common / "filled.ready"
    with (common / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_ready.exists():
            folder.mkdir(exist_ok=True)
            maker = Running(running.url, {**running.environment, "VAR_DIR": str(folder)})
            maker.manage("migrate", "-v0")
            maker.manage("create_demo_site")
            maker.manage("collectstatic", "--noinput", "-v0")
            is_ready.touch()
    return folder


@contextmanager
def served(tmp_path_factory, neighbour: str, **more: str) -> Iterator[Running]:
    """A site of its own with the demo content; `more` is its environment."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        PLACE: neighbour,
        "VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "only-for-browser-tests-only-for-browser-tests-only-for-tests",
        "LOG_LEVEL": "WARNING",
        "DEBUG": "0",
        **more,
    }
    running = Running(environment["PUBLIC_URL"], environment)
    shutil.copytree(_filled(tmp_path_factory, running), folder, dirs_exist_ok=True)
    log = (folder / "log.txt").open("w")
    command = [sys.executable, "bin/serve"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        _wait_for(f"{running.url}/healthz", process)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


@pytest.fixture(scope="session")
def neighbour():
    """In place of all other sites: its address. What it knows stands in neighbour.py."""
    with serving(PAGES) as elsewhere:
        yield elsewhere.address


@pytest.fixture(scope="session")
def site(tmp_path_factory, neighbour):
    """Started here, unless SITE_URL names one that runs already on the data in VAR_DIR (for trying things)."""
    if url := os.environ.get("SITE_URL"):
        yield Running(url, {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings", "PUBLIC_URL": url})
        return
    with served(tmp_path_factory, neighbour) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(chromium, site):
    """Opens a tab of somebody who is not known yet. Errors of scripts and requests elsewhere fail the test.

    Addresses in `outside` may be asked for; the test answers them itself with `tab.route`.
    """
    contexts, complaints = [], []

    def opened(outside=(), **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda request: _note_outside(request.url, (site.url, *outside), complaints))
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def pytest_terminal_summary(terminalreporter):
    """How much the counted journeys took."""
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "when")]
    told = [words for one in reports for name, words in one.user_properties if name == "interactions"]
    if told:
        terminalreporter.section("interactions from the desk to the review")
        for words in dict.fromkeys(told):
            terminalreporter.write_line(words)


def _note_outside(url: str, allowed: tuple[str, ...], complaints: list[str]) -> None:
    if not url.startswith((*allowed, "data:", "blob:", "about:")):
        complaints.append(f"request elsewhere: {url}")


@pytest.fixture
def desk_of(open_tab, site):
    """The desk of somebody with a demo account, signed in: desk_of("editor")."""
    addresses = {
        "editor": "editor@lantern.example",
        "moderator": "moderator@lantern.example",
        "second moderator": "moderation@lantern.example",
        "administrator": "admin@lantern.example",
        "translator": "translator@lantern.example",
        "member": "member@lantern.example",
    }

    def signed_in(name: str) -> Desk:
        accounts = Path(site.environment["VAR_DIR"], "demo-accounts.txt").read_text(encoding="utf-8")
        password = next(line.split()[1] for line in accounts.splitlines() if line.startswith(addresses[name]))
        return Desk(open_tab(), site.url).sign_in(addresses[name], password)

    return signed_in
