"""The turn of each outside address: which are due, and what is written down of the answer.

A good address is asked again after a week. One that fails is asked after an hour, a day and three days, and counts as
broken only then; “not there” counts at the second look. A site that lets no machine in is not broken: nobody knows.
"""

import datetime
import logging
import queue
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from caching import site_version
from jobs.heartbeat import should_stop, still_working
from linkcheck.client import DELAY, LinkClient, LinkRequest, LinkResponse
from linkcheck.models import ExternalLink

logger = logging.getLogger(__name__)

State, Problem = ExternalLink.State, ExternalLink.Problem

# Addresses in one run, each of another site, and how many are asked at once.
AT_ONCE = 16
THREADS = 4
# No answer to a question takes longer: robots.txt, a chain of redirects, and the pauses between them.
LONGEST_RUN = 240.0
RECHECK = datetime.timedelta(days=7)
AFTER_FAILURE = [datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(days=3)]
LONGEST_WAIT = datetime.timedelta(days=30)
# Failures until an address counts as broken, and the time over which they are spread.
ENOUGH_FAILURES = 3
LEAST_TIME = datetime.timedelta(hours=20)
FAILINGS = {Problem.NOT_FOUND, Problem.SERVER, Problem.SILENT, Problem.NO_HOST, Problem.TLS, Problem.LOOP}
# What also a machine without a way to the internet sees.
MAY_BE_OURS = {Problem.SILENT, Problem.NO_HOST, Problem.TLS}
# Kept for examples (RFC 2606, and the prefix of test DOIs), as those of the demonstration: there is nothing to ask.
FOR_EXAMPLES = re.compile(
    r"https?://([^/?#]*\.)?(example\.(com|net|org)|[^/?#]+\.(example|invalid|test)|doi\.org/10\.5555)(?![\w.-])",
    re.IGNORECASE,
)
HEARD_LATELY = datetime.timedelta(hours=6)
FEW_SITES = 3

Ask = Callable[[LinkRequest], LinkResponse]


@cache
def link_client() -> LinkClient:
    """One for the process: it remembers whom it asked when."""
    return LinkClient(user_agent())


def user_agent() -> str:
    return f"CommonplaceLinkCheck/1.0 (+{settings.PUBLIC_URL})"


def check_due_links(ask: Ask | None = None) -> datetime.datetime | None:
    """One run. Returns when the next one is wanted."""
    if not settings.LINK_CHECKS:
        return None
    links = claim(due_links(timezone.now()))
    if not links:
        return None
    changed = False
    answered = _at_once(ask or link_client().ask, links)
    if answered and _seems_offline([answer for __, answer in answered]):
        logger.warning("No other site can be reached from here; links are looked at again in an hour")
        return None
    for link, answer in answered:
        changed |= note(link, answer, timezone.now())
    if changed:
        # Pages say of a broken link that it is broken.
        site_version.bump()
    return timezone.now() + datetime.timedelta(seconds=DELAY)


def due_links(now: datetime.datetime) -> list[ExternalLink]:
    """Those whose turn it is, one of each site that was left in peace for long enough, also by an earlier worker."""
    asked_lately = ExternalLink.objects.filter(checked_at__gt=now - datetime.timedelta(seconds=DELAY)).values("host")
    due = ExternalLink.objects.filter(next_check_at__lte=now, uses__isnull=False).exclude(host__in=asked_lately)
    found: dict[str, ExternalLink] = {}
    for link in due.order_by("next_check_at", "pk").distinct()[: AT_ONCE * 20]:
        if not FOR_EXAMPLES.match(link.address):
            found.setdefault(link.host, link)
    return list(found.values())[:AT_ONCE]


def claim(links: list[ExternalLink]) -> list[ExternalLink]:
    """Put off what is about to be asked: a worker that is killed meanwhile does not ask again at once."""
    keys = [link.pk for link in links]
    ExternalLink.objects.filter(pk__in=keys).update(next_check_at=timezone.now() + AFTER_FAILURE[0])
    return links


def _at_once(ask: Ask, links: Sequence[ExternalLink]) -> list[tuple[ExternalLink, LinkResponse]]:
    """Ask in a few threads, which touch no database. What takes too long is left, and asked another time."""
    waiting: queue.SimpleQueue[ExternalLink] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[ExternalLink, LinkResponse]] = queue.SimpleQueue()
    for link in links:
        waiting.put(link)

    def work() -> None:
        while not waiting.empty():
            try:
                link = waiting.get_nowait()
            except queue.Empty:
                return
            question = LinkRequest(link.address, link.leads_to, link.etag, link.last_modified)
            try:
                done.put((link, ask(question)))
            except Exception:  # an address that nobody thought of must not end the run
                logger.exception("%s could not be asked", link.address)
                done.put((link, LinkResponse(Problem.OTHER)))

    for _number in range(min(THREADS, len(links))):
        threading.Thread(target=work, daemon=True, name="link check").start()
    return list(_collect(done, len(links)))


def _collect(done: queue.SimpleQueue, count: int) -> Iterator[tuple[ExternalLink, LinkResponse]]:
    until = time.monotonic() + LONGEST_RUN
    while count and time.monotonic() < until and not should_stop():
        still_working()
        try:
            yield done.get(timeout=0.5)
            count -= 1
        except queue.Empty:
            continue


def _seems_offline(answers: list[LinkResponse]) -> bool:
    """Whether nobody answers, here and lately: then it is our own line that is cut, and no link is to blame."""
    if any(answer.problem not in MAY_BE_OURS for answer in answers):
        return False
    lately = ExternalLink.objects.filter(checked_at__gt=timezone.now() - HEARD_LATELY, status_code__isnull=False)
    many_sites = ExternalLink.objects.values("host").distinct()[:FEW_SITES].count() >= FEW_SITES
    return many_sites and not lately.exists()


def note(link: ExternalLink, answer: LinkResponse, now: datetime.datetime) -> bool:
    """Write down an answer. True if readers are told something else of the link from now on."""
    if answer.problem in FAILINGS:
        fields = _failed(link, answer, now)
    elif answer.problem:
        fields = {"state": State.UNKNOWN, "failures": 0, "broken_since": None}
    else:
        fields = _good(answer, now)
    ExternalLink.objects.filter(pk=link.pk).update(
        checked_at=now,
        problem=answer.problem,
        status_code=answer.status_code,
        next_check_at=now + _pause(fields["failures"], answer),
        **fields,
    )
    return (link.state == State.BROKEN) != (fields["state"] == State.BROKEN)


def _good(answer: LinkResponse, now: datetime.datetime) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "state": State.GOOD,
        "failures": 0,
        "broken_since": None,
        "good_at": now,
        "is_accepted": False,
    }
    if not answer.is_unchanged:
        for name in ("leads_to", "etag", "last_modified", "media_type", "size"):
            fields[name] = getattr(answer, name)
    return fields


def _failed(link: ExternalLink, answer: LinkResponse, now: datetime.datetime) -> dict[str, Any]:
    failures, since = link.failures + 1, link.broken_since or now
    if answer.problem == Problem.NOT_FOUND:
        is_broken = failures > 1
    else:
        is_broken = failures >= ENOUGH_FAILURES and now - since >= LEAST_TIME
    state = State.BROKEN if is_broken or link.state == State.BROKEN else link.state
    return {"state": state, "failures": failures, "broken_since": since}


def _pause(failures: int, answer: LinkResponse) -> datetime.timedelta:
    """Until the next check. A site that says when to come back is asked then."""
    if answer.retry_after:
        asked_for = datetime.timedelta(seconds=min(answer.retry_after, LONGEST_WAIT.total_seconds()))
        return max(asked_for, AFTER_FAILURE[0])
    if 0 < failures <= len(AFTER_FAILURE):
        return AFTER_FAILURE[failures - 1]
    # Not all on the same day for ever.
    return RECHECK * random.uniform(0.9, 1.1)  # noqa: S311 - no secret
