"""One reading of the version for each request."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from caching.site_version import one_reading


def one_reading_per_request(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Stands before everything that remembers. What the request itself commits is seen by it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with one_reading():
            return get_response(request)

    return middleware
