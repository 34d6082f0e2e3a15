"""The version of the public site: a number that every change to public content raises.

What is kept in the memory of a process (whole answers, the page tree, settings) belongs to one version and is dropped
with it, in every process, at the next request; and after a minute in any case. The version lies in a file beside a
database file, and in Redis beside a database server.

A change is marked before it is committed, and the mark is taken away when the version rises. A process that is killed
in between leaves its mark behind, and whoever reads it next raises the version in its place.

Inside a transaction that has changed something, nothing common is read or filled: what is remembered meanwhile belongs
to that transaction alone.
"""

import contextlib
import functools
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from django.conf import settings
from django.db import connection, transaction

from caching.version_cache import VersionCache
from caching.version_file import VersionFile
from caching.version_reading import Reading
from caching.version_redis import VersionInRedis

Function = TypeVar("Function", bound=Callable[..., Any])
MarkKept = TypeVar("MarkKept")

# Seconds that a process trusts what it remembers, should a change ever stay unannounced.
LONGEST_TRUST = 60.0
# How much a process remembers of one version, as `caching.sizes` estimates it.
MOST_BYTES = 64 * 1024 * 1024


class SharedVersion(Protocol[MarkKept]):
    """Where the version and the marks of changes under way lie; of a mark it alone knows what it is."""

    def read(self) -> Reading: ...
    def raise_version(self) -> None: ...
    def begin(self, is_transaction: bool) -> MarkKept: ...
    def end(self, mark: MarkKept, changed: bool) -> None: ...


@functools.cache
def shared_version() -> SharedVersion[Any]:
    database = connection.settings_dict
    if not database["ENGINE"].endswith("sqlite3"):
        return VersionInRedis()
    name = str(database["NAME"])
    if ":memory:" in name or name.startswith("file:"):
        return VersionFile(Path(settings.VAR_DIR) / "site-version")
    # Beside the file itself: two processes with one database never have two versions.
    path = Path(name).resolve()
    return VersionFile(path.with_name(f"{path.name}-version"))


# Reading the version


class Scope:
    """A request or a piece of work: it reads the version once, and may remember things for itself alone."""

    def __init__(self, longest: float) -> None:
        self.longest = longest
        self.forget()

    def forget(self) -> None:
        """Read the version anew at the next use."""
        self.read_at = 0.0
        self.view: View | None = None
        # Short-lived, and of one request: not measured.
        self.own: dict[Hashable, Any] = {}

    def look(self) -> "View":
        now = time.monotonic()
        if self.view is None or now - self.read_at > self.longest:
            self.forget()
            self.view, self.read_at = _look(), now
        return self.view


class View(NamedTuple):
    """A reading with what is remembered of this version."""

    reading: Reading
    cache: VersionCache


class _Local(threading.local):
    """Of each thread: marks of single statements that are not over, by the object that is saved."""

    def __init__(self) -> None:
        self.marks: dict[int, _Mark] = {}


_local = _Local()
_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


@contextlib.contextmanager
def one_reading(longest: float = float("inf")) -> Iterator[None]:
    """Read the version once for everything inside: a request, or a piece of work for `longest` seconds at a time."""
    token = _scope.set(Scope(longest))
    try:
        yield
    finally:
        _scope.reset(token)
        # A statement that failed has no end.
        _local.marks.clear()


def current() -> int:
    """The present version."""
    scope = _scope.get()
    return (scope.look().reading if scope else shared_version().read()).version


class Era(NamedTuple):
    """What finished answers belong to: a version, and the time for which it is trusted."""

    version: int
    began: float


def era() -> Era | None:
    """The present era; None while what visitors may share cannot be told."""
    if is_changing():
        return None
    scope = _scope.get()
    reading, cache = scope.look() if scope else _look()
    return Era(reading.version, cache.made_at) if reading.is_settled else None


# What is remembered


class _Common:
    """What this process remembers."""

    cache = VersionCache(-1)


_common = _Common()


def _look() -> View:
    reading = shared_version().read()
    if not reading.is_settled:
        return View(reading, VersionCache(reading.version))
    cache = _common.cache
    is_old = cache.version != reading.version or time.monotonic() - cache.made_at > LONGEST_TRUST
    if is_old or cache.bytes > MOST_BYTES:
        # A new dictionary: who computes at this moment goes on filling the old one, which nobody reads any more.
        cache = _common.cache = VersionCache(reading.version, None if is_old else cache.made_at)
    return View(reading, cache)


def version_cache() -> dict[Hashable, Any]:
    """A dictionary that lives until public content changes. Take it before reading from the database."""
    change = _uncommitted() if connection.run_on_commit else None
    if change is not None:
        return change.cache
    scope = _scope.get()
    return (scope.look() if scope else _look()).cache


def request_cache() -> dict[Hashable, Any]:
    """A dictionary that lives as long as the request, and no longer than until it changes public content.

    Outside of a request it is that of the version.
    """
    scope = _scope.get()
    if scope is None or is_changing():
        return version_cache()
    scope.look()
    return scope.own


def cached_until_change(function: Function) -> Function:
    """Keep the answers of a function, by its arguments, until public content changes."""
    return _cached(function, version_cache)


def cached_for_request(function: Function) -> Function:
    """Keep the answers of a function, by its arguments, for one request."""
    return _cached(function, request_cache)


def _cached(function: Function, cache: Callable[[], dict[Hashable, Any]]) -> Function:
    @functools.wraps(function)
    def caching(*arguments: Hashable) -> Any:
        answers = cache()
        key = (function.__module__, function.__qualname__, arguments)
        try:
            return answers[key]
        except KeyError:
            answer = answers[key] = function(*arguments)
            return answer

    return cast(Function, caching)


# Changing it


class _Mark:
    """Tells all processes that something is changing; it is over at the latest with this object."""

    def __init__(self, is_transaction: bool) -> None:
        self.is_over = True
        self.store = shared_version()
        self.mark = self.store.begin(is_transaction)
        self.is_over = False

    def end(self, changed: bool) -> None:
        if not self.is_over:
            self.is_over = True
            self.store.end(self.mark, changed)

    def __del__(self) -> None:
        # Rolled back: Django drops what waits for the commit.
        self.end(changed=False)


class _Change:
    """A change that is not committed yet, with what its transaction remembers meanwhile."""

    def __init__(self, mark: _Mark) -> None:
        self.mark = mark
        self.savepoints = set(connection.savepoint_ids)
        # Gone with the transaction: not measured, which would take longer than what it spares.
        self.cache: dict[Hashable, Any] = {}
        self.is_done = False

    def __call__(self) -> None:
        self.is_done = True
        self.mark.end(changed=True)
        _read_anew()


def _uncommitted() -> _Change | None:
    # Django keeps what waits for the commit here, and drops it when a savepoint is rolled back. The latest comes first.
    for waiting in connection.run_on_commit:
        if isinstance(waiting[1], _Change) and not waiting[1].is_done:
            return waiting[1]
    return None


def is_changing() -> bool:
    """Whether this transaction has changed public content and is not committed: what it sees is not public yet."""
    return bool(connection.run_on_commit) and _uncommitted() is not None


def bump() -> None:
    """Raise the version as soon as the present transaction is committed; at once outside of one."""
    if not connection.in_atomic_block:
        invalidate()
        return
    _read_anew()
    change = _uncommitted()
    if change is not None:
        change.cache.clear()
        if change.savepoints == set(connection.savepoint_ids):
            return
    transaction.on_commit(_Change(change.mark if change else _Mark(is_transaction=True)), robust=True)
    # Before all else that waits for the commit: when one of these fails, Django drops those behind it.
    connection.run_on_commit.insert(0, connection.run_on_commit.pop())


def invalidate() -> None:
    """Begin a new version at once, for example after the database was exchanged."""
    shared_version().raise_version()
    _read_anew()


def _read_anew() -> None:
    scope = _scope.get()
    if scope:
        scope.forget()


def before_saving(instance: object) -> None:
    """Mark a change outside of a transaction: its row is committed before anybody is told that it was saved."""
    if not connection.in_atomic_block:
        _local.marks[id(instance)] = _Mark(is_transaction=False)


def after_saving(instance: object) -> None:
    """Raise the version, at once or after the commit."""
    mark = _local.marks.pop(id(instance), None)
    if mark is None:
        bump()
    else:
        mark.end(changed=True)
        _read_anew()
