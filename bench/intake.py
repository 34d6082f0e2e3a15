"""Documents that become drafts: 200 made-up ones in eight formats. What is lost, what stands in the wrong place, how
long each takes and how much memory.

    python -m bench.intake [how many] [verbose]
"""

import os
import resource
import sys
import time
from collections import Counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

import django

django.setup()

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page

from intake.filling import Request
from tests.intake.documents import document
from tests.intake.judging import judged


def main(count: int, is_verbose: bool) -> None:
    # May add pictures; nothing is saved.
    request = Request(get_user_model()(is_superuser=True), Page(locale=Locale(language_code="en")), "en")
    times, lost, crashed = [], [], []
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for number in range(count):
        made = document(number)
        began = time.monotonic()
        try:
            judgement = judged(made, request)
        except Exception as error:  # a crash is what is counted here
            crashed.append(f"{made}: {error!r}")
            continue
        times.append(time.monotonic() - began)
        lost += [f"{made}: {sentence}" for sentence in judgement.lost]
        for what, words, is_right in judgement.placed:
            total[what] += 1
            right[what] += is_right
            if is_verbose and not is_right:
                print(f"  not in its place: {made}: {what}: {words}")
    for line in [*crashed, *lost]:
        print(f"  {line}")
    print(f"{count} documents: {len(crashed)} crashed, {len(lost)} sentences lost")
    for what in total:
        print(f"  {what}: {right[what]} of {total[what]} in the right place ({100 * right[what] / total[what]:.1f} %)")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"  seconds each: {sum(times) / len(times):.2f} on average, {max(times):.2f} at most; "
        f"memory at most {peak:.0f} MB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, "verbose" in sys.argv)
