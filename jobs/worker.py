"""The process that runs what is due, and says that it is alive. The task queue has processes of its own."""

import contextlib
import fcntl
import logging
import signal
import threading
import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_guid import set_guid

from jobs import zone_rules
from jobs.heartbeat import BEAT_EVERY, Heartbeat, Role, watch
from jobs.registry import DueJob, Lane, due_jobs

logger = logging.getLogger(__name__)

LONGEST_SLEEP = 1.0
AFTER_ERROR = 5.0


class LaneRunner:
    """Runs the jobs of one lane when they are due. A job that raises is noted, and the others go on."""

    def __init__(self, name: str, jobs: list[DueJob], heartbeat: Heartbeat) -> None:
        self.name = name
        self.heartbeat = heartbeat
        self.jobs = jobs
        self.due = dict.fromkeys((job.name for job in jobs), 0.0)
        self.seen = timezone.now()
        self.current = ""
        self.stop = threading.Event()

    def step(self, clock: float) -> float:
        """Run what is due at `clock`; returns how many seconds may pass until the next step."""
        for job in self.jobs:
            if self.due[job.name] <= clock:
                self.due[job.name] = clock + self._run(job)
        soonest = min(self.due.values(), default=clock + LONGEST_SLEEP)
        return max(0.0, min(soonest - clock, LONGEST_SLEEP))

    def _run(self, job: DueJob) -> float:
        """Seconds until the job is due again."""
        self.current = job.name
        set_guid(job.name)
        try:
            instant = job.run()
        except Exception as error:
            logger.exception("The job %s failed", job.name)
            self.heartbeat.note_error(f"{job.name}: {type(error).__name__}: {error}")
            return max(job.every, AFTER_ERROR)
        finally:
            self.current = ""
            self.seen = timezone.now()
        if instant is None:
            return job.every
        return min(job.every, max(0.0, (instant - timezone.now()).total_seconds()))

    def run(self, stop: threading.Event) -> None:
        self.stop = stop
        watch(self)
        try:
            while not stop.is_set():
                self.seen = timezone.now()
                close_old_connections()
                clock = time.monotonic()
                wait = self.step(clock) - (time.monotonic() - clock)
                stop.wait(max(0.0, wait))
        finally:
            connections.close_all()


class Worker:
    """All lanes, each in a thread, and the sign of life."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        jobs = due_jobs()
        self.heartbeat = Heartbeat(Role.WORKER)
        self.lanes = [LaneRunner(lane, [job for job in jobs if job.lane == lane], self.heartbeat) for lane in Lane]

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        lock = self._wait_for_lock()
        if lock is None:
            return
        count = sum(len(lane.jobs) for lane in self.lanes)
        logger.info("The worker begins: %d jobs; time zone rules %s", count, zone_rules.in_force())
        self.heartbeat.begin()
        threads = [threading.Thread(target=lane.run, args=[self.stop], name=lane.name) for lane in self.lanes]
        for thread in threads:
            thread.start()
        while not self.stop.wait(BEAT_EVERY):
            self.beat()
        for thread in threads:
            thread.join()
        self.heartbeat.end()
        lock.close()
        logger.info("The worker ends")

    def _stop(self, *_args: Any) -> None:
        self.stop.set()

    def _wait_for_lock(self) -> IO[str] | None:
        """One worker on one machine; a second one waits to take over. The system frees the lock of a killed one."""
        path = Path(settings.VAR_DIR) / "worker.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("a")
        told = False
        while not self.stop.is_set():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if not told:
                    logger.warning("Another worker is at work here. This one waits, and takes over when that one ends.")
                told = True
                self.stop.wait(1)
            else:
                return lock
        return None

    def beat(self) -> None:
        """The sign of life is that of the slowest lane: one that hangs is missed, whatever the others do."""
        current = ", ".join(lane.current for lane in self.lanes if lane.current)
        if not self.heartbeat.beat(min(lane.seen for lane in self.lanes), current):
            # Its row was taken away while a lane hung. Nothing is lost by going on: each job asks what is due.
            with contextlib.suppress(DatabaseError):
                self.heartbeat.begin()
