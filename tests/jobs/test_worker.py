import datetime

import pytest
from django.utils import timezone

from jobs import heartbeat
from jobs.models import WorkerBeat
from jobs.registry import DueJob, Lane, due_jobs
from jobs.worker import LaneRunner, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """The transaction of a test is not what the worker would find: its connection is kept."""
    for module in ("jobs.worker", "jobs.heartbeat"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


@pytest.fixture
def beat_row():
    return WorkerBeat.objects.create(worker_id="this", role=heartbeat.Role.WORKER, host="here", pid=1)


def runner(**jobs):
    """A lane with a job for each name: seconds between two runs, and the function."""
    due = [DueJob(name, every, Lane.DUE, run) for name, (every, run) in jobs.items()]
    return LaneRunner("due", due, heartbeat.Heartbeat(heartbeat.Role.WORKER, "this"))


def test_a_job_runs_when_it_is_due():
    runs = []
    lane = runner(job=(10, lambda: runs.append(1)))
    for clock in (0, 5, 9.9, 10, 19, 20.5):
        lane.step(clock)
    assert len(runs) == 3


def test_a_job_may_ask_to_run_at_an_instant():
    lane = runner(job=(10, lambda: timezone.now() + datetime.timedelta(seconds=0.5)))
    assert 0.3 < lane.step(0) <= 0.5


def test_the_worker_never_sleeps_longer_than_a_second():
    assert runner(job=(3600, lambda: None)).step(0) == 1


def test_a_job_that_raises_is_noted_and_the_others_go_on(beat_row, caplog):
    runs = []
    lane = runner(bad=(1, lambda: 1 / 0), good=(1, lambda: runs.append(1)))
    lane.step(0)
    beat_row.refresh_from_db()
    assert runs == [1]
    assert "bad: ZeroDivisionError" in beat_row.last_error
    assert "Traceback" in caplog.text


def test_a_job_that_raised_runs_again():
    runs = []
    lane = runner(bad=(1, lambda: (runs.append(1), 1 / 0)))
    lane.step(0)
    lane.step(6)
    assert len(runs) == 2


def test_the_jobs_of_core_are_registered():
    names = {job.name for job in due_jobs()}
    assert {"jobs.publish_scheduled_pages", "jobs.send_mail", "jobs.take_up_tasks"} <= names


def test_the_sign_of_life_is_that_of_the_slowest_lane(beat_row):
    worker = Worker()
    worker.heartbeat.worker_id = beat_row.worker_id
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    worker.lanes[1].seen = long_ago
    worker.lanes[1].current = "jobs.take_up_tasks"
    worker.beat()
    beat_row.refresh_from_db()
    assert abs(beat_row.beat_at - long_ago) < datetime.timedelta(seconds=5)
    assert beat_row.job == "jobs.take_up_tasks"


@pytest.mark.parametrize(("seconds", "is_missed"), [(50, True), (20, False)])
def test_a_worker_is_missed_within_a_minute(beat_row, seconds, is_missed):
    WorkerBeat.objects.update(beat_at=timezone.now() - datetime.timedelta(seconds=seconds))
    assert heartbeat.is_missed(heartbeat.Role.WORKER) == is_missed


def test_a_worker_that_never_was_is_missed():
    assert heartbeat.is_missed(heartbeat.Role.WORKER)


def test_a_machine_whose_clock_is_wrong_is_not_missed(monkeypatch):
    beating = heartbeat.Heartbeat(heartbeat.Role.WORKER)
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    beating.begin()
    assert not heartbeat.is_missed(heartbeat.Role.WORKER)


def test_a_long_job_says_that_it_is_alive():
    lane = runner()
    lane.seen = timezone.now() - datetime.timedelta(hours=1)
    heartbeat.watch(lane)
    heartbeat.still_working()
    assert timezone.now() - lane.seen < datetime.timedelta(minutes=1)
