"""What happens around every request."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

logger = logging.getLogger(__name__)


def without_foreign_ids(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Stands before django-guid, which takes the number of a request from its sender: it could not be trusted."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_X_REQUEST_ID", None)
        return get_response(request)

    return middleware


def without_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Take NUL out of addresses: no name holds it, and PostgreSQL fails when it is asked for one that does."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            request.path = request.path.replace("\0", "\N{REPLACEMENT CHARACTER}")
            request.path_info = request.path_info.replace("\0", "\N{REPLACEMENT CHARACTER}")
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return get_response(request)

    return middleware


class HalfForms:
    """Says of a page form that did not arrive whole that it is so. Wagtail fails on the first field that is missing.

    Only what fails while such a form is read: a missing name or a value that is no number, before anything is saved.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_page_form = request.method == "POST" and request.path_info.startswith(reverse("wagtailadmin_explore_root"))
        if not is_page_form or not isinstance(exception, KeyError | ValueError):
            return None
        logger.warning("A page form did not arrive whole.", exc_info=exception)
        return render(request, "website/admin/half_form.html", status=400)
