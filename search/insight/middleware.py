"""Counts what strangers ask of the search page, and which pages they read.

Stands before the page cache, which gives most of the answers.
"""

import json
import re
from collections.abc import Callable

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from search.insight import readings
from search.insight.asked_words import Asked
from search.insight.counter import counter
from website.page_cache import has_session

# By this header the search page tells the middleware what was asked. It is taken off before the answer goes out.
HEADER = "X-Asked"
_ROBOT = re.compile(r"bot|crawl|spider|slurp|archive|preview|monitor|scan|index|lighthouse", re.IGNORECASE)


def tell(response: HttpResponse, asked: Asked | None, found_nothing: bool) -> None:
    if asked:
        response.headers[HEADER] = json.dumps([*asked, found_nothing])


def is_counted(request: HttpRequest) -> bool:
    """Whether a person asks of whom nothing is known.

    Who is signed in is not counted: members are few, and know words of pages that not all staff may see.
    """
    agent = request.headers.get("User-Agent", "")
    is_ahead_of_time = "prefetch" in request.headers.get("Sec-Purpose", "")
    is_browser = agent.startswith("Mozilla/") and not _ROBOT.search(agent)
    return is_browser and not is_ahead_of_time and not has_session(request)


class CountAsked:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        request_finished.connect(_write_when_due, dispatch_uid="write-what-was-asked")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        _count_reading(request, response)
        if said := response.headers.get(HEADER):
            del response.headers[HEADER]
            language, words, shown, found_nothing = json.loads(said)
            if request.method == "GET" and is_counted(request):
                counter.count(Asked(language, words, shown), found_nothing)
        return response


def _count_reading(request: HttpRequest, response: HttpResponseBase) -> None:
    """A page that the browser has still, and shows again, is read again (304)."""
    page_id = response.headers.get(readings.HEADER) or request.META.get(readings.HEADER)
    del response.headers[readings.HEADER]
    if page_id and request.method == "GET" and response.status_code in {200, 304} and is_counted(request):
        readings.counter.count(int(page_id))


def _write_when_due(**kwargs: object) -> None:
    """After the answer was sent: nobody waits for the database."""
    counter.write_when_due()
    readings.counter.write_when_due()
