"""What a search costs, beside modelsearch's own query over the same index: `python -m bench.searching [resources]`.

Builds an index of generated resources in a temporary database. Prints milliseconds of CPU and the ratio.
"""

import os
import sys
import tempfile
import time

VAR = tempfile.TemporaryDirectory(prefix="commonplace-bench-")
os.environ |= {"VAR_DIR": VAR.name, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": ""}
os.environ.setdefault("SECRET_KEY", "bench" * 12)

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from bench.database import COMMON, RARE, build
from core.visibility import STRANGER
from resources.models import ResourceIndexPage
from search.engine import search
from search.results import SearchQuery

STOCK_LIMIT = 8_000


def milliseconds(work: object, times: int = 5) -> float:
    """The middle of several runs, in CPU time."""
    work()
    taken = []
    for _number in range(times):
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return sorted(taken)[times // 2]


def listing_cost(index: ResourceIndexPage, query: str) -> tuple[float, int]:
    def whole() -> None:
        listing = index.listing(RequestFactory().get(f"/?{query}"), STRANGER)
        _shown = (listing.groups, listing.page_obj.object_list, listing.chips)

    with CaptureQueriesContext(connection) as queries:
        whole()
    return milliseconds(whole), len(queries)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    call_command("migrate", verbosity=0)
    index = build(count)
    backend = get_search_backend()
    print(f"{count} resources, SQLite; CPU milliseconds for the first ten")
    print(f"{'word':<24}{'hits':>7}{'ours':>9}{'stock':>10}{'ratio':>8}")
    for words in (COMMON, RARE, f"{COMMON} word7"):
        answer = search(SearchQuery(words))
        ours = milliseconds(lambda words=words: search(SearchQuery(words)))
        stock = 0.0
        if answer.total <= STOCK_LIMIT:
            stock = milliseconds(lambda words=words: list(backend.search(words, Page.objects.live())[:10]), times=1)
        print(f"{words:<24}{answer.total:>7}{ours:>9.1f}{stock:>10.1f}{stock / ours:>8.1f}")
    print(f"\n{'list with all counts':<48}{'ms':>8}{'queries':>9}")
    for query in ("", "category=category-1", "category=category-1&region=region-0&year=2020", f"q={COMMON}"):
        cost, queries = listing_cost(index, query)
        print(f"?{query:<47}{cost:>8.1f}{queries:>9}")


if __name__ == "__main__":
    main()
