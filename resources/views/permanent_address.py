"""The permanent address of a resource: it names the resource by its identifier, wherever the page stands today."""

import uuid
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core import tree
from core.addresses import address_of, full_address
from core.i18n.languages import current
from core.visibility import may_see


def permanent_address(page: Any, language: str | None = None) -> str:
    """The address that survives renaming and moving, with the name of the site in front."""
    above = tree.above(page.path)
    return full_address(f"{address_of(above[-1], language)}id/{page.identifier}/") if above else ""


def permanent_response(index: Any, request: HttpRequest, identifier: uuid.UUID, rest: str = "") -> HttpResponse:
    """To the page in the reader's language. Of a page behind a door nobody learns more than that there is a door."""
    pages = list(index.get_entries().filter(identifier=identifier, live=True).order_by("pk"))
    pages.sort(key=lambda page: tree.code_of(page.locale_id) != current())
    seen = next((page for page in pages if may_see(page, request.user)), None)
    if seen is not None:
        return redirect(f"{address_of(seen)}{rest}")
    if pages and request.user.is_authenticated:
        raise PermissionDenied
    if pages:
        return redirect_to_login(request.get_full_path(), reverse("sign_in"))
    raise Http404
