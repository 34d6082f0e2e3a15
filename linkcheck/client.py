"""One address, asked whether it is there: politely, briefly, and never more than it needs.

HEAD first, GET where HEAD is refused, of which only the beginning is read. Nothing here knows the database.
"""

import datetime
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpcore2
import httpx2
from protego import Protego

from linkcheck.models import ExternalLink
from linkcheck.ssrf_transport import PORTS, Allowed, NoSuchHost, NotAllowed, PrivateNetwork, client, is_public

Problem = ExternalLink.Problem

# Seconds between two requests to one host.
DELAY = 5.0
LONGEST_DELAY = 60.0
REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
REFUSALS = frozenset({401, 403, 407, 429, 451, 999})
# What servers answer to HEAD that answer to GET; 429 and 503 say to come back later.
LATER = frozenset({429, 503})
ROBOTS_BYTES = 512 * 1024
# Of a page whose words are read.
PAGE_BYTES = 1024 * 1024
ROBOTS_KEPT = 24 * 3600.0
ROBOTS_AT_MOST = 2_000
_ERRORS = (
    httpx2.HTTPError,
    httpx2.StreamError,
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    OSError,
)


@dataclass(frozen=True)
class LinkRequest:
    """An address, and what its last answer said of itself."""

    address: str
    leads_to: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class LinkResponse:
    """What became of a question. Without a problem the address is good."""

    problem: str = Problem.NONE
    status_code: int | None = None
    leads_to: str = ""
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    size: int | None = None
    # Seconds after which the site wants to be asked again.
    retry_after: float = 0.0
    is_unchanged: bool = False


@dataclass(frozen=True)
class PageAnswer:
    """The beginning of what an address answers, what it says it is, and the address that answered."""

    content: bytes
    media_type: str
    address: str


class HostPacing:
    """When each host may be asked next. Whoever asks waits for his turn."""

    def __init__(self, delay: float = DELAY, sleep: Callable[[float], None] = time.sleep) -> None:
        self.delay = delay
        self.sleep = sleep
        self.free_at: dict[str, float] = {}
        self.lock = threading.Lock()

    def wait(self, host: str, delay: float = 0.0) -> None:
        now = time.monotonic()
        with self.lock:
            if len(self.free_at) > ROBOTS_AT_MOST:
                self.free_at = {name: at for name, at in self.free_at.items() if at > now}
            turn = max(now, self.free_at.get(host, now))
            self.free_at[host] = turn + max(self.delay, min(delay, LONGEST_DELAY))
        if turn > now:
            self.sleep(turn - now)


@dataclass
class LinkClient:
    """Keeps, for as long as the worker runs, what robots.txt of each host says and when it was asked last."""

    user_agent: str
    pace: HostPacing = field(default_factory=HostPacing)
    # For tests, which ask a server on this machine.
    allowed: Allowed = is_public
    ports: frozenset[int] | None = PORTS

    def __post_init__(self) -> None:
        self.robots: dict[str, tuple[float, Protego]] = {}
        self.name = self.user_agent.partition("/")[0]

    def ask(self, question: LinkRequest) -> LinkResponse:
        try:
            with client(self.user_agent, self.allowed, self.ports) as asked:
                return self._follow(asked, question)
        except PrivateNetwork:
            return LinkResponse(Problem.PRIVATE)
        except NoSuchHost:
            return LinkResponse(Problem.NO_HOST)
        except (NotAllowed, httpx2.InvalidURL, httpcore2.UnsupportedProtocol, ValueError):
            return LinkResponse(Problem.OTHER)
        except _ERRORS as error:
            return LinkResponse(Problem.TLS if _is_about_certificate(error) else Problem.SILENT)

    def read(self, address: str, accept: str = "*/*", heeds_robots: bool = True) -> PageAnswer | None:
        """What stands at an address, for a person who asks once; none where nothing is to be had.

        What is made for programs to ask (`accept` names a format) is no matter of robots.txt.
        """
        try:
            with client(self.user_agent, self.allowed, self.ports) as asked:
                return self._read_page(asked, httpx2.URL(address), accept, heeds_robots)
        except (NotAllowed, NoSuchHost, httpx2.InvalidURL, httpcore2.UnsupportedProtocol, ValueError, *_ERRORS):
            return None

    def _read_page(self, asked: httpx2.Client, url: httpx2.URL, accept: str, heeds_robots: bool) -> PageAnswer | None:
        for _hop in range(REDIRECTS + 1):
            if heeds_robots and not self._robots(asked, url).can_fetch(str(url), self.name):
                return None
            with asked.stream("GET", url, headers={"Accept": accept}) as response:
                target = response.headers.get("location")
                if response.status_code in MOVED and target:
                    url = url.join(target).copy_with(fragment=None)
                    continue
                if not response.is_success:
                    return None
                media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                return PageAnswer(_beginning(response, PAGE_BYTES), media_type, str(url))
        return None

    def _follow(self, asked: httpx2.Client, question: LinkRequest) -> LinkResponse:
        url, for_good = httpx2.URL(question.address), True
        for _hop in range(REDIRECTS + 1):
            rules = self._robots(asked, url)
            if not rules.can_fetch(str(url), self.name):
                return LinkResponse(Problem.ROBOTS)
            response = self._request(asked, url, question, rules.crawl_delay(self.name) or 0.0)
            target = response.headers.get("location")
            if response.status_code not in MOVED or not target:
                leads_to = str(url) if for_good and str(url) != question.address else ""
                return _read(response, question, leads_to)
            for_good = for_good and response.status_code in FOR_GOOD
            # The part of the page that was meant is not sent, and not lost.
            url = url.join(target).copy_with(fragment=None)
        return LinkResponse(Problem.LOOP, response.status_code)

    def _request(self, asked: httpx2.Client, url: httpx2.URL, question: LinkRequest, delay: float) -> httpx2.Response:
        """The head of the answer to HEAD, or to GET where HEAD was refused or not understood."""
        headers = _conditions(question) if str(url) in {question.address, question.leads_to} else {}
        self.pace.wait(url.host, delay)
        try:
            response = asked.send(asked.build_request("HEAD", url, headers=headers), stream=True)
            response.close()
            if response.status_code < 400 or response.status_code in LATER:
                return response
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.ReadTimeout):
            # Some servers drop the line at HEAD.
            pass
        self.pace.wait(url.host, delay)
        response = asked.send(asked.build_request("GET", url, headers=headers), stream=True)
        response.close()
        return response

    def _robots(self, asked: httpx2.Client, url: httpx2.URL) -> Protego:
        """What the host allows. A site without rules, or that keeps them to itself, allows everything (RFC 9309)."""
        site = f"{url.scheme}://{url.netloc.decode()}"
        kept = self.robots.get(site)
        if kept is None or kept[0] < time.monotonic():
            if len(self.robots) > ROBOTS_AT_MOST:
                self.robots.clear()
            kept = self.robots[site] = (time.monotonic() + ROBOTS_KEPT, Protego.parse(self._read_robots(asked, url)))
        return kept[1]

    def _read_robots(self, asked: httpx2.Client, url: httpx2.URL) -> str:
        here = url.join("/robots.txt")
        for _hop in range(REDIRECTS + 1):
            self.pace.wait(here.host)
            with asked.stream("GET", here) as response:
                if response.status_code in MOVED and "location" in response.headers:
                    here = here.join(response.headers["location"])
                    continue
                if response.status_code >= 500:
                    return "User-agent: *\nDisallow: /\n"
                return _beginning(response, ROBOTS_BYTES).decode("utf-8", "replace") if response.is_success else ""
        return ""


def _beginning(response: httpx2.Response, longest: int) -> bytes:
    found = b""
    for chunk in response.iter_raw():
        found += chunk
        if len(found) > longest:
            break
    return found[:longest]


def _conditions(question: LinkRequest) -> dict[str, str]:
    headers = {"If-None-Match": question.etag, "If-Modified-Since": question.last_modified}
    return {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}


def _read(response: httpx2.Response, question: LinkRequest, leads_to: str) -> LinkResponse:
    status = response.status_code
    headers = response.headers
    if status == 304:
        return LinkResponse(status_code=status, leads_to=question.leads_to, is_unchanged=True)
    if problem := _problem_of(status):
        return LinkResponse(problem, status, retry_after=_seconds(headers.get("retry-after", "")))
    length = headers.get("content-length", "")
    return LinkResponse(
        status_code=status,
        leads_to=leads_to,
        etag=headers.get("etag", "")[:300],
        last_modified=headers.get("last-modified", "")[:80],
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower()[:120],
        size=int(length) if length.isdecimal() and 0 < int(length) < 2**50 else None,
    )


def _problem_of(status: int) -> str:
    if status < 400:
        return Problem.NONE
    if status in {404, 410}:
        return Problem.NOT_FOUND
    if status in REFUSALS:
        return Problem.REFUSED
    return Problem.SERVER if status >= 500 else Problem.OTHER


def _seconds(text: str) -> float:
    """Of a Retry-After, which is a number of seconds or a date."""
    if text.strip().isdecimal():
        return float(text)
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=datetime.UTC)
    return max(0.0, (instant - datetime.datetime.now(datetime.UTC)).total_seconds())


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
