"""What happens to searches when a cluster fails under load: `python -m bench.cluster_faults [engine]`.

Starts three nodes (bin/search-cluster, with what that needs) of elasticsearch or opensearch, a site of 5,000 pages
(`bench.many_pages`) and its worker. Three threads search all the time, as strangers and as members, and compare each
answer with what the database said at the beginning. Meanwhile one node is killed, all are killed, all hang, come back,
and the worker is killed while it builds the index anew; pages are published, changed and deleted while the nodes are
away. Prints what each stretch of time saw, and fails when something does not hold.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread, local
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
VAR = tempfile.TemporaryDirectory(prefix="commonplace-bench-")
ENGINE = next((word for word in sys.argv[1:] if word == "opensearch"), "elasticsearch")
PAGES = "5000"


def cluster(*words: object) -> str:
    command = [str(ROOT / "bin" / "search-cluster"), ENGINE, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


os.environ |= {"VAR_DIR": VAR.name, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "CRITICAL", "DEBUG": ""}
os.environ |= {"SECRET_KEY": "bench" * 12, "DATABASE_URL": "", "CACHE_URL": "", "STORAGE_URL": "", "EMAIL_URL": ""}
VERSION = {"elasticsearch": 9, "opensearch": 3}[ENGINE]
os.environ |= {"SEARCH_URL": f"{ENGINE}{VERSION}+http://{cluster('start')}/bench_", "LINK_CHECKS": "no"}

from bench import many_pages

# isort: split
# Importing many_pages has set Django up.
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from core.visibility import STRANGER
from search.cluster import sync
from search.cluster.cluster_client import SEARCHING, Answer, Body, ClusterAway, ClusterClient
from search.cluster.documents import ALIAS
from search.engine import search
from search.models import Entry, GoneEntry
from search.results import SearchQuery, SearchResult
from users.models import AnyUser, User

# Seconds for each stretch, and within which everything is complete again.
STRETCH, COMPLETE = 8.0, 60.0
# For a whole index, on a machine that searches meanwhile.
AT_LAST = 300.0
# So much later a thread may go on whose time is over, on a busy machine. What the database takes then is its own.
BUSY = 1.0
THREADS, PAUSE = 3, 0.05
Question = tuple[str, AnyUser, str]
faults: list[str] = []
of_the_cluster = local()


def said(answer: SearchResult) -> tuple[object, ...]:
    shown = sorted(hit.page.pk for hit in answer.items) if answer.total <= len(answer.items) else []
    return answer.total, answer.by_kind, answer.missing, shown


def must(holds: bool, words: str) -> None:
    if not holds:
        faults.append(words)
        print(f"  DOES NOT HOLD: {words}", flush=True)


class Load:
    """Threads that search without an end; what they saw since it was last told."""

    def __init__(self, wanted: dict[Question, tuple[object, ...]]) -> None:
        self.wanted, self.ended = wanted, Event()
        self.forget()
        self.threads = [Thread(target=self._search, args=(number,), daemon=True) for number in range(THREADS)]
        for thread in self.threads:
            thread.start()

    def forget(self) -> None:
        self.seconds: list[float] = []
        # The longest that a search waited for the cluster.
        self.waited = 0.0
        self.degraded, self.errors, self.wrong = 0, [], []

    def _search(self, number: int) -> None:
        questions = list(self.wanted)
        while not self.ended.is_set():
            number += 1
            question = questions[number * 7 % len(questions)]
            begun = time.monotonic()
            try:
                answer = ask(question)
            except Exception as error:
                self.errors.append(repr(error))
                continue
            self.seconds.append(time.monotonic() - begun)
            self.waited = max(self.waited, of_the_cluster.seconds)
            self.degraded += answer.is_degraded
            if said(answer) != self.wanted[question]:
                self.wrong.append(f"{question}: {said(answer)} instead of {self.wanted[question]}")
            time.sleep(PAUSE)
        connections.close_all()

    def end(self) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def tell(self, words: str) -> None:
        """What was seen, and what always holds."""
        times = sorted(self.seconds) or [0.0]
        told = f"{len(self.seconds)} searches, {self.degraded} by the database, {len(self.errors)} errors"
        told += f", {len(self.wrong)} wrong; middle {times[len(times) // 2] * 1000:.0f} ms, longest {times[-1]:.2f} s"
        told += f", for the cluster {self.waited:.2f} s"
        print(f"{words}: {told}; load average {os.getloadavg()[0]:.1f}", flush=True)
        must(not self.errors, f"no error ({self.errors[:1]})")
        must(not self.wrong, f"no wrong answer ({self.wrong[:2]})")
        must(self.waited <= SEARCHING + BUSY, f"no search waits more than {SEARCHING:.0f} s for the cluster")


def ask(question: Question) -> SearchResult:
    text, user, language = question
    of_the_cluster.seconds = 0.0
    return search(SearchQuery(text, user=user, language=language))


def count_seconds() -> None:
    """Each thread knows how long the cluster kept its search waiting."""
    asks = ClusterClient.search

    def counted(self: ClusterClient, index: str, body: Body, seconds: float | None = None) -> Answer:
        begun = time.monotonic()
        try:
            return asks(self, index, body, seconds)
        finally:
            of_the_cluster.seconds += time.monotonic() - begun

    mock.patch.object(ClusterClient, "search", counted).start()


def questions() -> list[Question]:
    """Of words that no page has that is published later."""
    member = User.objects.create_user("member@example.org", "password")
    own = " ".join(
        Entry.objects.filter(object_id=many_pages.publish("Sample").pk).values_list("names", "body", "title")[0]
    )
    found: list[Question] = []
    for language, texts in many_pages.texts_of_the_demo_site().items():
        words = many_pages.Words.of(language, texts)
        read = [word for word in words.read if not {*words.ready[word].split()} & {*own.split()}]
        asked = [*read[20:400:40], *(f"{read[place]} {read[place * 3]}" for place in range(10, 200, 20))]
        found += [(text, user, language) for text in asked for user in (STRANGER, member)]
    return found


class Changes:
    """Pages that are published, changed and deleted while the cluster is away, and what has to be found after."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kept, self.gone = many_pages.publish(f"Kept{name}"), many_pages.publish(f"Gone{name}")
        wait_for(lambda: not waiting(), COMPLETE)

    def make(self) -> None:
        self.kept.refresh_from_db()
        self.kept.title = f"Changed{self.name}"
        self.kept.save_revision().publish()
        self.gone.delete()
        many_pages.publish(f"New{self.name}")

    def are_found(self) -> bool:
        wanted = {f"Changed{self.name}": 1, f"New{self.name}": 1, f"Gone{self.name}": 0, f"Kept{self.name}": 0}
        answers = {word: search(SearchQuery(f'"{word}"')) for word in wanted}
        is_right = all(answers[word].total == count for word, count in wanted.items())
        return is_right and not any(answer.is_degraded for answer in answers.values())


def waiting() -> int:
    """What the cluster was not told yet."""
    return Entry.objects.filter(sync.pages(), is_sent=False).count() + GoneEntry.objects.count()


def wait_for(happened: Callable[[], bool], longest: float) -> float:
    """Seconds until it had; more than the longest where it did not."""
    begun = time.monotonic()
    while not happened() and time.monotonic() < begun + longest:
        time.sleep(0.2)
    return time.monotonic() - begun if happened() else float("inf")


class SiteWorker:
    """The worker of the site, as a process."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        command = [sys.executable, "manage.py", "run_worker"]
        self.process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(60)


def with_one_killed(load: Load) -> None:
    for number in (2, 1):
        load.forget()
        cluster("kill", number)
        time.sleep(STRETCH)
        load.tell(f"node {number} of three killed")
        must(not load.degraded, "with two of three nodes the cluster answers")
        cluster("mend")


def with_all(act: str, load: Load) -> None:
    """Killed, or hanging; and back again."""
    changes = Changes(act)
    load.forget()
    for number in (1, 2, 3):
        cluster(act, number)
    time.sleep(0.5)
    answered = load.degraded
    changes.make()
    time.sleep(STRETCH)
    load.tell(f"all nodes: {act}")
    must(load.degraded > answered, "the database answers, and says so")
    load.forget()
    begun = time.monotonic()
    cluster("mend")
    back = time.monotonic() - begun
    complete = wait_for(changes.are_found, COMPLETE)
    load.tell(f"all nodes are back, which took {back:.0f} s")
    print(f"  complete {complete:.1f} s later", flush=True)
    must(complete <= COMPLETE, f"complete within {COMPLETE:.0f} s")
    must(_is_whole(), "index and pages are the same")


def _is_whole() -> bool:
    return wait_for(lambda: not waiting() and sync.difference() == 0, COMPLETE) <= COMPLETE


def is_building() -> bool:
    try:
        return any(alias.startswith("building-") for aliases in sync.client().indices().values() for alias in aliases)
    except ClusterAway:
        return False


def with_the_worker_killed(worker: SiteWorker, load: Load) -> None:
    """While it builds an index that is missing, as after a change of its shape."""
    load.forget()
    for name in sync.client().indices():
        sync.client().delete_index(name)
    must(wait_for(is_building, COMPLETE) <= COMPLETE, "the worker builds it though nothing changed")
    worker.kill()
    must(not sync.client().indices_behind(ALIAS), "it was killed in the middle")
    time.sleep(STRETCH / 2)
    load.tell("the worker killed while it builds a missing index")
    worker.start()
    complete = wait_for(lambda: sync.difference() == 0, AT_LAST)
    print(f"  complete {complete:.1f} s after it was started again", flush=True)
    must(complete <= AT_LAST and _is_whole(), "the run after it builds the index")


def with_a_rebuild_killed(load: Load) -> None:
    """Beside an index that answers."""
    load.forget()
    build = [sys.executable, "manage.py", "shell", "-c", "from search.cluster import sync; sync.build()"]
    broken_off = subprocess.Popen(build, cwd=ROOT)
    wait_for(is_building, COMPLETE)
    broken_off.kill()
    broken_off.wait()
    time.sleep(STRETCH / 4)
    before = sync.client().indices_behind(ALIAS)
    subprocess.run(build, cwd=ROOT, check=True)
    load.tell("a rebuild killed, and another one that ends")
    must(not load.degraded, "the old index answers until the new one is whole")
    must(sync.client().indices_behind(ALIAS) != before and _is_whole(), "the new index is whole")


def main() -> None:
    count_seconds()
    call_command("migrate", verbosity=0)
    many_pages.build(int(PAGES))
    sync.build()
    asked = questions()
    address, settings.SEARCH_URL = settings.SEARCH_URL, ""
    wanted = {question: said(ask(question)) for question in asked}
    settings.SEARCH_URL = address
    worker = SiteWorker()
    _is_whole()
    load = Load(wanted)
    try:
        time.sleep(STRETCH)
        load.tell(f"{ENGINE}, three nodes, {THREADS} threads, {len(asked)} questions")
        must(not load.degraded, "the cluster answers")
        with_one_killed(load)
        with_all("kill", load)
        with_all("hang", load)
        with_the_worker_killed(worker, load)
        with_a_rebuild_killed(load)
    finally:
        load.end()
        worker.end()
    print(f"what does not hold: {len(faults)}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    try:
        main()
    finally:
        cluster("stop")
