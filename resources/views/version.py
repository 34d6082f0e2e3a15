"""A published version of a resource, at an address of its own."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from resources.kept_versions import page_as_of
from resources.models import ResourcePage
from website.routes import route_of


@route_of("resources.ResourcePage", "version/<int:number>/")
def published_version(page: ResourcePage, request: HttpRequest, number: int) -> HttpResponseBase:
    """What the page said when it went live for the n-th time. The page's own rule says who may read it."""
    old = page_as_of(page, number, request.user)
    if old is None:
        raise Http404
    return old.render(request)
