"""SQLite has one writer at a time: work in the background leaves those who save or sign in their turn."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from django.conf import settings

from jobs import heartbeat

BUSY = """
import sys, time, threading
from types import SimpleNamespace
from django.db import connection, transaction
from jobs import heartbeat
heartbeat.watch(SimpleNamespace(seen=None, stop=threading.Event()))
while True:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO written VALUES (1)")
        time.sleep(0.3)
    heartbeat.still_working()
    print("a piece", flush=True)
"""


@pytest.fixture
def database(monkeypatch):
    made = SimpleNamespace(vendor="sqlite", in_atomic_block=False)
    monkeypatch.setattr(heartbeat, "connection", made)
    return made


@pytest.fixture
def pauses(monkeypatch, database):
    found = []
    monkeypatch.setattr(heartbeat.time, "sleep", found.append)
    heartbeat.watch(SimpleNamespace(seen=None, stop=threading.Event()))
    yield found
    heartbeat.watch(None)


def test_it_pauses_between_pieces_and_never_for_long(pauses):
    for _piece in range(3):
        heartbeat.still_working()
    assert len(pauses) == 3
    assert all(0 <= pause <= heartbeat.LONGEST_PAUSE for pause in pauses)


def test_nobody_waits_while_it_holds_the_database(pauses, database):
    database.in_atomic_block = True
    heartbeat.still_working()
    assert pauses == []


def test_a_database_with_many_writers_needs_no_pause(pauses, database):
    database.vendor = "postgresql"
    heartbeat.still_working()
    assert pauses == []


def test_requests_never_pause(pauses):
    heartbeat.watch(None)
    heartbeat.still_working()
    assert pauses == []


def at(place):
    return {"DATABASE_URL": f"sqlite:///{place}", "VAR_DIR": str(place.parent)}


def test_who_saves_beside_it_gets_a_turn(tmp_path):
    place = tmp_path / "db.sqlite3"
    with sqlite3.connect(place) as made:
        made.execute("CREATE TABLE written (who INTEGER)")
    worker = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "shell", "-v0", "-c", BUSY],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings", "SECRET_KEY": "x" * 50, **at(place)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert worker.stdout.readline() == "a piece\n"
        # As long as a request waits.
        person = sqlite3.connect(place, timeout=20, isolation_level=None)
        for _time in range(5):
            person.execute("BEGIN IMMEDIATE")
            person.execute("INSERT INTO written VALUES (2)")
            person.execute("COMMIT")
            time.sleep(0.05)
        person.close()
    finally:
        worker.kill()
        worker.wait()
