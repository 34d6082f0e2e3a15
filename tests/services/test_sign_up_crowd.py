"""Two hundred people who sign up at once for fifty places, in several processes: no place is given twice."""

import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT, Running

pytestmark = pytest.mark.services
PROCESSES, EACH, PLACES = 4, 50, 50

EVENT = f"""
from tests.signup.people import open_event
print(open_event(capacity={PLACES}).pk)
"""
# Ten at once in each process, as a web server has threads.
CROWD = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from events.models import EventPage
from signup import places
from tests.signup.people import given

event = EventPage.objects.get(pk={pk})

def come(number):
    try:
        return places.sign_up(event, given(f"P{process}x{{number}}")).state
    finally:
        connection.close()

print("ready", flush=True)
input()
with ThreadPoolExecutor(10) as crowd:
    print(*crowd.map(come, range({each})))
"""
CANCEL = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from signup import places
from signup.models import SignUp

def go(pk):
    try:
        places.cancel(SignUp.objects.get(pk=pk))
    finally:
        connection.close()

mine = list(SignUp.objects.filter(state="place").order_by("pk").values_list("pk", flat=True))[{number}::{processes}][:5]
print("ready", flush=True)
input()
with ThreadPoolExecutor(5) as crowd:
    print(*crowd.map(go, mine))
"""
COUNT = """
from collections import Counter
from jobs.models import OutgoingMail
from signup.models import PlaceList, SignUp
states = Counter(SignUp.objects.values_list("state", flat=True))
waiting_first = SignUp.objects.filter(state__in=["offered", "waiting"]).order_by("signed_up_at", "pk")
offered = [one.state for one in waiting_first][: states["offered"]]
print(PlaceList.objects.count(), states["place"], states["offered"], states["waiting"], states["cancelled"],
      OutgoingMail.objects.count(), offered.count("offered") == states["offered"])
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path, site):
    """An empty site on each database, in which several processes work."""
    if request.param == "postgresql":
        return site
    environment = {**site.environment, "VAR_DIR": str(tmp_path), "DATABASE_URL": "", "CACHE_URL": ""}
    running = Running(site.url, environment)
    running.manage("migrate", "-v0")
    return running


def shell(site, code):
    return site.manage("shell", "-v0", "-c", code)


def at_once(site, codes):
    """What processes print that begin together."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [
        subprocess.Popen([*command, code], cwd=ROOT, env=site.environment, **pipes)  # noqa: S603 - our own command
        for code in codes
    ]
    assert [one.stdout.readline() for one in started] == ["ready\n"] * len(started)
    for one in started:
        one.stdin.write("now\n")
        one.stdin.flush()
    said = [one.communicate(timeout=300)[0] for one in started]
    assert [one.returncode for one in started] == [0] * len(started)
    return said


def test_no_place_is_given_twice(empty):
    shell(empty, "from signup.models import PlaceList; PlaceList.objects.all().delete()")
    shell(empty, "from jobs.models import OutgoingMail; OutgoingMail.objects.all().delete()")
    pk = int(shell(empty, EVENT).split()[-1])
    codes = [CROWD.format(pk=pk, each=EACH, process=number) for number in range(PROCESSES)]
    said = " ".join(at_once(empty, codes)).split()
    assert (said.count("place"), said.count("waiting")) == (PLACES, PROCESSES * EACH - PLACES)
    assert shell(empty, COUNT).split() == ["1", "50", "0", "150", "0", "200", "True"]
    # Twenty of them cancel at once: twenty others are asked, those who came first.
    at_once(empty, [CANCEL.format(number=number, processes=PROCESSES) for number in range(PROCESSES)])
    assert shell(empty, COUNT).split() == ["1", "30", "20", "130", "20", "240", "True"]
