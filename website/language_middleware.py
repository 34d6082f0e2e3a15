"""The interface speaks the language of the address: nothing else decides, no cookie is set or read."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from core.i18n.languages import DEFAULT


class LanguageOfAddressMiddleware:
    """In place of Django's: the same page looks the same to all who ask for its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or DEFAULT
        request.LANGUAGE_CODE = language
        # For this request alone: the preview of a French page must not leave the admin in French.
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
