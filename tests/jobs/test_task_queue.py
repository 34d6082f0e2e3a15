"""The queue: what is begun is done, once or twice, and never by nobody."""

import datetime
import os
import subprocess
import sys
from unittest.mock import Mock

import pytest
from django import VERSION
from django.core.management import get_commands
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from core.models import Term
from jobs import heartbeat, task_queue
from jobs.heartbeat import Heartbeat, Role
from jobs.models import WorkerBeat
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    for module in ("jobs.heartbeat", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


# django-tasks-db takes Django's own tasks where there are some; modelsearch and Wagtail still those of django-tasks.
apart = pytest.mark.xfail(VERSION >= (6,), reason="two kinds of tasks in the version ahead", strict=True)


@pytest.fixture
def enqueue(monkeypatch):
    """Enqueues an index task of a page as the running site does."""
    backend = DatabaseBackend("default", {"QUEUES": ["default"]})
    monkeypatch.setattr(type(insert_or_update_object_task), "get_backend", lambda task: backend)

    def enqueue_page(page):
        arguments = ["wagtailcore", "page", str(page.pk)]
        return DBTaskResult.objects.get(pk=backend.enqueue(insert_or_update_object_task, arguments, {}).id)

    return enqueue_page


def work():
    options = {"queue_names": ["*"], "excluded_queue_names": [], "backend_name": "default", "worker_id": "w"}
    Worker(interval=0, batch=True, startup_delay=False, max_tasks=None, **options).run()


def root():
    return Page.objects.get(depth=1)


def state_of(task):
    return DBTaskResult.objects.get(pk=task.pk).status


def test_the_queue_worker_is_that_of_django_tasks_with_our_sign_of_life():
    assert get_commands()["db_worker"] == "jobs"


@apart
def test_a_page_is_found_once_its_task_has_run(enqueue):
    page = factories.standard_page(title="Rarity")
    enqueue(page)
    work()
    assert [found.pk for found in Page.objects.search("Rarity")] == [page.pk]


@apart
def test_a_task_of_a_living_process_stays_its_own_however_long_it_takes(enqueue):
    Heartbeat(Role.QUEUE, "alive").begin()
    task = enqueue(root())
    task.claim("alive")
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=timezone.now() - datetime.timedelta(hours=5))
    assert task_queue.take_up_abandoned_tasks() == 0


@apart
def test_a_task_of_a_process_on_another_machine_is_left_to_it_while_it_lives(enqueue):
    WorkerBeat.objects.create(worker_id="there", role=Role.QUEUE, host="elsewhere", pid=1)
    enqueue(root()).claim("there")
    assert task_queue.take_up_abandoned_tasks() == 0


@apart
def test_a_task_of_a_silent_process_is_taken_up(enqueue):
    long_ago = timezone.now() - heartbeat.DEAD_AFTER - datetime.timedelta(seconds=1)
    WorkerBeat.objects.create(worker_id="there", role=Role.QUEUE, host="elsewhere", pid=1, beat_at=long_ago)
    task = enqueue(root())
    task.claim("there")
    assert task_queue.take_up_abandoned_tasks() == 1
    work()
    assert state_of(task) == "SUCCESSFUL"


@apart
def test_a_task_of_a_process_that_was_killed_here_is_taken_up_at_once(enqueue):
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    beating = Heartbeat(Role.QUEUE, "killed")
    beating.begin()
    WorkerBeat.objects.filter(worker_id="killed").update(pid=int(done.stdout))
    enqueue(root()).claim("killed")
    assert task_queue.take_up_abandoned_tasks() == 1


def test_a_process_taken_for_dead_learns_of_it():
    beating = Heartbeat(Role.QUEUE)
    beating.begin()
    assert beating.beat()
    beating.end()
    assert not beating.beat()


def test_a_process_cut_off_from_the_database_for_too_long_takes_itself_for_dead(monkeypatch):
    beating = Heartbeat(Role.QUEUE)
    monkeypatch.setattr(WorkerBeat.objects, "filter", Mock(side_effect=OperationalError))
    assert beating.beat()
    beating.heard_at -= heartbeat.DEAD_AFTER.total_seconds()
    assert not beating.beat()


def test_this_process_is_known_to_run():
    assert heartbeat._runs(os.getpid())


@apart
def test_tasks_that_a_whole_rebuild_made_needless_are_forgotten(enqueue):
    enqueue(root())
    task_queue.forget_index_tasks()
    assert not DBTaskResult.objects.exists()


# A task must not be seen by a worker before all is there that it reads.


@pytest.fixture
def depths(monkeypatch):
    """How deep in transactions tasks are written, beside the transaction of the test itself."""
    found = []
    backend = DatabaseBackend("default", {"QUEUES": ["default"]})
    monkeypatch.setattr(backend, "enqueue", lambda *args: found.append(len(connection.savepoint_ids)))
    monkeypatch.setattr(type(insert_or_update_object_task), "get_backend", lambda task: backend)
    return found


def test_a_page_and_its_terms_are_there_when_its_task_is(depths):
    factories.resource()
    assert depths and min(depths) > 0


def test_a_term_and_its_labels_are_there_when_its_task_is(depths):
    Term.named_or_new("topic", "Housing", "en").save()
    assert depths and min(depths) > 0


def test_an_organisation_and_its_names_are_there_when_its_task_is(depths):
    factories.organisation("Harbour House")
    assert depths and min(depths) > 0


def test_a_picture_and_its_tags_are_there_when_its_task_is(depths):
    picture = get_image_model().objects.create(title="Shore", file=get_test_image_file())
    depths.clear()
    form_class = get_image_form(get_image_model())
    form = form_class({"title": "Shore", "tags": "sea", "collection": picture.collection_id}, instance=picture)
    form.fields = {name: form.fields[name] for name in form.fields if name in {"title", "tags"}}
    form.save()
    assert depths and min(depths) > 0
