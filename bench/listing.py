"""What a filtered list costs, with all its counts: `python -m bench.listing [resources …]`, 2000 and 25000 by default.

Asks the whole page over Django's test client, with the cache of finished pages taken away. Each size runs in a process
and a database of its own. Prints CPU milliseconds (the middle of several), queries, and how many times the cost of the
first size that is.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

SIZES = ("2000", "25000")
# What is added to each address: nothing, filters of several kinds that leave at least a page, words.
ASKED = (
    "",
    "category=category-1",
    "category=category-1&category=category-2&region=region-0",
    "population=population-3&language=language-1&language=language-2&full_text=yes",
    "q=zebra",
    "q=housing",
)
TIMES = 9


def measure(count: int) -> None:
    """In a process of its own: builds the database, and prints the costs as JSON."""
    settings.MIDDLEWARE.remove("website.page_cache.PageCacheMiddleware")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    # Models can be imported only now.
    index = import_module("bench.database").build(count)
    found = {"the first of a process": (once(lambda: ask("")), 0)}
    for query in ASKED:
        with CaptureQueriesContext(connection) as queries:
            ask(query)
        # Later requests empty the log.
        asked = len(queries)
        found[f"?{query}"] = (middle([once(lambda query=query: ask(query)) for _time in range(TIMES)]), asked)
    changed = []
    for _time in range(TIMES):
        index.get_children().live().specific().first().save_revision().publish()
        changed.append(once(lambda: ask("")))
    found["the first after a publication"] = (middle(changed), 0)
    print(json.dumps(found))


@cache
def client() -> Client:
    return Client(headers={"host": "localhost"})


def ask(query: str) -> None:
    answer = client().get(f"/resources/?{query}")
    assert answer.status_code == 200 and b"data-filters" in answer.content


def once(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def middle(costs: list[float]) -> float:
    return sorted(costs)[len(costs) // 2]


def in_a_process(count: str) -> dict[str, tuple[float, int]]:
    with tempfile.TemporaryDirectory(prefix="commonplace-bench-") as var:
        names = {"VAR_DIR": var, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": ""}
        names |= {"SECRET_KEY": "bench" * 12}
        command = [sys.executable, "-m", "bench.listing", "--one", count]
        # A command of our own, with a number.
        done = subprocess.run(command, env=os.environ | names, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)


def main() -> None:
    sizes = sys.argv[1:] or SIZES
    costs = {count: in_a_process(count) for count in sizes}
    print("resources" + " " * 63 + "".join(f"{count:>22}" for count in sizes))
    print(" " * 72 + "".join(f"{'ms':>8}{'queries':>8}{'times':>6}" for _count in sizes))
    for asked, (first, _queries) in costs[sizes[0]].items():
        cells = ((*costs[count][asked], costs[count][asked][0] / first) for count in sizes)
        print(f"{asked:<72}" + "".join(f"{ms:>8.1f}{queries or '':>8}{times:>6.1f}" for ms, queries, times in cells))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main()
