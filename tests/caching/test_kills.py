"""On the built-in database: a process that is killed leaves no change unannounced, and no mark behind."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connections

from caching.version_file import NONE, START, VersionFile

pytestmark = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="tests/services has the same on PostgreSQL"
)


@pytest.fixture
def database(db, tmp_path):
    """A copy of the database in a folder of its own."""
    path = tmp_path / "site.sqlite3"
    with connections["default"].cursor() as cursor:
        name = cursor.execute("PRAGMA database_list").fetchone()[2]
    subprocess.run(["cp", name, path], check=True)  # noqa: S603, S607 - our own file
    return path


def run(database, point, folder):
    environment = {name: value for name, value in os.environ.items() if name not in {"CACHE_URL", "VAR_DIR"}}
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-m", "tests.caching.killed", point, "1"],
        cwd=settings.BASE_DIR,
        env=environment
        | {
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "SECRET_KEY": "x" * 60,
            "DATABASE_URL": f"sqlite:///{database}",
            "VAR_DIR": str(folder),
        },
        check=False,
    ).returncode


@pytest.mark.parametrize(
    "point",
    ["between_commit_and_hooks", "in_an_earlier_hook", "before_the_version_rises", "outside_of_a_transaction"],
)
def test_a_change_of_a_killed_process_is_announced(database, tmp_path, point):
    version = VersionFile(tmp_path / "site.sqlite3-version")
    before = version.read().version
    assert run(database, point, tmp_path / "other") == 9
    assert version.read().version > before
    assert version.view[START:] == NONE


def test_a_mark_that_was_not_committed_is_taken_away(database, tmp_path):
    version = VersionFile(tmp_path / "site.sqlite3-version")
    assert run(database, "before_the_commit", tmp_path / "other") == 9
    version.read()
    assert version.view[START:] == NONE


def test_a_rollback_changes_no_version(database, tmp_path):
    version = VersionFile(tmp_path / "site.sqlite3-version")
    before = version.read().version
    assert run(database, "rolled_back", tmp_path / "other") == 0
    assert version.read().version == before and version.view[START:] == NONE


def test_a_second_data_folder_has_the_same_version(database, tmp_path):
    version = VersionFile(tmp_path / "site.sqlite3-version")
    before = version.read().version
    assert run(database, "in_transaction", tmp_path / "other") == 0
    assert version.read().version == before + 1


def test_a_hook_that_fails_hides_no_change(database, tmp_path):
    version = VersionFile(tmp_path / "site.sqlite3-version")
    before = version.read().version
    assert run(database, "a_hook_fails", tmp_path / "other") == 1
    assert version.read().version > before
