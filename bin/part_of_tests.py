#!/usr/bin/env python3
"""Which test files a machine runs that tests every commit: those of every time, and another part of the rest each time.

python bin/part_of_tests.py browser  prints the files of one part, for pytest. The whole is `make test-browser`.
python bin/part_of_tests.py sweeps   prints which part of the sweeps is meant, as 2/4. The whole is `make test`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSER_PARTS, SWEEP_PARTS, SERVICE_PARTS = 8, 4, 3
# From the draft to the reader, and back: whatever else changed, this holds.
EVERY_TIME = {"test_journeys.py", "test_life_of_event.py", "test_reading.py"}


def number_of_this_commit(parts: int) -> int:
    """From 0; every commit has its own."""
    words = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours
    return int(commit[:8], 16) % parts


def part_of(files: list[Path], parts: int) -> list[Path]:
    return files[number_of_this_commit(parts) :: parts]


def browser_files() -> list[Path]:
    """Files whose tests take long lie beside each other in no part: they are dealt out by size."""
    found = sorted(ROOT.glob("tests/browser/test_*.py"), key=lambda path: (path.stat().st_size, path.name))
    always = [path for path in found if path.name in EVERY_TIME]
    return sorted(always + part_of([path for path in found if path.name not in EVERY_TIME], BROWSER_PARTS))


def service_files(sensitive: list[Path]) -> list[Path]:
    """A third of those of real services and of those in which the database matters most, dealt out by size."""
    found = [*ROOT.glob("tests/services/test_*.py"), *sensitive]
    return sorted(part_of(sorted(found, key=lambda path: (path.stat().st_size, path.name)), SERVICE_PARTS))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["browser"]:
            print(*(path.relative_to(ROOT) for path in browser_files()))  # noqa: T201 - for the shell
        case ["sweeps"]:
            print(f"{number_of_this_commit(SWEEP_PARTS) + 1}/{SWEEP_PARTS}")  # noqa: T201 - for the shell
        case _:
            sys.exit(__doc__)
