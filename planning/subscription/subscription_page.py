"""In the admin: the private address of the calendar, made anew and taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from planning.editorial.calendar_filters import CalendarForm
from planning.subscription import calendar_address


def admin_urls() -> list[URLPattern]:
    return [path("planning/calendar/subscription/", subscription_page, name="calendar_subscription")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_page(request: HttpRequest) -> HttpResponse:
    """Everybody has one address of their own. What was chosen in the calendar goes into it."""
    form = CalendarForm(request.GET, request.user)
    action = request.POST.get("action", "")
    if action == "take-back":
        if calendar_address.take_back(request.user):
            messages.success(request, _("The address opens nothing any more."))
        return redirect("editorial_calendar")
    # Told in this one answer: it is kept nowhere.
    address = calendar_address.make_address(request.user, form.query()) if action == "make" else ""
    context = {
        "page_title": _("Read the calendar elsewhere"),
        "header_icon": "calendar-alt",
        "address": address,
        "subscription": calendar_address.of_person(request.user),
        "form": form,
    }
    return TemplateResponse(request, "planning/subscription.html", context)
