"""Where pages were before: their old addresses, and what stood below them, lead on to where they are now.

Wagtail notes the old address of a page that is renamed or moved. What a page answers below its own address (routes of
views, pages that stand in for a missing translation) is not noted: it is asked of the page itself, so that no list of
such addresses has to be kept.
"""

import copy
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.encoding import iri_to_uri, uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core import tree
from core.addresses import address_of, own_address, prefix
from core.reserved_slugs import reserved_slugs
from core.visibility import STRANGER, may_see

# Addresses with more parts than this never were ours.
DEEPEST = 12


class Moved(NamedTuple):
    """An address that leads on, and the page that answers there."""

    address: str
    page: Page


class RedirectsToOpenPages(RedirectMiddleware):
    """The old address of a page leads to the new one for those who may see it; others learn nothing of it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code != 404:
            return response
        answer = super().process_response(request, response)
        target = page_at(answer.headers["Location"]) if answer is not response else None
        if answer is not response and target is None:
            return answer
        moved = Moved(answer.headers["Location"], target) if target else led_on(request)
        if moved is None or urlsplit(moved.address).path == iri_to_uri(request.path):
            return response
        user = getattr(request, "user", STRANGER)
        if may_see(moved.page, user):
            return HttpResponsePermanentRedirect(_with_query(moved.address, request))
        if moved.page.live and user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path(), reverse("sign_in")) if moved.page.live else response


def _with_query(address: str, request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    known = get_redirect(request, Redirect.normalise_path(request.get_full_path(), decode_unicode=False))
    # Somebody may have said where the address with just this query leads.
    is_said = known is not None and "?" in known.old_path
    return f"{address}?{query}" if query and not is_said and "?" not in address else address


def led_on(request: HttpRequest) -> Moved | None:
    """Where an address leads that begins with the old address of a page and goes on with what that page answers."""
    path = uri_to_iri(request.path)
    if _is_of_the_site_itself(path):
        return None
    ends = [place + 1 for place, letter in enumerate(path) if letter == "/" and place]
    for end in reversed([*ends, len(path)][:DEEPEST]):
        page = moved_from(path[:end])
        found = page and _answering(page, path[end:], request)
        if page and found:
            return Moved(iri_to_uri(f"{address_of(page)}{path[end:]}"), found)
    return None


def _is_of_the_site_itself(path: str) -> bool:
    """No page ever stood at an address of the admin or of a service: asking the database for one would be in vain."""
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:]
    return bool(parts) and parts[0] in reserved_slugs()


def moved_from(path: str) -> Page | None:
    """The page whose old address this is; or the old place in another language of one that is not translated."""
    old = Redirect.normalise_path(path, decode_unicode=False)
    noted = Redirect.objects.filter(old_path=old, redirect_page__isnull=False, redirect_page_route_path="").first()
    if noted:
        return noted.redirect_page
    above, _slash, slug = old.rpartition("/")
    parent = page_at(f"{above}/") or (moved_from(above) if above else None)
    if parent is None:
        return None
    twins = tree.translations([parent.translation_key])[parent.translation_key].values()
    places = [Redirect.normalise_path(f"{own_address(twin)}{slug}") for twin in twins if twin.pk != parent.pk]
    noted = Redirect.objects.filter(old_path__in=places, redirect_page__isnull=False).first()
    return noted.redirect_page if noted else None


def _answering(page: Page, rest: str, request: HttpRequest) -> Page | None:
    """The page that answers at the rest of an address below this one."""
    parts = [part for part in rest.split("/") if part]
    if not parts:
        return page
    try:
        # What is found there is noted at the request; this one has its answer already.
        return page.specific.route(copy.copy(request), parts).page
    except Http404:
        return None


def page_at(address: str) -> Page | None:
    """The page whose own address this is, live or not."""
    path = uri_to_iri(urlsplit(address).path)
    for front in tree.fronts():
        start = f"{prefix(tree.code_of(front.locale_id))}/"
        if path.startswith(start):
            found = Page.objects.filter(url_path=front.url_path + path[len(start) :]).first()
            if found is not None:
                return found
    return None
