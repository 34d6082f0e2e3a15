"""Reports › Does the site work?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.menu import MenuItem

from care.site_checks.site_answers import checked
from users.models import AnyUser

# Who changes settings of the site.
MAY_SEE = "core.change_sitesettings"


@require_GET
def checks_page(request: HttpRequest) -> HttpResponse:
    if not may_see_checks(request.user):
        raise PermissionDenied
    found = checked(request.user)
    context = {
        "page_title": _("Does the site work?"),
        "header_icon": "circle-check",
        "checks": found,
        "to_do": sum(one.answer.is_good is False for one in found),
    }
    return TemplateResponse(request, "care/checks.html", context)


def may_see_checks(user: AnyUser) -> bool:
    return user.is_active and user.has_perm(MAY_SEE)


class ChecksItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_checks(request.user)


def menu_item() -> MenuItem:
    words = gettext_lazy("Does the site work?")
    return ChecksItem(words, reverse("site_checks"), name="site-checks", icon_name="circle-check", order=30)


def admin_urls() -> list[URLPattern]:
    return [path("checks/", checks_page, name="site_checks")]
