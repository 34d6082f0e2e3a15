"""The version in a file beside the database file: reading is a look into shared memory, raising takes a lock.

The file holds the version in eight bytes, then a byte for each change under way. Whoever changes something also holds
the lock of a small file of its own, which the kernel frees when the process dies: a byte that is set while nobody holds
its lock tells of a change that may have been committed and was never announced.
"""

import contextlib
import fcntl
import mmap
import os
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from caching.version_reading import Reading

# So many changes are told apart at a time; more are not marked (a file database has one writer at a time anyway).
SLOTS = 64
START = 8
NONE = bytes(SLOTS)
_threads = threading.RLock()


class VersionFile:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.descriptor = os.open(folder / "version", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        with self._alone():
            if os.fstat(self.descriptor).st_size < START + SLOTS:
                # Starts with the time, so that a version never comes back when the file was lost.
                os.pwrite(self.descriptor, struct.pack("=Q", time.time_ns()) + bytes(SLOTS), 0)
        self.view = mmap.mmap(self.descriptor, START + SLOTS)

    def read(self) -> Reading:
        if self.view[START:] != NONE:
            self._take_up_abandoned()
        return Reading(self._version())

    def raise_version(self) -> None:
        with self._alone():
            self._raise()

    def begin(self, is_transaction: bool) -> tuple[int, int] | None:
        """Mark that something is changing; the mark is given back to `end`."""
        with self._alone():
            for slot in range(SLOTS):
                if not self.view[START + slot] and (descriptor := self._lock(slot)) is not None:
                    self.view[START + slot] = 1
                    return slot, descriptor
        return None

    def end(self, mark: tuple[int, int] | None, changed: bool) -> None:
        """Take the mark away; the version rises in the same step when something changed."""
        with self._alone():
            if changed:
                self._raise()
            if mark is not None:
                self.view[START + mark[0]] = 0
                os.close(mark[1])

    def _version(self) -> int:
        return struct.unpack_from("=Q", self.view)[0]

    def _raise(self) -> None:
        struct.pack_into("=Q", self.view, 0, self._version() + 1)

    def _take_up_abandoned(self) -> None:
        with self._alone():
            for slot in range(SLOTS):
                if self.view[START + slot] and (descriptor := self._lock(slot)) is not None:
                    self._raise()
                    self.view[START + slot] = 0
                    os.close(descriptor)

    def _lock(self, slot: int) -> int | None:
        """The lock of a change, unless a living process holds it."""
        descriptor = os.open(self.folder / f"change-{slot}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Alone among the processes (fcntl) and the threads of this one."""
        with _threads:
            fcntl.lockf(self.descriptor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self.descriptor, fcntl.LOCK_UN)
