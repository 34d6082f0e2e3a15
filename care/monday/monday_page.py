"""The Monday page in the admin."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.menu import MenuItem

from care.monday.monday_lists import lists_for, with_something


@require_GET
def monday_page(request: HttpRequest) -> HttpResponse:
    """For everybody in the admin: each sees what they may act on."""
    lists = lists_for(request.user)
    context = {
        "page_title": _("Monday page"),
        "header_icon": "calendar-check",
        "lists": with_something(lists),
        "nothing": [one.heading for one in lists if not one.total],
    }
    return TemplateResponse(request, "care/monday.html", context)


def menu_item() -> MenuItem:
    return MenuItem(
        gettext_lazy("Monday page"), reverse("monday_page"), name="monday", icon_name="calendar-check", order=40
    )


def admin_urls() -> list[URLPattern]:
    return [path("monday/", monday_page, name="monday_page")]
