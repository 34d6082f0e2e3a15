"""The pages for what goes wrong."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from core.visibility import STRANGER
from website.logs import request_id
from website.suggestions import similar_pages, words_of


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here; perhaps one of these was meant, or a search finds it."""
    context = {
        "similar": similar_pages(request.path, getattr(request, "user", STRANGER)),
        "words": " ".join(words_of(request.path)),
    }
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """An error of ours. It needs nothing that may have failed: no database, no settings, no style sheet."""
    page = loader.get_template("500.html").render({"request_id": request_id.get()})
    return HttpResponseServerError(page, headers={"Cache-Control": "no-store"})
