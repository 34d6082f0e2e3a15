import datetime
import logging

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone
from django_guid.log_filters import CorrelationId
from django_tasks_db.models import DBTaskResult

from jobs import health
from jobs.heartbeat import Role
from tests.jobs.test_admin import at_work

pytestmark = pytest.mark.django_db


def test_the_site_is_well_while_database_and_worker_answer(client):
    at_work(Role.WORKER)
    at_work(Role.QUEUE)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert [response.json()[name] for name in ("database", "worker", "queue")] == ["ok", "ok", "ok"]
    assert "no-store" in response["Cache-Control"]


def test_a_worker_that_has_stopped_is_said_and_the_site_still_answers(client):
    at_work(Role.WORKER, beat_at=timezone.now() - datetime.timedelta(minutes=2))
    response = client.get("/healthz")
    assert (response.status_code, response.json()["worker"]) == (200, "missed")


def test_a_queue_that_hangs_is_said_though_its_process_is_alive(client):
    at_work(Role.QUEUE)
    now = timezone.now()
    waiting = DBTaskResult.objects.create(args_kwargs={"args": [], "kwargs": {}}, task_path="a.task", run_after=now)
    assert client.get("/healthz").json()["queue"] == "ok"
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=now - datetime.timedelta(minutes=20))
    assert client.get("/healthz").json()["queue"] == "missed"


def test_without_database_the_site_is_not_well(monkeypatch):
    monkeypatch.setattr(health, "last_seen", _no_database)
    response = health.healthz(RequestFactory().get("/healthz"))
    assert response.status_code == 503


def _no_database(role):
    raise OperationalError("gone")


def test_each_answer_has_a_number_of_its_own_and_none_from_outside(client):
    first, second = (client.get("/healthz", headers={"X-Request-ID": "mine"})["X-Request-ID"] for _number in range(2))
    assert first != second
    assert "mine" not in (first, second)


def test_an_error_of_ours_shows_the_number_that_stands_in_the_log(client, monkeypatch, caplog):
    monkeypatch.setattr("django.middleware.csrf.CsrfViewMiddleware.process_view", _break)
    caplog.handler.addFilter(CorrelationId("request_id"))
    client.raise_request_exception = False
    response = client.get("/healthz")
    number = response["X-Request-ID"]
    assert response.status_code == 500
    assert number in response.content.decode()
    record = next(record for record in caplog.records if record.name == "django.request")
    assert record.request_id == number
    assert record.exc_info is not None and record.levelno == logging.ERROR


def _break(*args):
    raise ValueError("broken on purpose")


def test_the_error_page_is_in_both_languages_and_holds_nothing_inline(client, monkeypatch):
    monkeypatch.setattr("django.middleware.csrf.CsrfViewMiddleware.process_view", _break)
    client.raise_request_exception = False
    page = client.get("/healthz").content.decode()
    assert "Something went wrong" in page
    assert "Une erreur est survenue" in page
    assert "<style" not in page and "style=" not in page and "<script" not in page
