"""The pages for what goes wrong."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django_guid import get_guid

from core.addresses import prefix
from core.i18n.languages import regional
from core.i18n.profiles import profile_of
from core.visibility import STRANGER
from website.suggestions import similar_pages, words_of


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here; perhaps one of these was meant, or a search finds it."""
    context = {
        # The address is found in no language.
        "is_missing": True,
        "similar": similar_pages(request.path, getattr(request, "user", STRANGER)),
        "words": " ".join(words_of(request.path)),
    }
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """An error of ours. It needs nothing that may have failed: no database, no settings, no style sheet."""
    context = {"request_id": get_guid(), "languages": _server_error_in_every_language()}
    page = loader.get_template("500.html").render(context)
    return HttpResponseServerError(page, headers={"Cache-Control": "no-store"})


def _server_error_in_every_language() -> list[dict[str, Any]]:
    """What knows the reader's language may be what failed."""
    return [
        {"tag": regional(code), "text": profile_of(code).server_error, "front_url": f"{prefix(code)}/"}
        for code, _name in settings.LANGUAGES
    ]
