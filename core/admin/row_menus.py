"""The menu of a row in lists of pages: asked for when it is opened.

What a person may do with a page costs a dozen queries to find out. Wagtail asks that for each row before anybody wants
to know; here the list says only where the answer is to be had.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.widgets import ButtonWithDropdownFromHook
from wagtail.models import Page
from wagtail.permissions import page_permission_policy


class RowTitleColumn(PageTitleColumn):
    """The title, which leads to the editor, and the way to the row's menu."""

    cell_template_name = "core/admin/row_title.html"


def row_menu(request: HttpRequest, page_id: int) -> HttpResponse:
    """All that this person may do with the page: for a script the menu alone, for a browser a page of its own."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page_permission_policy.explorable_instances(request.user).filter(pk=page.pk).exists():
        raise Http404
    title = page.get_admin_display_title()
    menu = ButtonWithDropdownFromHook(
        "",
        hook_name="register_page_listing_more_buttons",
        page=page,
        user=request.user,
        next_url=_next(request),
        icon_name="dots-horizontal",
        attrs={"aria-label": _("More options for “%(title)s”") % {"title": title}},
    )
    context = {
        "menu": menu,
        "buttons": sorted(menu.dropdown_buttons),
        "page_title": _("More options"),
        "page_subtitle": title,
        "header_icon": "doc-empty",
    }
    is_asked_by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    name = "core/admin/row_menu.html" if is_asked_by_script else "core/admin/row_menu_page.html"
    return TemplateResponse(request, name, context)


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: the list that the menu stands in."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else reverse("wagtailadmin_explore_root")


def admin_urls() -> list[URLPattern]:
    return [path("row-menu/<int:page_id>/", row_menu, name="row_menu")]
