"""Asks a site that lies in a cluster, in a process of its own as a web server is one. Called by `bench.cluster_size`.

A search has more time than on the site: what is too slow is measured, and not answered by the database.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import django

django.setup()

from django.conf import settings
from django.http import QueryDict
from django.test import Client, RequestFactory

from bench.many_pages import COMMON, RARE, Words, publish, texts_of_the_demo_site
from core.visibility import STRANGER
from resources.models import ResourceIndexPage
from search import engine
from search.cluster.cluster_client import BUILDING, Answer, Body, ClusterClient
from search.cluster.documents import ALIAS
from search.cluster.sync import client
from search.engine import search
from search.lists import cluster_selection
from search.lists.narrowing import filters_of
from search.results import SearchQuery
from search.words.analysis import analysed
from users.models import AnyUser, User

ROUNDS, SEARCHES = 3, 240
PUBLISHED, LONGEST_WAIT = 5, 30.0
FILTERS = ("region=region-1", "topic=topic-3&topic=topic-4", "in=resources", "year=2020", "region=region-2&kind=x")
LISTS = ("", "region=region-1&category=category-2", "year=2020&full_text=yes", f"q={COMMON}", f"q={COMMON}&sort=title")
Question = Callable[[], object]


class Cost:
    """Of one kind of question: seconds of each, and of what the cluster took of it, and requests."""

    def __init__(self) -> None:
        self.whole: list[float] = []
        self.bare: list[float] = []
        self.cluster: list[float] = []
        self.requests: list[int] = []


class Counted:
    """What the process asks of the cluster: how often, for how long, and how often it got no answer in time."""

    number, seconds, degraded = 0, 0.0, 0

    @classmethod
    @contextmanager
    def all(cls) -> Iterator[None]:
        asks = ClusterClient.search

        def counted(self: ClusterClient, index: str, body: Body, seconds: float | None = None) -> Answer:
            begun = time.perf_counter()
            try:
                return asks(self, index, body, seconds)
            finally:
                cls.number, cls.seconds = cls.number + 1, cls.seconds + time.perf_counter() - begun

        ClusterClient.search = counted
        try:
            yield
        finally:
            ClusterClient.search = asks


class Asker:
    """Makes questions of each kind; the same roll makes the same ones."""

    def __init__(self, rolls: random.Random) -> None:
        self.rolls = rolls
        self.words = {language: Words.of(language, texts) for language, texts in texts_of_the_demo_site().items()}
        self.member = User.objects.filter(email="member@example.org").first()
        self.member = self.member or User.objects.create_user("member@example.org", "password")
        self.index = ResourceIndexPage.objects.get()
        self.home = self.index.get_parent()

    def texts(self, language: str) -> dict[str, str]:
        """A question of each kind."""
        read, choice = self.words[language].read, self.rolls.choice
        long = [word for word in read[:2000] if len(word) >= 9]
        typed = choice(long)
        return {
            "a word of most pages": choice([COMMON, choice(read[:30])]),
            "a rare word": choice([RARE, choice(read[-2000:])]),
            "several words": " ".join([choice(read[:100]), choice(read[100:1000]), choice(read[1000:])]),
            "a whole sentence": " ".join(self.words[language].some(self.rolls, 10)),
            "words in a row": f'"{choice(read[:40])} {choice(read[:40])}"',
            "a beginning": choice(read[40:1000])[:4],
            "without a word": f"{choice(read[30:200])} -{choice(read[:60])}",
            "a typing error": typed[:3] + typed[4] + typed[3] + typed[5:],
        }

    def searches(self) -> Iterator[tuple[str, str, Question]]:
        """Kind, words that the bare query is asked, and what asks: half of them as a member, half narrowed."""
        while True:
            language = self.rolls.choice(["en", "en", "fr"])
            for kind, text in self.texts(language).items():
                user: AnyUser = self.rolls.choice([STRANGER, self.member])
                chosen = self.rolls.choice(FILTERS) if self.rolls.random() < 0.5 else ""
                yield kind, " ".join(analysed(text, language)), self._search(text, language, user, chosen)
            query = self.rolls.choice(LISTS)
            kind = "a list with words" if "q=" in query else "a list"
            yield kind, COMMON, self._list(query, self.rolls.choice([STRANGER, self.member]))

    def _search(self, text: str, language: str, user: AnyUser, chosen: str) -> Question:
        def ask() -> object:
            answer = search(
                SearchQuery(text, language=language, filters=filters_of(QueryDict(chosen), user), user=user)
            )
            Counted.degraded += answer.is_degraded
            return answer

        return ask

    def _list(self, query: str, user: AnyUser) -> Question:
        def ask() -> object:
            found = self.index.listing(RequestFactory().get(f"/?{query}"), user)
            shown = (found.groups, list(found.page_obj.object_list), found.chips)
            Counted.degraded += found.is_degraded
            return shown

        return ask


def one_round(asker: Asker) -> dict[str, Cost]:
    costs: dict[str, Cost] = {}
    for (kind, words, ask), _number in zip(asker.searches(), range(SEARCHES), strict=False):
        cost = costs.setdefault(kind, Cost())
        Counted.number, Counted.seconds = 0, 0.0
        cost.whole.append(seconds(ask))
        cost.requests.append(Counted.number)
        cost.cluster.append(Counted.seconds)
        bare = {"query": {"match": {"body": words}}, "size": 10}
        cost.bare.append(seconds(lambda bare=bare: client().search(ALIAS, bare, BUILDING)))
    return costs


def seconds(ask: Question) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def part(found: list[float], share: float) -> float:
    """Milliseconds that so many need at most."""
    return sorted(found)[min(len(found) - 1, int(len(found) * share))] * 1000


def memory(process: str = "self") -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def show(costs: dict[str, Cost]) -> None:
    print(f"{'milliseconds':24}{'p50':>7}{'p99':>7}{'in cluster':>12}{'bare':>7}{'ratio':>7}{'requests':>10}")
    everything = Cost()
    for cost in costs.values():
        for name, found in vars(cost).items():
            getattr(everything, name).extend(found)
    for kind, cost in [*costs.items(), ("all", everything)]:
        whole, bare = part(cost.whole, 0.5), part(cost.bare, 0.5)
        asked = f"{min(cost.requests)}-{max(cost.requests)}" if len({*cost.requests}) > 1 else str(cost.requests[0])
        told = f"{whole:7.1f}{part(cost.whole, 0.99):7.0f}{part(cost.cluster, 0.5):12.1f}{bare:7.1f}{whole / bare:7.1f}"
        print(f"{kind:24}{told}{asked:>10}", flush=True)


def show_pages() -> None:
    """Whole pages, as a visitor gets them when no cache has them."""
    settings.MIDDLEWARE.remove("website.page_cache.PageCacheMiddleware")
    settings.ALLOWED_HOSTS.append("testserver")
    visitor = Client()
    for address in (f"/search/?q={COMMON}", f"/search/?q={COMMON}&region=region-1", "/resources/?region=region-1"):
        found = [seconds(lambda address=address: visitor.get(address)) for _time in range(6)]
        print(f"{address:40} first {found[0] * 1000:6.0f} ms, then {part(found[1:], 0.5):6.0f} ms", flush=True)


def show_publications(asker: Asker) -> None:
    """How long until what was published is found, with the worker of the site beside."""
    worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], env=os.environ)
    try:
        time.sleep(10)
        waits = [_publication(asker) for _number in range(PUBLISHED)]
        print(f"published and found: middle {part(waits, 0.5):.0f} ms, longest {max(waits) * 1000:.0f} ms", flush=True)
    finally:
        worker.terminate()
        worker.wait(60)


def _publication(asker: Asker) -> float:
    word = "".join(asker.rolls.choices("bcdfghklmnprst", k=12))
    publish(f"About {word}")
    begun = time.monotonic()
    while not search(SearchQuery(word)).total:
        if time.monotonic() > begun + LONGEST_WAIT:
            return float("inf")
        time.sleep(0.05)
    return time.monotonic() - begun


def main() -> None:
    asker = Asker(random.Random(5))
    for module in (engine, cluster_selection):
        mock.patch.object(module, "SEARCHING", BUILDING).start()
    with Counted.all():
        # The first searches of a server wake it up.
        one_round(asker)
        rounds, Counted.degraded = [], 0
        for _number in range(ROUNDS):
            print(f"load average {os.getloadavg()[0]:.1f}", flush=True)
            rounds.append(one_round(asker))
    show(min(rounds, key=lambda costs: sum(sum(cost.whole) for cost in costs.values())))
    print(f"without an answer of the cluster in time: {Counted.degraded} of {SEARCHES * ROUNDS}")
    print(f"memory of this process after {SEARCHES * (ROUNDS + 1)} searches: {memory():.0f} MB")
    show_pages()
    print(f"memory after whole pages: {memory():.0f} MB")
    show_publications(asker)


if __name__ == "__main__":
    main()
