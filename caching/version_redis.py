"""The version in Redis: a hash with the version and a mark for each change under way, read in one round trip.

The mark of a transaction is its number in PostgreSQL, which knows of each number whether it goes on, was committed or
rolled back: whoever reads the mark of a transaction that is over raises the version for a process that was killed.
Outside of a transaction a mark lasts for half a minute at most, and nothing is remembered while it stands.

While Redis is away nothing is remembered. Whoever noticed that raises the version when Redis answers again.
"""

import logging
import threading
import time
import uuid
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, DataError, connection, transaction
from django_redis import get_redis_connection

from caching.version_reading import Reading

logger = logging.getLogger(__name__)

VERSION = b"version"
# What becomes of a change, as PostgreSQL says it of transactions; it also says “in progress”.
COMMITTED, ABORTED, UNKNOWN = "committed", "aborted", "unknown"
# Seconds after which a change outside of a transaction is taken for abandoned.
LONGEST_STATEMENT = 30
# Seconds until a Redis that did not answer is asked again: a visitor waits for it once, not at every step.
PAUSE = 5.0


class VersionInRedis:
    def __init__(self) -> None:
        # How many changes are not announced, and outages in which others may have changed something.
        self.owed = 0
        self.asked_again_at = 0.0
        self.lock = threading.Lock()

    @property
    def key(self) -> str:
        return cache.make_key("site_version")

    def read(self) -> Reading:
        if self.owed and not self._is_away():
            self.raise_version()
        if self._is_away():
            return Reading(time.time_ns(), is_settled=False)
        try:
            return self._read()
        except Exception:
            self._pause("The version of the site cannot be read: every page is made anew.")
            return Reading(time.time_ns(), is_settled=False)

    def raise_version(self) -> None:
        self.end(None, changed=True)

    def begin(self, is_transaction: bool) -> bytes | None:
        """Mark that something is changing; the mark is given back to `end`."""
        if self._is_away():
            self._owe(1)
            return None
        number = _number_of_transaction() if is_transaction else ""
        # Two processes may write in the same second; the numbers of transactions differ anyway.
        mark = f"{number}:{time.time():.3f}:{uuid.uuid4().hex[:12]}".encode()
        try:
            self._client().hset(self.key, mark, 1)
        except Exception:
            self._pause("A change cannot be announced before it is committed. Nothing is remembered meanwhile.")
        return mark

    def end(self, mark: bytes | None, changed: bool) -> None:
        """Take the mark away; the version rises in the same step when something changed.

        That of a transaction without a change stays: a commit whose answer was lost looks like a rollback from here.
        """
        if not changed and mark and not mark.startswith(b":"):
            return
        self._owe(int(changed))
        owed = self.owed
        if self._is_away():
            return
        try:
            self._end([mark] if mark else [], owed > 0)
        except Exception:
            self._pause("The version of the site cannot be raised. It is raised when Redis answers again.")
        else:
            self._owe(-owed)

    def _read(self) -> Reading:
        fields = self._client().hgetall(self.key)
        marks = [field for field in fields if field != VERSION]
        if VERSION not in fields:
            # Starts with the time, so that a version never comes back when Redis lost it.
            self._client().hsetnx(self.key, VERSION, time.time_ns())
            return Reading(int(self._client().hget(self.key, VERSION) or time.time_ns()), is_settled=not marks)
        if not marks:
            return Reading(int(fields[VERSION]))
        status = _status_of(marks)
        if status is None:
            return Reading(int(fields[VERSION]), is_settled=False)
        over = [mark for mark in marks if status[mark] in {COMMITTED, ABORTED}]
        version = self._end(over, COMMITTED in status.values()) if over else int(fields[VERSION])
        return Reading(version, is_settled=UNKNOWN not in status.values())

    def _end(self, marks: list[bytes], changed: bool) -> int:
        with self._client().pipeline(transaction=True) as steps:
            steps.hsetnx(self.key, VERSION, time.time_ns())
            steps.hincrby(self.key, VERSION, int(changed))
            if marks:
                steps.hdel(self.key, *marks)
            return int(steps.execute()[1])

    def _owe(self, more: int) -> None:
        with self.lock:
            self.owed += more

    def _client(self) -> Any:
        return get_redis_connection("default")

    def _is_away(self) -> bool:
        return time.monotonic() < self.asked_again_at

    def _pause(self, words: str) -> None:
        """What other processes changed meanwhile is unknown: the version is owed, whoever changed something."""
        self._owe(1)
        self.asked_again_at = time.monotonic() + PAUSE
        logger.warning(words, exc_info=True)


def _number_of_transaction() -> str:
    if connection.vendor != "postgresql" or not connection.in_atomic_block or connection.needs_rollback:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return cursor.fetchone()[0]


def _status_of(marks: list[bytes]) -> dict[bytes, str] | None:
    """What became of each change; None when nobody can tell now."""
    numbers = {mark: mark.split(b":")[0].decode() for mark in marks}
    known = _status_of_transactions({number for number in numbers.values() if number})
    if known is None:
        return None
    return {mark: known.get(number) or _status_of_statement(mark) for mark, number in numbers.items()}


def _status_of_statement(mark: bytes) -> str:
    is_young = float(mark.split(b":")[1]) > time.time() - LONGEST_STATEMENT
    return UNKNOWN if is_young else COMMITTED


def _status_of_transactions(numbers: set[str]) -> dict[str, str] | None:
    if not numbers:
        return {}
    sql = "SELECT number, pg_xact_status(number::xid8) FROM unnest(%s::text[]) AS number"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [sorted(numbers)])
            # PostgreSQL does not keep the status for ever.
            return {number: status or COMMITTED for number, status in cursor.fetchall()}
    except DataError:  # numbers of another server, for example before the data moved
        return dict.fromkeys(numbers, COMMITTED)
    except DatabaseError:
        return None
