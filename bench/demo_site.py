"""The demonstration site as it is on one fixed day, so that questions can name months, in a database of its own.

Importing it sets the site up: SQLite in a temporary folder, or a test database on the server that DATABASE_URL names,
and an index of its own on the cluster that SEARCH_URL names. The site on SQLite is kept in var/bench until code or
content that it is made of changes; the search index is made anew each time.
"""

import atexit
import datetime
import hashlib
import io
import os
import shutil
import tempfile
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

import environ
from django.utils import timezone

ROOT = Path(__file__).resolve().parent.parent
environ.Env.read_env(ROOT / ".env")
VAR = tempfile.TemporaryDirectory(prefix="commonplace-bench-")
os.environ |= {"VAR_DIR": VAR.name, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "CRITICAL", "DEBUG": ""}
# Nothing outside is touched but the database and the search index.
os.environ |= {"CACHE_URL": "", "STORAGE_URL": "", "EMAIL_URL": "", "PUBLIC_URL": "", "LINK_CHECKS": "no"}
os.environ.setdefault("SECRET_KEY", "bench" * 12)
if os.environ.get("SEARCH_URL"):
    os.environ["SEARCH_URL"] += "bench_"
    os.environ.setdefault("SEARCH_LISTS", "cluster")

MADE = datetime.datetime(2025, 9, 15, 8, tzinfo=ZoneInfo("America/Vancouver"))
ASKED = MADE + datetime.timedelta(hours=1)
# Of these nothing is in the site's own tables but what the index is made of.
NOT_IN_THE_SITE = {"search", "bench", "tests", "website", "templates", "var", ".venv"}
_real_now = timezone.now


def set_clock(moment: datetime.datetime) -> None:
    """For everything that asks Django for the time, which goes on from there."""
    ahead = moment - _real_now()
    mock.patch.object(timezone, "now", lambda: _real_now() + ahead).start()


set_clock(MADE)

import django
from django.conf import settings

# Pages are rendered with style sheets that nobody collected.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STATIC_ROOT.mkdir()
django.setup()

from django.core.management import call_command
from django.db import connection

from search.cluster import sync


def make() -> None:
    """The site, with its index."""
    if connection.vendor == "sqlite":
        _on_sqlite()
    else:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        atexit.register(connection.creation.destroy_test_db, settings.DATABASES["default"]["NAME"], verbosity=0)
        _fill()
    if sync.is_used():
        sync.build()
    set_clock(ASKED)
    settings.ALLOWED_HOSTS.append("testserver")


def engine() -> str:
    """What answers: the database, and the cluster beside it if there is one."""
    backend = settings.SEARCH_URL.partition("+")[0]
    meaning = os.environ.get("SEARCH_MEANING", "")
    return ", ".join([connection.vendor] + [backend] * bool(backend) + [f"meaning: {meaning}"] * bool(meaning))


def _on_sqlite() -> None:
    kept = ROOT / "var" / "bench" / f"demo-{_hash_of_what_it_is_made_of()}"
    if not kept.exists():
        call_command("migrate", verbosity=0)
        _fill()
        connection.close()
        for old in kept.parent.glob("demo-*"):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(VAR.name, kept)
        return
    shutil.copytree(kept, VAR.name, dirs_exist_ok=True)
    call_command("migrate", verbosity=0)
    with Path(os.devnull).open("w") as nowhere:
        call_command("update_search", "--all", verbosity=0, stdout=nowhere)


def _fill() -> None:
    call_command("create_demo_site", verbosity=0, stdout=io.StringIO())


def _hash_of_what_it_is_made_of() -> str:
    found = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/**/*.py"), *ROOT.glob("home/demo/*.yaml")]):
        if path.relative_to(ROOT).parts[0] not in NOT_IN_THE_SITE:
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
