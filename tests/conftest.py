"""The few worlds that tests share."""

import fcntl
import gc
import hashlib
import shutil
import zlib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django import VERSION
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from wagtail.models import Locale, PageViewRestriction

from bin.compile_messages import compile_messages
from bin.our_apps import our_apps
from caching import site_version
from home.models import StandardPage
from search import facet_index
from search.insight.counter import counter
from search.words import vocabulary
from tests import factories


def pytest_addoption(parser):
    parser.addoption("--sweeps", default="1/1", help="which part of the sweeps is run, such as 2/3; all others run")


def pytest_collection_modifyitems(config, items):
    number, parts = map(int, config.getoption("--sweeps").split("/"))
    sweeps = {one for one in items if one.get_closest_marker("sweep")}
    left_out = {one for one in sweeps if zlib.crc32(one.nodeid.encode()) % parts != number - 1}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [one for one in items if one not in left_out]


def pytest_configure(config):
    """The tests see the translations as they are now. What our own code does that will not be allowed is an error."""
    compile_messages()
    ours = "|".join(["cms", *our_apps()])
    for category in ("DeprecationWarning", "PendingDeprecationWarning"):
        config.addinivalue_line("filterwarnings", rf"error::{category}:({ours})(\..*)?$")


def pytest_collection_finish():
    """Thousands of tests and modules stay to the end: the collector of garbage need not walk over them each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


# What tables there are, and what is written into them when a page goes live.
MAKES_THE_TEMPLATE = ["*/migrations/*.py", "*/models/**/*.py", "*/projections.py", "search/indexing/*.py"]


def _hash_of_template() -> str:
    """Of our code that makes it and of what is installed: the version ahead has tables that this one lacks."""
    found = hashlib.sha256(Path(factories.__file__).read_bytes())
    root = Path(settings.BASE_DIR)
    for path in sorted({path for pattern in MAKES_THE_TEMPLATE for path in root.glob(pattern)}):
        found.update(path.read_bytes())
    found.update(repr(sorted({(each.name, each.version) for each in distributions()})).encode())
    return found.hexdigest()[:16]


def _make_or_copy(target: Path) -> None:
    """A database with all tables, the front page and the lists: the first of all processes makes it, others copy it."""
    template = settings.TEMPLATE_DIR / f"{_hash_of_template()}.sqlite3"
    template.parent.mkdir(parents=True, exist_ok=True)
    with (template.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if template.exists():
            shutil.copy(template, target)
            return
        call_command("migrate", verbosity=0, interactive=False)
        factories.lists()
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections["default"].close()
        for old in template.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        partial = template.with_suffix(".partial")
        shutil.copy(target, partial)
        partial.rename(template)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """A database, copied from a template that is made once for each state of the migrations."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        request.getfixturevalue("django_test_environment")
        # A database of its own for each process of pytest-xdist.
        request.getfixturevalue("django_db_modify_db_settings")
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    target = Path(settings.DATABASES["default"]["NAME"])
    with django_db_blocker.unblock():
        connections["default"].close()
        _make_or_copy(target)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
    shutil.rmtree(target.parent, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """No test sees what an earlier one kept in memory: its changes were taken back without a word."""
    site_version.invalidate()
    facet_index._Kept.indexes.clear()
    vocabulary.forget()
    counter.forget()


@pytest.fixture
def commit():
    """What happens to the version when the test's transaction would be committed."""

    def run():
        for waiting in list(connection.run_on_commit):
            if isinstance(waiting[1], site_version._Change) and not waiting[1].is_done:
                waiting[1]()

    return run


@pytest.fixture
def french(db):
    """Translates a page into French: `french(page, title=…, slug=…)`; live unless said otherwise."""

    def translate(page, live=True, **fields):
        locale, _made = Locale.objects.get_or_create(language_code="fr")
        translated = page.copy_for_translation(locale, copy_parents=True)
        for name, value in fields.items():
            setattr(translated, name, value)
        revision = translated.save_revision()
        if live:
            revision.publish()
        return type(page).objects.get(pk=translated.pk)

    return translate


@pytest.fixture
def close(db):
    """Makes a page private: for members, or for a group."""

    def restrict(page, group: Group | None = None):
        kind = PageViewRestriction.GROUPS if group else PageViewRestriction.LOGIN
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        if group:
            restriction.groups.add(group)
        return restriction

    return restrict


@pytest.fixture
def home(db):
    return factories.home()


@pytest.fixture
def bare_site(db):
    """The front page alone, without the lists: for tests that count everything."""
    for page in factories.home().get_children().specific():
        page.delete()


@pytest.fixture
def framed(monkeypatch):
    """Plain pages show the frame of the site alone."""
    monkeypatch.setattr(StandardPage, "get_template", lambda self, request, *args, **kwargs: "base.html")


@pytest.fixture
def outbox_for_mail(settings):
    """Mail is written into the site's own outbox, as when it runs, and not into Django's list of tests."""
    backend = "jobs.mail_backend.OutboxBackend"
    if VERSION >= (6, 1):
        settings.MAILERS = {"default": {"BACKEND": backend}}
    else:
        settings.EMAIL_BACKEND = backend
