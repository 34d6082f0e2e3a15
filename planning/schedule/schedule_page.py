"""The schedule in the admin: what missed its hour first, then what is to come; each with its zone."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from core.i18n.instants import in_words
from core.together.shared_hours import SharedHour, coming_together
from planning.editorial.dated_entries import Kind
from planning.schedule.coming_hours import IN_TIME, Coming, coming
from planning.schedule.missed_hours import Missed, missed
from users.models import AnyUser


@never_cache
@require_safe
def schedule_page(request: HttpRequest) -> HttpResponse:
    """For everybody in the admin: each sees the pages that they may edit."""
    now = timezone.now()
    rows, more = coming(request.user, now)
    context = {
        "page_title": _("Schedule"),
        "header_icon": "time",
        "missed": [_missed(one, request.user) for one in missed(request.user, now)],
        "coming": _in_order([*rows, *coming_together(request.user, now - IN_TIME)], request.user),
        "more": more,
    }
    return TemplateResponse(request, "planning/schedule.html", context)


def _in_order(rows: list[Coming | SharedHour], user: AnyUser) -> list[dict[str, Any]]:
    """Pages, and what goes live together, by their hours."""
    return [_coming(row, user) for row in sorted(rows, key=lambda row: row.at)]


def _coming(row: Coming | SharedHour, user: AnyUser) -> dict[str, Any]:
    told = {"row": row, "when": in_words(row.at, user)}
    if isinstance(row, SharedHour):
        return told | {"is_together": True, "what": Kind.GOES_LIVE.label, "by": row.given_by}
    return told | {"is_together": False, "what": row.kind.label, "by": row.approved_by}


def _missed(one: Missed, user: AnyUser) -> dict[str, Any]:
    return {"row": one, "when": _words(one.at, user), "done": _words(one.done_at, user)}


def _words(instant: datetime.datetime | None, user: AnyUser) -> str:
    return in_words(instant, user) if instant else ""


def menu_item() -> MenuItem:
    return MenuItem(gettext_lazy("Schedule"), reverse("schedule_page"), name="schedule", icon_name="time", order=30)


def admin_urls() -> list[URLPattern]:
    return [path("planning/schedule/", schedule_page, name="schedule_page")]
