"""What happens around every request."""

import logging
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.locking import lock_page, lock_person

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


# What is locked while such a form is saved: the page, or the section that gets another one.
PAGE_FORMS = {
    "wagtailadmin_pages:edit": "page_id",
    "wagtailadmin_pages:add": "parent_page_id",
    "wagtailadmin_pages:copy": "page_id",
    "wagtailadmin_pages:unpublish": "page_id",
}
# A row of the directory: whoever sends the form is locked, so that the same form that comes twice waits for itself.
FORM_OF_NEW_ROW = re.compile(r"wagtailsnippets_\w+:add")
# How Wagtail fails on the first field that is missing: a name that is not there, or a value that is no number.
NOT_WHOLE = (KeyError, ValueError)


class PageForms:
    """A page form is saved whole or not at all; and of one that did not arrive whole it is said that it is so.

    Wagtail saves in steps (a page, its version, its course of review): what fails in a later one would leave the rest.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[str], kwargs: dict[str, int]
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_row = bool(FORM_OF_NEW_ROW.fullmatch(name))
        if request.method != "POST" or not (name in PAGE_FORMS or is_row):
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        try:
            with transaction.atomic():
                if is_row:
                    lock_person(request.user)
                else:
                    lock_page(kwargs[PAGE_FORMS[name]])
                return view(request, *args, **kwargs)
        except NOT_WHOLE as exception:
            # Django asks `process_exception` only about what it called itself.
            return self._half_form(request, exception)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_page_form = request.method == "POST" and request.path_info.startswith(reverse("wagtailadmin_explore_root"))
        return self._half_form(request, exception) if is_page_form and isinstance(exception, NOT_WHOLE) else None

    @staticmethod
    def _half_form(request: HttpRequest, exception: Exception) -> HttpResponse:
        logger.warning("A page form did not arrive whole.", exc_info=exception)
        return render(request, "website/admin/half_form.html", status=400)
