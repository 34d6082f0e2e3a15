"""What an import costs: `python -m bench.importing [rows]`.

A workbook of that many rows (2,000 by default) is read, checked, applied and undone on a site of its own, beside 2,000
resources that are there already. Prints seconds, milliseconds for a row, and the memory that the process has used.
"""

import io
import os
import random
import resource
import sys
import tempfile
import time

VAR = tempfile.TemporaryDirectory(prefix="commonplace-bench-")
os.environ |= {"VAR_DIR": VAR.name, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": ""}
os.environ.setdefault("SECRET_KEY", "bench" * 12)

import django

django.setup()

from django.core.management import call_command

from bench.site import empty_site
from resources.models import ImportBatch, ResourceIndexPage
from resources.spreadsheets.columns import BY_NAME
from resources.spreadsheets.importing import applying, batches, dry_run, tasks, undoing
from resources.spreadsheets.writing import write_xlsx
from users.models import User

WORDS = [
    f"{start}{end}" for start in ("hous", "peer", "suppl", "nurs", "stig", "car") for end in ("ing", "ers", "y", "e")
]
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
LIMITS = {"seconds": 120, "megabytes": 300}


def words(rolls: random.Random, count: int) -> str:
    return " ".join(rolls.choices(WORDS, k=count))


def row(rolls: random.Random, number: int, name: str) -> dict[str, str]:
    return {
        "title": f"{words(rolls, 6).capitalize()} {name} {number}",
        "summary": words(rolls, 80),
        "category": "Principles; Practices",
        "population": f"population {number % 12}",
        "region": f"region {number % 40}",
        "type": "Report",
        "authors": f"Author {number}; Author {number + 1}",
        "publisher": f"Publisher {number % 90}",
        "year": str(1990 + number % 35),
        "language": "English",
        "url": f"https://example.org/{name}/{number}",
        "doi": f"10.1234/{name}.{number}",
        "peer_reviewed": "yes",
        "keywords": words(rolls, 4).replace(" ", "; "),
        "key_findings": "\n".join(words(rolls, 20) for _ in range(3)),
        "principles": "\n".join(words(rolls, 15) for _ in range(4)),
        "practices": "\n".join(words(rolls, 15) for _ in range(4)),
        "findings: Barriers": "\n".join(words(rolls, 12) for _ in range(2)),
    }


def workbook(count: int, name: str) -> io.BytesIO:
    rolls, out = random.Random(name), io.BytesIO()
    rows = [row(rolls, number, name) for number in range(count)]
    write_xlsx(rows, out, [*(one for one in BY_NAME if one in rows[0]), "findings: Barriers"])
    out.seek(0)
    return out


def site() -> tuple[ResourceIndexPage, User]:
    names = {"category": ["Principles", "Practices"], "type": ["Report"], "language": ["English"]}
    names |= {"population": [f"population {n}" for n in range(12)], "region": [f"region {n}" for n in range(40)]}
    return empty_site(names | {"finding-group": ["Principles", "Practices"]})


class Watch:
    def __init__(self) -> None:
        self.lines: list[tuple[str, float, float]] = []

    def time(self, what: str, do) -> object:
        begin = time.perf_counter()
        found = do()
        used = time.perf_counter() - begin
        self.lines.append((what, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
        return found


def whole(batch: ImportBatch) -> None:
    """As the worker does it: a part at a time."""
    while tasks.work_on(ImportBatch.objects.get(pk=batch.pk)):
        pass


def read(file: io.BytesIO, index: ResourceIndexPage, user: User) -> ImportBatch:
    batch, rows = batches.batch_of(file, "bench.xlsx", index, user)
    batches.save(batch, rows)
    return batch


def run(index: ResourceIndexPage, user: User, name: str, watch: Watch | None) -> ImportBatch:
    measured = watch.time if watch else lambda what, do: do()
    file = workbook(ROWS if watch else 2_000, name)
    batch = measured("read the file", lambda: read(file, index, user))
    dry_run.begin(batch)
    measured("check them", lambda: whole(batch))
    assert batch.rows.filter(outcome="new").count() == batch.rows.count()
    applying.begin(batch)
    measured("apply them", lambda: whole(batch))
    assert not batch.rows.filter(is_applied=False).exists()
    return batch


def main() -> None:
    call_command("migrate", verbosity=0)
    index, user = site()
    run(index, user, "before", None)
    watch = Watch()
    batch = run(index, user, "bench", watch)
    again = read(workbook(ROWS, "bench"), index, user)
    dry_run.begin(again)
    watch.time("check the same file again", lambda: whole(again))
    assert again.rows.filter(outcome="unchanged").count() == ROWS
    undoing.begin(batch, user)
    watch.time("undo", lambda: whole(batch))
    print(f"\n{ROWS} rows, beside 2,000 resources\n")
    print(f"{'':<28}{'seconds':>9}{'ms a row':>10}{'MB so far':>11}")
    for what, seconds, memory in watch.lines:
        print(f"{what:<28}{seconds:>9.1f}{1000 * seconds / ROWS:>10.1f}{memory:>11.0f}")
    background = sum(seconds for what, seconds, __ in watch.lines if what in {"check them", "apply them"})
    memory = watch.lines[-1][2]
    limits = f"(limits: {LIMITS['seconds']} s, {LIMITS['megabytes']} MB)"
    print(f"\nchecked and applied in {background:.0f} s, {memory:.0f} MB {limits}")
    sys.exit(background > LIMITS["seconds"] or memory > LIMITS["megabytes"])


main()
