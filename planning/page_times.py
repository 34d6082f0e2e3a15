"""Above the form of a page: its planned day, when it goes live and expires, each with its zone, and what it missed."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.utils import timezone
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from core.i18n.instants import in_words
from core.models.editor_tabs import above_form
from moderation.go_live_times import event_before
from planning.models import PlannedDay
from planning.schedule.coming_hours import IN_TIME
from planning.schedule.missed_hours import Missed, missed_of, not_running
from users.models import AnyUser


class PageTimes(Component):
    template_name = "planning/page_times.html"

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told

    @property
    def media(self) -> Media:
        return Media(css={"all": ["css/admin-planning.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.told


def times_of(page: Page, person: AnyUser) -> dict[str, Any]:
    """What there is to say; empty values where there is nothing."""
    now = timezone.now()
    version = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False).first()
    going_live = version.approved_go_live_at if version else None
    expires = _expiry(page)
    is_late = any(at is not None and at < now - IN_TIME for at in (going_live, expires))
    specific = page.specific
    return {
        "page_id": page.pk,
        "after_event": event_before(specific, person),
        "hour": in_words(specific.go_live_at, person) if specific.go_live_at else "",
        "planned": PlannedDay.objects.filter(page_id=page.pk).first(),
        "goes_live": in_words(going_live, person) if going_live else "",
        "expires": in_words(expires, person) if expires else "",
        "overdue": not_running() if is_late else "",
        "missed": [_in_words(one, person) for one in missed_of(page, now)],
    }


def _expiry(page: Page) -> Any:
    """Of what visitors see: a draft may say another one."""
    return Page.objects.filter(pk=page.pk, live=True).values_list("expire_at", flat=True).first()


def _in_words(one: Missed, person: AnyUser) -> dict[str, Any]:
    at, done = (in_words(instant, person) if instant else "" for instant in (one.at, one.done_at))
    return {"row": one, "at": at, "done": done}


def times_above_form(bound: Panel.BoundPanel) -> Component | None:
    page = bound.instance
    if not isinstance(page, Page) or page.pk is None or bound.request is None:
        return None
    told = times_of(page, bound.request.user)
    is_something = any(value for name, value in told.items() if name not in ("page_id", "hour"))
    return PageTimes(told) if is_something else None


def connect() -> None:
    above_form(times_above_form)
