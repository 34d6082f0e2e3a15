"""What odd words do to search: `python -m bench.odd_searches [number] [--seed seed] [--cluster engine]`.

Asks the search page, its JSON and all lists of the demonstration site with words that nobody means well: signs of
other query languages, control signs, broken percent codes, lone surrogates, HTML, far too much of everything, words of
the site among them. No answer comes from the page cache. Prints the statuses, the times and the slowest; fails when an
answer is anything but 200, 400 or a redirect, takes more than two seconds each time, or shows a marker as it was typed,
and when the database had to answer one in a hundred in the place of a cluster. The same seed asks the same questions,
as long as the site has the same titles. DATABASE_URL names a PostgreSQL; `--cluster elasticsearch` (or opensearch)
starts three nodes (bin/search-cluster).
"""

import argparse
import atexit
import logging
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

VERSIONS = {"elasticsearch": 9, "opensearch": 3}
reader = argparse.ArgumentParser()
reader.add_argument("number", nargs="?", type=int, default=20_000)
reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
reader.add_argument("--cluster", choices=VERSIONS)


def start(engine: str) -> None:
    """A cluster, before the settings are read."""
    command = [str(Path(__file__).resolve().parent.parent / "bin" / "search-cluster"), engine]
    atexit.register(subprocess.run, [*command, "stop"], check=False)
    started = subprocess.run([*command, "start"], check=True, stdout=subprocess.PIPE, text=True)
    os.environ["SEARCH_URL"] = f"{engine}{VERSIONS[engine]}+http://{started.stdout.strip()}/"


chosen = reader.parse_args()
if chosen.cluster:
    start(chosen.cluster)

from bench import demo_site

# isort: split
# Importing demo_site has set Django up.
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from core.visibility import STRANGER, visible_to
from search.listing import ListingPage

LONGEST_WAIT, TRIES = 2.0, 3
# A page and JSON that say that the cluster did not answer.
DEGRADED = ("search engine does not answer", '"degraded": true')
ALLOWED = {200, 301, 302, 400}
MOST_SHOWN = 50
# None of them may stand in HTML as it was typed.
MARKERS = ("<script>q", '"><xq', "'><xq", '" onq=', "<img src=q ")
OPERATORS = "AND OR NOT NEAR NEAR/2 TO <-> <2> ! !! & && | || * : ^ ^2 ~ ~1 ( ) (( )) { } [ ] [* / // + - -- =".split()
OPERATORS += r""" " ' \ \\ % _ $$ title: col:{a :* :A /.*/ _exists_: """.split()
OPERATORS += ["[a TO z]", '"a" NEAR "b"', "body : "]
CONTROLS = [*map(chr, range(32)), *"\x7f\x85\u2028\u200b\u00ad\u202e\ufeff\ufffe"]
# First and last of the letters of several scripts; signs, pictures and places that Unicode keeps free.
LETTERS = [(0x21, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F)]
LETTERS += [(0xAC00, 0xAFFF), (0x4E00, 0x9FFF), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0xE000, 0xE0FF)]
LETTERS += [(0x10FF00, 0x10FFFF)]
# What a browser never sends: half of a code, no code, bytes that are no UTF-8, half of a surrogate pair, NUL, overlong.
BROKEN = "% %4 %zz %u0041 %ff%fe %c3 %e2%82 %ed%a0%80 %ed%b0%80 %00 %c0%af %f8%88 %25%32%30".split()
OTHERS = "&q=again &q && ; &page=-1 &page=9999999999 &page=%00 &page=2 &kind=%3Cb%3E &kind=resource".split()
OTHERS += "&lang=xx &lang=fr &sort=%27 &year=abc &topic=%22%3E%3Cxq &sort=%22%3E%3Cxq &page=%22%3E%3Cxq".split()
Roll = random.Random


def letters(roll: Roll) -> str:
    return "".join(chr(roll.randint(*roll.choice(LETTERS))) for _number in range(roll.randint(1, 30)))


def operators(roll: Roll, words: list[str]) -> str:
    return " ".join(roll.choice(OPERATORS if roll.random() < 0.6 else words) for _number in range(roll.randint(1, 12)))


def controls(roll: Roll, words: list[str]) -> str:
    return "".join(roll.choice(CONTROLS if roll.random() < 0.6 else words) for _number in range(roll.randint(1, 12)))


def quotation_marks(roll: Roll, words: list[str]) -> str:
    return "".join(
        roll.choice([*"\"'“”«»‘’`", " ", *words[:20], roll.choice(words)]) for _number in range(roll.randint(1, 16))
    )


def markers(roll: Roll, words: list[str]) -> str:
    return f"{roll.choice(['', roll.choice(words)])} {roll.choice(MARKERS)}{roll.choice(['', '>', roll.choice(words)])}"


def too_much(roll: Roll, words: list[str]) -> str:
    piece = roll.choice(
        [roll.choice(words) + " ", "a", "a ", '"', "(", "*", "é", "-", "e\u0301", roll.choice(OPERATORS) + " "]
    )
    return piece * (roll.choice([300, 3_000, 30_000]) // len(piece))


def many_words(roll: Roll, words: list[str]) -> str:
    return " ".join(roll.choices(words, k=roll.randint(1, 60)))


MAKERS: list[tuple[int, Callable[[Roll, list[str]], str]]] = [
    (20, lambda roll, _words: letters(roll)),
    (25, operators),
    (12, controls),
    (12, quotation_marks),
    (15, markers),
    (4, too_much),
    (12, many_words),
]


def query(roll: Roll, words: list[str]) -> str:
    """What follows the question mark of an address."""
    weights, makers = zip(*MAKERS, strict=True)
    found = " ".join(maker(roll, words) for maker in roll.choices(makers, weights, k=roll.choice([1, 1, 1, 2])))
    typed = quote(found.encode("utf-8", "surrogatepass"), safe="")
    if roll.random() < 0.12:
        place = roll.randint(0, len(typed))
        typed = typed[:place] + roll.choice(BROKEN) + typed[place:]
    return f"q={typed}" + (roll.choice(OTHERS) if roll.random() < 0.2 else "")


def doors() -> tuple[list[str], list[str]]:
    """The addresses that take words: of search itself, and of lists."""
    whole, found = [reverse("search_json")], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            whole.append(reverse("search"))
            found += [reverse("people"), reverse("organisations")]
    for page in open_pages():
        if isinstance(page, ListingPage):
            path = urlsplit(page.url).path
            found += [path, f"{path}list.json", f"{path}feed/"]
    return whole, found


def open_pages() -> list[Page]:
    return list(visible_to(Page.objects.live(), STRANGER).specific().order_by("path"))


def words_of_the_site() -> list[str]:
    return sorted({word for page in open_pages() for word in page.title.split()})


class Answer:
    """To one question: its status, what it took, and what is wrong with it."""

    def __init__(self, client: Client, address: str) -> None:
        self.address = address
        begun = time.perf_counter()
        response = client.generic("GET", address)
        body = response_text(response)
        self.seconds = time.perf_counter() - begun
        self.status = response.status_code
        self.faults = list(faults(response, body))
        self.is_degraded = any(words in body for words in DEGRADED)


def response_text(response: HttpResponseBase) -> str:
    return b"".join(response).decode("utf-8", "replace")


def faults(response: HttpResponseBase, body: str) -> Iterator[str]:
    if response.status_code not in ALLOWED:
        yield f"status {response.status_code}"
    kind = response.headers.get("Content-Type", "")
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        yield "may be sniffed"
    # In JSON that says that it is JSON, signs of HTML are only letters.
    if not kind.startswith(("application/json", "application/problem+json")):
        yield from (f"shows {marker} as it was typed" for marker in MARKERS if marker in body)
    if any(ord(sign) < 32 and sign not in "\t\n\r" for sign in body):
        yield "shows a control sign"


def asked(client: Client, address: str) -> Answer:
    """A slow answer is asked for again: this machine may have been busy."""
    answer = Answer(client, address)
    for _try in range(TRIES - 1):
        if answer.seconds > LONGEST_WAIT:
            answer = Answer(client, address)
    if answer.seconds > LONGEST_WAIT:
        answer.faults.append(f"{answer.seconds:.1f} s")
    return answer


def shortened(address: str) -> str:
    return address if len(address) < 200 else f"{address[:160]}… ({len(address)} signs)"


def report(answers: list[Answer], wrong: list[Answer]) -> None:
    times = sorted(one.seconds for one in answers)
    slowest = max(answers, key=lambda one: one.seconds)
    statuses = Counter(one.status for one in answers)
    print(f"{len(answers)} asked; {', '.join(f'{status}: {count}' for status, count in sorted(statuses.items()))}")
    middle, late = (times[int(len(times) * part)] * 1000 for part in (0.5, 0.99))
    print(f"milliseconds: middle {middle:.0f}, 99th of a hundred {late:.0f}, longest {times[-1] * 1000:.0f}")
    print(f"slowest: {shortened(slowest.address)}")
    print(f"by the database, because the cluster did not answer: {sum(one.is_degraded for one in answers)}")
    print(f"wrong: {len(wrong)}")
    for one in wrong[:MOST_SHOWN]:
        print(f"  {'; '.join(one.faults)}: {shortened(one.address)}")


def main() -> None:
    demo_site.make()
    settings.MIDDLEWARE.remove("website.page_cache.PageCacheMiddleware")
    # What a site writes down of refused requests is not what is measured.
    logging.disable()
    print(f"{demo_site.engine()}; seed {chosen.seed}", flush=True)
    roll, addresses, words = random.Random(chosen.seed), doors(), words_of_the_site()
    client = Client(raise_request_exception=False)
    answers = [
        asked(client, f"{roll.choice(roll.choice(addresses))}?{query(roll, words)}") for _number in range(chosen.number)
    ]
    wrong = [one for one in answers if one.faults]
    report(answers, wrong)
    sys.exit(bool(wrong) or sum(one.is_degraded for one in answers) > len(answers) / 100)


if __name__ == "__main__":
    main()
