"""What a search costs in a cluster with many pages: `python -m bench.cluster_size [pages] [elasticsearch|opensearch]`.

Starts three nodes (bin/search-cluster, with what that needs), fills a site of 100,000 pages (`bench.many_pages`) and
the index through the site's own code, and asks it in a process of its own (`bench.cluster_questions`): the question of
the search page with facets and permissions, as a stranger and as a member, beside a bare `match` of the same words over
the same client. Prints milliseconds, requests for each search, the memory of the process that asks, and how long it
takes until what was published is found. The best of three rounds counts; the load of the machine stands beside them.

The nodes have more memory than those of tests: SEARCH_CLUSTER_HEAP, 1g unless it is set.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = {"elasticsearch": 9, "opensearch": 3}


def cluster(engine: str, act: str, heap: str) -> str:
    command = [str(ROOT / "bin" / "search-cluster"), engine, act]
    environment = os.environ | {"SEARCH_CLUSTER_HEAP": heap}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout.strip()


def measure(engine: str, count: str, var: str, heap: str) -> None:
    address = f"{engine}{VERSIONS[engine]}+http://{cluster(engine, 'start', heap)}/bench_"
    names = {"VAR_DIR": var, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": ""}
    names |= {"SECRET_KEY": "bench" * 12, "SEARCH_URL": address, "SEARCH_LISTS": "cluster", "DATABASE_URL": ""}
    names |= {"CACHE_URL": "", "STORAGE_URL": "", "EMAIL_URL": "", "LINK_CHECKS": "no"}
    print(f"{engine}, three nodes with {heap} each, {count} pages; load average {os.getloadavg()[0]:.1f}", flush=True)
    for command in (["bench.many_pages", count], ["bench.cluster_questions"]):
        subprocess.run([sys.executable, "-m", *command], check=True, env=os.environ | names, cwd=ROOT)


def main() -> None:
    engine = next((word for word in sys.argv[1:] if word in VERSIONS), "elasticsearch")
    count = next((word for word in sys.argv[1:] if word.isdigit()), "100000")
    heap = os.environ.get("SEARCH_CLUSTER_HEAP", "1g")
    with tempfile.TemporaryDirectory(prefix="commonplace-bench-") as var:
        try:
            measure(engine, count, var, heap)
        finally:
            cluster(engine, "stop", heap)


if __name__ == "__main__":
    main()
