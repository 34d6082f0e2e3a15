"""The address that a form asks what it still needs while it is filled in: it takes all fields and writes nothing."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import Resolver404, URLPattern, path, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.forms import PageForm
from moderation.writing.still_needed import needed_in, take_as_typed
from website.middleware import NOT_WHOLE

# In the address: where the form would be sent.
FORM = "of"
LINES = "moderation/writing/needed_lines.html"


def admin_urls() -> list[URLPattern]:
    return [path("still-needed/", still_needed, name="still_needed")]


@never_cache
@require_POST
def still_needed(request: HttpRequest) -> HttpResponse:
    """The list as HTML. Who may not open the form may not ask about it."""
    form = _form(request, request.GET.get(FORM, ""))
    try:
        take_as_typed(form)
        needed = needed_in(form)
    except NOT_WHOLE:
        return HttpResponseBadRequest()
    return TemplateResponse(request, LINES, {"needed": needed})


def _form(request: HttpRequest, address: str) -> PageForm:
    """The form that Wagtail's own view at that address would make of the request."""
    page, parent = _page_and_parent(request, address)
    form_class = page.get_edit_handler().get_form_class()
    if not issubclass(form_class, PageForm):
        raise Http404
    return form_class(request.POST, instance=page, parent_page=parent, for_user=request.user, is_shown=False)


def _page_and_parent(request: HttpRequest, address: str) -> tuple[Page, Page]:
    try:
        match = resolve(address)
    except Resolver404 as error:
        raise Http404 from error
    if match.view_name == "wagtailadmin_pages:add":
        return _new_page(request, *match.args, **match.kwargs)
    if match.view_name == "wagtailadmin_pages:edit":
        return _known_page(request, *match.args, **match.kwargs)
    raise Http404


def _known_page(request: HttpRequest, page_id: int) -> tuple[Page, Page]:
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page, page.get_parent().specific


def _new_page(
    request: HttpRequest, content_type_app_name: str, content_type_model_name: str, parent_page_id: int
) -> tuple[Page, Page]:
    parent = get_object_or_404(Page, pk=parent_page_id).specific
    try:
        kind: Any = ContentType.objects.get_by_natural_key(content_type_app_name, content_type_model_name).model_class()
    except ContentType.DoesNotExist as error:
        raise Http404 from error
    if kind not in parent.creatable_subpage_models() or not kind.can_create_at(parent):
        raise PermissionDenied
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return kind(owner=request.user, locale=parent.locale), parent
