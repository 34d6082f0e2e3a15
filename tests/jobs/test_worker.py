import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page

from jobs import heartbeat, task_queue
from jobs.models import WorkerBeat
from jobs.registry import DueJob, Lane, due_jobs
from jobs.task_backends import QueueBackend
from jobs.worker import LaneRunner, Worker
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """The transaction of a test is not what the worker would find: its connection is kept."""
    for module in ("jobs.worker", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


@pytest.fixture
def beat_row():
    return WorkerBeat.objects.create(pk=1)


def runner(**jobs):
    """A lane with a job for each name: seconds between two runs, and the function."""
    return LaneRunner("due", [DueJob(name, every, Lane.DUE, run) for name, (every, run) in jobs.items()])


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
    assert {"jobs.publish_scheduled_pages", "jobs.send_mail", "jobs.run_waiting_tasks"} <= names


def test_the_sign_of_life_is_that_of_the_slowest_lane(beat_row):
    worker = Worker()
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    worker.lanes[1].seen = long_ago
    worker.lanes[1].current = "jobs.run_waiting_tasks"
    worker.beat()
    beat_row.refresh_from_db()
    assert (beat_row.beat_at, beat_row.job) == (long_ago, "jobs.run_waiting_tasks")


def test_a_worker_is_missed_within_a_minute():
    assert heartbeat.is_missed(None)
    assert heartbeat.is_missed(timezone.now() - datetime.timedelta(seconds=50))
    assert not heartbeat.is_missed(timezone.now() - datetime.timedelta(seconds=20))


def test_a_long_job_says_that_it_is_alive():
    lane = runner()
    lane.seen = timezone.now() - datetime.timedelta(hours=1)
    heartbeat.watch(lane)
    heartbeat.still_working()
    assert timezone.now() - lane.seen < datetime.timedelta(minutes=1)


# The queue


@pytest.fixture
def queue(monkeypatch):
    """Enqueues an index task of a page as the running site does; the time to let child rows come is over."""
    monkeypatch.setattr("jobs.task_backends.PATIENCE", datetime.timedelta(0))
    backend = QueueBackend("default", {"QUEUES": ["default"]})
    monkeypatch.setattr(type(insert_or_update_object_task), "get_backend", lambda task: backend)

    def enqueue(page):
        return DBTaskResult.objects.get(pk=backend.enqueue(insert_or_update_object_task, _arguments(page), {}).id)

    return enqueue


def _arguments(page):
    return ["wagtailcore", "page", str(page.pk)]


def test_waiting_tasks_are_run(queue):
    task = queue(Page.objects.get(depth=1))
    task_queue.work_through_queue()
    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"


def test_a_task_that_fails_does_not_keep_the_others(queue):
    bad, good = queue(Page(pk=999_999)), queue(Page.objects.get(depth=1))
    task_queue.work_through_queue()
    assert [DBTaskResult.objects.get(pk=task.pk).status for task in (bad, good)] == ["FAILED", "SUCCESSFUL"]


def test_many_tasks_are_run_a_few_at_a_time(queue):
    for _number in range(3):
        queue(Page.objects.get(depth=1))
    assert task_queue.work_through_queue(at_once=2) is not None
    assert task_queue.work_through_queue(at_once=2) is None
    assert DBTaskResult.objects.successful().count() == 3


def test_what_a_killed_worker_left_is_taken_up(queue):
    task = queue(Page.objects.get(depth=1))
    task.claim(task_queue.worker_id())
    assert task_queue.take_up_abandoned_tasks() == 1
    task_queue.work_through_queue()
    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"


def test_what_another_machine_is_doing_is_left_to_it(queue):
    queue(Page.objects.get(depth=1)).claim("worker@elsewhere")
    assert task_queue.take_up_abandoned_tasks() == 0


def test_a_page_is_found_once_its_task_has_run(queue):
    page = factories.standard_page(title="Rarity")
    queue(page)
    task_queue.work_through_queue()
    assert [found.pk for found in Page.objects.search("Rarity")] == [page.pk]


def test_tasks_that_a_whole_rebuild_made_needless_are_forgotten(queue):
    queue(Page.objects.get(depth=1))
    task_queue.forget_index_tasks()
    assert not DBTaskResult.objects.exists()
