"""The generation of the public site: a number that every change to public content raises.

What is kept in the memory of a process (whole answers, the page tree, settings) belongs to one generation and is
forgotten with it, in every worker, on the next request. The number lies in a small file that all processes map into
their memory, or in Redis when CACHE_URL names one.

Inside a transaction that has changed something, nothing common is read or filled: what is remembered meanwhile belongs
to that transaction alone.
"""

import fcntl
import functools
import logging
import mmap
import os
import struct
import threading
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

logger = logging.getLogger(__name__)
Function = TypeVar("Function", bound=Callable[..., Any])

# How many answers of `remembered` functions a process keeps within one generation.
REMEMBERED = 50_000

# Tables whose rows no visitor sees: work in the background, drafts, sessions, the journal.
QUIET_APPS = {
    "admin",
    "auth",
    "axes",
    "contenttypes",
    "django_tasks_database",
    "moderation",
    "sessions",
    "users",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
}
QUIET_MODELS = {
    "linkcheck.externallink",
    "linkcheck.externallinkuse",
    "jobs.heldpublication",
    "jobs.outgoingmail",
    "jobs.workerbeat",
    "resources.importbatch",
    "resources.importrow",
    "resources.rememberedheading",
    "search.entrychange",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
}
# What is written on a page when a draft of it is saved or it is locked.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


class FileNumber:
    """The number in a file of eight bytes: reading is a look into shared memory, raising takes a lock."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        with self._lock():
            if os.fstat(self.descriptor).st_size < 8:
                # Starts with the time, so that a number never comes back when the file was lost.
                os.pwrite(self.descriptor, struct.pack("=Q", time.time_ns()), 0)
        self.view = mmap.mmap(self.descriptor, 8)

    def _lock(self) -> "_FileLock":
        return _FileLock(self.descriptor)

    def read(self) -> int:
        return struct.unpack_from("=Q", self.view)[0]

    def raise_it(self) -> None:
        with self._lock():
            struct.pack_into("=Q", self.view, 0, self.read() + 1)


class _FileLock:
    """Alone among the processes (fcntl) and the threads of this one."""

    threads = threading.Lock()

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __enter__(self) -> None:
        self.threads.acquire()
        fcntl.lockf(self.descriptor, fcntl.LOCK_EX)

    def __exit__(self, *error: object) -> None:
        fcntl.lockf(self.descriptor, fcntl.LOCK_UN)
        self.threads.release()


class CacheNumber:
    """The number in Redis. While Redis is away nothing is remembered, and what was to be raised is raised later."""

    KEY = "generation"
    # Seconds until a Redis that did not answer is asked again: a visitor waits for it once, not at every step.
    PAUSE = 5.0

    def __init__(self) -> None:
        self.owed = False
        self.asked_again_at = 0.0

    def read(self) -> int:
        if self.owed and not self._is_away():
            self.raise_it()
        if self._is_away():
            return time.time_ns()
        try:
            return cache.get(self.KEY) or self._begin()
        except Exception:
            self._pause("The generation number cannot be read: every page is made anew.")
            return time.time_ns()

    def _begin(self) -> int:
        cache.add(self.KEY, time.time_ns(), timeout=None)
        return cache.get(self.KEY) or time.time_ns()

    def raise_it(self) -> None:
        self.owed = True
        if self._is_away():
            return
        try:
            self._begin()
            cache.incr(self.KEY)
            self.owed = False
        except Exception:
            self._pause("The generation number cannot be raised. It is raised when Redis answers again.")

    def _is_away(self) -> bool:
        return time.monotonic() < self.asked_again_at

    def _pause(self, words: str) -> None:
        self.asked_again_at = time.monotonic() + self.PAUSE
        logger.warning(words, exc_info=True)


@functools.cache
def _source() -> FileNumber | CacheNumber:
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        return FileNumber(Path(settings.VAR_DIR) / "generation")
    return CacheNumber()


def number() -> int:
    """The present generation."""
    return _source().read()


class _Change:
    """A change that is not committed yet, with what its transaction remembers meanwhile."""

    def __init__(self) -> None:
        self.savepoints = set(connection.savepoint_ids)
        self.memory: dict[Hashable, Any] = {}
        self.is_done = False

    def __call__(self) -> None:
        self.is_done = True
        _source().raise_it()


def _uncommitted() -> _Change | None:
    # Django keeps what waits for the commit here, and drops it when a savepoint is rolled back.
    for waiting in reversed(connection.run_on_commit):
        if isinstance(waiting[1], _Change) and not waiting[1].is_done:
            return waiting[1]
    return None


def is_changing() -> bool:
    """Whether this transaction has changed public content and is not committed: what it sees is not public yet."""
    return bool(connection.run_on_commit) and _uncommitted() is not None


def bump() -> None:
    """Raise the generation as soon as the present transaction is committed; at once outside of one."""
    change = _uncommitted()
    if change is not None:
        change.memory.clear()
        if change.savepoints == set(connection.savepoint_ids):
            return
    transaction.on_commit(_Change(), robust=True)


class _Common:
    """What this process remembers of one generation."""

    kept: tuple[int, dict[Hashable, Any]] = (-1, {})


_common = _Common()


def memory() -> dict[Hashable, Any]:
    """A dictionary that lives until public content changes. Take it before reading from the database."""
    change = _uncommitted() if connection.run_on_commit else None
    if change is not None:
        return change.memory
    present, kept = number(), _common.kept
    if kept[0] != present or len(kept[1]) > REMEMBERED:
        # A new dictionary: who computes at this moment goes on filling the old one, which nobody reads any more.
        kept = _common.kept = (present, {})
    return kept[1]


def forget() -> None:
    """Begin a new generation at once, for example after the database was exchanged."""
    _source().raise_it()


def remembered(function: Function) -> Function:
    """Keep the answers of a function, by its arguments, until public content changes."""

    @functools.wraps(function)
    def remembering(*arguments: Hashable) -> Any:
        known = memory()
        key = (function.__module__, function.__qualname__, arguments)
        try:
            return known[key]
        except KeyError:
            answer = known[key] = function(*arguments)
            return answer

    return cast(Function, remembering)


def is_public(sender: type[models.Model]) -> bool:
    """Whether rows of this table may show on a public page."""
    return sender._meta.app_label not in QUIET_APPS and sender._meta.label_lower not in QUIET_MODELS


def _on_save(
    sender: Any, instance: Any, created: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    if not is_public(sender):
        return
    if isinstance(instance, Page):
        is_draft_work = (created and not instance.live) or (update_fields and DRAFT_FIELDS.issuperset(update_fields))
        if is_draft_work:
            return
    elif is_part_of_draft(instance):
        return
    bump()


def is_part_of_draft(instance: models.Model) -> bool:
    """Whether the row is a part of a page that nobody sees yet, and saved with it: a term of it, say."""
    page = instance._state.fields_cache.get("page")
    return isinstance(page, Page) and not page.live and isinstance(instance._meta.get_field("page"), ParentalKey)


def _on_delete(sender: Any, **kwargs: Any) -> None:
    if is_public(sender):
        bump()


def _always(**kwargs: Any) -> None:
    bump()


def connect() -> None:
    """Called when the apps are ready."""
    post_save.connect(_on_save, dispatch_uid="generation-save")
    post_delete.connect(_on_delete, dispatch_uid="generation-delete")
    # Also the groups of a privacy setting and the groups of a person.
    for signal in (m2m_changed, post_migrate, page_published, page_unpublished, post_page_move):
        signal.connect(_always, dispatch_uid="generation")
