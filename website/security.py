"""Headers of every answer that Django and its add-ons do not set, and the policy of the admin."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

ADMIN = "/admin/"
# The sign-in page below it is ours, and as strict as the public pages.
DOOR = "/admin/login/"


class SecurityHeadersMiddleware:
    """Who may use an answer of ours as a part of a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class AdminPolicyMiddleware:
    """Stands inside of django-csp's middleware and asks it for the admin's policy below /admin/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN) and request.path_info != DOOR:
            # What django-csp's decorator `csp_replace` sets; Wagtail's views cannot be decorated one by one.
            # A preview passes through all middleware as the page's own address, and comes with the public policy.
            response.headers.pop("Content-Security-Policy", None)
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY  # type: ignore[attr-defined] # django-csp's
        return response


class CompressionMiddleware(GZipMiddleware):
    """Django's, for answers that the page cache does not compress itself.

    Against BREACH: Django masks its form tokens anew in each answer, and its gzip adds random length.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "is_cached_page", False) and response.status_code == 200:
            return response
        return super().process_response(request, response)
