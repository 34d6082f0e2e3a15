"""Settings of the test suite: the site's own, made fast."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-only-for-tests")

from cms.settings import *  # noqa: F403
from cms.settings import BASE_DIR, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "jobs.task_backends.OnCommitBackend"}}
LINK_CHECKS = False
SEARCH_MEANING = SEARCH_MEANING_MODEL = SEARCH_MEANING_KEY = ""
VAR_DIR = Path(tempfile.mkdtemp(prefix="commonplace-test-"))
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # conftest.py copies this template, made once for each state of the migrations.
    TEMPLATE_DIR = BASE_DIR / "var" / "test"
    DATABASES["default"] |= {"NAME": VAR_DIR / "test.sqlite3", "TEST": {"NAME": VAR_DIR / "test.sqlite3"}}
