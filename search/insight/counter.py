"""Counts in the memory of a process what is asked and opened, and writes it down at most once a minute.

A process that is killed loses what it has not written. Whatever people ask, memory and table stay small: so many
different words a minute, and so many new ones a day.
"""

import datetime
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from search.insight.asked_words import Asked
from search.models import AskedWords

logger = logging.getLogger(__name__)
PAUSE = 60.0
# Different words of one minute, and new rows of one day.
MOST_WORDS, MOST_A_DAY = 500, 5_000
# How often an opened result waits for its question, which another process may have counted.
MOST_TRIES = 5


@dataclass(frozen=True)
class Key:
    """A row of the table."""

    day: datetime.date
    language: str
    words: str


@dataclass
class Counts:
    """What is not written yet."""

    times: Counter[Key] = field(default_factory=Counter)
    nothing: Counter[Key] = field(default_factory=Counter)
    opened: Counter[Key] = field(default_factory=Counter)
    shown: dict[Key, str] = field(default_factory=dict)
    # How often a row for what was opened was looked for.
    tries: Counter[Key] = field(default_factory=Counter)


class WordCounter:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self.counts = Counts()
        self.began: float | None = None

    def count(self, asked: Asked, found_nothing: bool) -> None:
        key = _key(asked)
        with self.lock:
            if self._has_room(key, self.counts.times):
                self.counts.times[key] += 1
                self.counts.nothing[key] += found_nothing
                self.counts.shown.setdefault(key, asked.shown)

    def count_opened(self, asked: Asked) -> None:
        key = _key(asked)
        with self.lock:
            if self._has_room(key, self.counts.opened):
                self.counts.opened[key] += 1

    def _has_room(self, key: Key, counted: Counter[Key]) -> bool:
        if self.began is None:
            self.began = time.monotonic()
        return key in counted or len(counted) < MOST_WORDS

    def write_when_due(self) -> None:
        if self.began is not None and time.monotonic() - self.began >= PAUSE:
            self.write()

    def write(self) -> None:
        """Add what was counted to the table. Where that fails, these counts are lost and nothing else."""
        with self.lock:
            counts, self.counts, self.began = self.counts, Counts(), None
        try:
            with transaction.atomic():
                waiting = _write(counts)
        except DatabaseError:
            logger.warning("What was asked of search in the last minute could not be written", exc_info=True)
        else:
            self._keep(waiting)

    def _keep(self, waiting: Counts) -> None:
        with self.lock:
            for key in waiting.opened:
                if self._has_room(key, self.counts.opened):
                    self.counts.opened[key] += waiting.opened[key]
                    self.counts.tries[key] = waiting.tries[key]


def _key(asked: Asked) -> Key:
    return Key(timezone.localdate(), asked.language, asked.words)


def _in_order(keys: Iterable[Key]) -> list[Key]:
    """In one order in every process, so that two of them never wait for each other."""
    return sorted(keys, key=lambda key: (key.day, key.language, key.words))


def _write(counts: Counts) -> Counts:
    """Returns what was opened of words that have no row yet."""
    keys = _in_order(counts.times)
    _add_rows(keys, counts.shown)
    waiting = Counts()
    for key in _in_order(set(keys) | set(counts.opened)):
        rows = AskedWords.objects.filter(day=key.day, language=key.language, words=key.words)
        changed = rows.update(
            times=F("times") + counts.times[key],
            found_nothing=F("found_nothing") + counts.nothing[key],
            opened=F("opened") + counts.opened[key],
        )
        if not changed and counts.opened[key] and counts.tries[key] < MOST_TRIES:
            waiting.opened[key], waiting.tries[key] = counts.opened[key], counts.tries[key] + 1
    return waiting


def _add_rows(keys: list[Key], shown: dict[Key, str]) -> None:
    """Rows for words that have none on that day, while there is room."""
    for day in sorted({key.day for key in keys}):
        room = MOST_A_DAY - AskedWords.objects.filter(day=day).count()
        rows = [
            AskedWords(day=day, language=key.language, words=key.words, shown=shown[key])
            for key in keys
            if key.day == day
        ]
        AskedWords.objects.bulk_create(rows[: max(0, room)], ignore_conflicts=True)


counter = WordCounter()
