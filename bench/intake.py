"""Documents that become drafts: 200 made-up ones in eight formats. What is lost; of each part how often it was
recognised, guessed, or left as text; how long each takes and how much memory.

    python -m bench.intake [how many] [summary event resource network] [verbose]
"""

import io
import itertools
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

from intake.document_reading import read_document
from intake.filling import Request, fill
from tests.intake.documents import SHAPES, document
from tests.intake.judging import WAYS, judged
from tests.intake.mails import MAILS


def main(count: int, shapes: set[str], is_verbose: bool) -> None:
    # May add pictures; nothing is saved.
    request = Request(get_user_model()(is_superuser=True), Page(locale=Locale(language_code="en")), "en")
    times, lost, crashed = [], [], []
    table: dict[str, Counter[str]] = {}
    every = (document(number) for number in itertools.count())
    for made in itertools.islice((one for one in every if one.shape in shapes), count):
        began = time.monotonic()
        try:
            judgement = judged(made, request)
        except Exception as error:  # a crash is what is counted here
            crashed.append(f"{made}: {error!r}")
            continue
        times.append(time.monotonic() - began)
        lost += [f"{made}: {sentence}" for sentence in judgement.lost]
        for one in judgement.placed:
            table.setdefault(one.what, Counter())[one.how] += 1
            if is_verbose and not one.is_right:
                print(f"  not in its place: {made}: {one.what}: {one.words}")
    for line in [*crashed, *lost]:
        print(f"  {line}")
    print(f"{count} documents: {len(crashed)} crashed, {len(lost)} sentences lost")
    print(f"  {'':12}{''.join(f'{way:>14}' for way in WAYS)}   in place")
    for what, ways in table.items():
        share = 100 * (ways["recognised"] + ways["guessed"]) / ways.total()
        print(f"  {what:12}{''.join(f'{ways[way]:>14}' for way in WAYS)}  {share:>7.1f} %")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"  seconds each: {sum(times) / len(times):.2f} on average, {max(times):.2f} at most; "
        f"memory at most {peak:.0f} MB"
    )


def mails() -> None:
    """Of the mails in running sentences (tests/intake/mails.py), read today: days without a year depend on it."""
    request = Request(get_user_model()(is_superuser=True), Page(locale=Locale(language_code="en")), "en")
    for mail in MAILS:
        filling = fill(mail.kind, read_document(io.BytesIO(mail.text.encode()), "pasted.txt"), request)
        found = sum(1 for name in mail.expected if name in filling.values)
        wrong = [name for name in mail.empty if name in filling.values]
        print(f"  {mail.name}: {found} of {len(mail.expected)} fields filled, {len(wrong)} filled that should be empty")


if __name__ == "__main__":
    wanted = set(SHAPES) & set(sys.argv) or set(SHAPES)
    main(next((int(one) for one in sys.argv[1:] if one.isdecimal()), 200), wanted, "verbose" in sys.argv)
    mails()
