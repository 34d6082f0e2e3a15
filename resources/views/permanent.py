"""Answers at the permanent address of a resource: leads to the page in the reader's language."""

import uuid

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core import tree
from core.addresses import address_of
from core.i18n.languages import current
from core.visibility import may_see
from resources.models import ResourceIndexPage
from resources.withdrawals import withdrawal
from website.routes import route_of


@route_of("resources.ResourceIndexPage", "id/<uuid:identifier>/")
def permanent(page: ResourceIndexPage, request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """To the page in the reader's language. Of a page behind a door nobody learns more than that there is a door.

    Of one that was public and is withdrawn it says so.
    """
    pages = list(page.get_entries().filter(identifier=identifier, live=True).order_by("pk"))
    pages.sort(key=lambda resource: tree.code_of(resource.locale_id) != current())
    seen = next((resource for resource in pages if may_see(resource, request.user)), None)
    if seen is not None:
        return redirect(address_of(seen))
    if pages and request.user.is_authenticated:
        raise PermissionDenied
    if pages:
        return redirect_to_login(request.get_full_path(), reverse("sign_in"))
    found = withdrawal(identifier)
    if found is None:
        raise Http404
    context = {"withdrawal": found, "index_url": address_of(page)}
    return render(request, "resources/withdrawn.html", context, status=410)
