"""The view that answers at the addresses of pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_by_wagtail

from caching.site_version import cached_until_change
from core import tree
from core.i18n.languages import current
from core.routing import page_at, page_of


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail's `serve`, with the same hooks; the way to the page is looked up in memory (decision 86).

    Where there are several sites, Wagtail tells by the host which one is meant.
    """
    front = tree.front(current()) if _is_only_site() else None
    if front is None:
        return serve_by_wagtail(request, path)
    page, args, kwargs = _route(request, front, [slug for slug in path.split("/") if slug])
    serve = _serve
    for around in reversed(hooks.get_hooks("on_serve_page")):
        serve = around(serve)
    for before in hooks.get_hooks("before_serve_page"):
        answer = before(page, request, args, kwargs)
        if isinstance(answer, HttpResponse):
            return answer
    return serve(page, request, args, kwargs)


@cached_until_change
def _is_only_site() -> bool:
    """Whether every host leads to the same front page."""
    return list(Site.objects.values_list("is_default_site", flat=True)) == [True]


def _route(request: HttpRequest, front: tree.Node, slugs: list[str]) -> RouteResult:
    found = page_at(front, slugs) if slugs else (page_of(front), [])
    page, rest = found or (None, [])
    if page is None:
        raise Http404
    return page.route(request, rest)


def _serve(page: Page, request: HttpRequest, args: list[object], kwargs: dict[str, object]) -> HttpResponseBase:
    return page.serve(request, *args, **kwargs)
