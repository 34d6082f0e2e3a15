"""From an event that is over to its summary, in one step."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.locking import lock_page
from core.visibility import shown_in_admin
from events.models import EventPage
from events.summary_of_event import draft_of_summary, section_for, summary_in_work
from moderation.desk_table import DeskTable
from moderation.page_actions import ask
from users.models import AnyUser

# For so long after an event its owner is asked for the summary.
ASKED_FOR = datetime.timedelta(days=45)
SHOWN = 5


def admin_urls() -> list[URLPattern]:
    return [path("write-summary/<int:page_id>/", write_summary, name="write_summary")]


def may_be_summed_up(page: Page, user: AnyUser) -> bool:
    """An event that was held, where this person may add the summary."""
    if not isinstance(page, EventPage) or not page.live or not page.takes_place:
        return False
    was_held = page.sort_start_utc is not None and page.sort_start_utc <= timezone.now()
    seen = shown_in_admin(Page.objects.filter(pk=page.pk), user).exists()
    return was_held and seen and section_for(page, user) is not None


def buttons(page: Page, user: AnyUser) -> list[Button]:
    return [summary_button(page)] if may_be_summed_up(page.specific, user) else []


def summary_button(page: Page, classname: str = "") -> Button:
    address = reverse("write_summary", args=[page.pk])
    attributes = {"data-controller": "w-action", "data-action": "w-action#post", "data-w-action-url-value": address}
    return Button(
        _("Write the summary"), address, classname=classname, icon_name="openquote", attrs=attributes, priority=6
    )


def write_summary(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begins the draft; where there is a summary already, leads to it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, EventPage):
        raise Http404
    if not may_be_summed_up(page, request.user):
        raise PermissionDenied
    if request.method != "POST":
        return ask(request, page, _("Write the summary"), _("Begin a draft"))
    with transaction.atomic():
        # Two who press at once get one draft.
        lock_page(page.pk)
        summary = summary_in_work(page)
        if summary is None:
            summary = _begin(page, request.user)
            words = _("This is a new draft. What the event says is filled in: write what was said.")
            messages.success(request, words)
        else:
            messages.info(request, _("There is a summary already. This is it."))
    return redirect("wagtailadmin_pages:edit", summary.pk)


def _begin(event: EventPage, user: AnyUser) -> Page:
    section = section_for(event, user)
    if section is None:
        raise PermissionDenied
    return draft_of_summary(event, section, user, timezone.now())


class SummariesToWrite(DeskTable):
    """Their own events that were held lately and have no summary yet, the latest first."""

    name = "summaries_to_write"
    heading = gettext_lazy("Summaries to write")
    columns = (gettext_lazy("Event"), gettext_lazy("Held"))
    template_name = "moderation/writing/summaries_to_write.html"
    order = 111

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        user, now = parent_context["request"].user, timezone.now()
        held = EventPage.objects.live().filter(owner=user, sort_end_utc__lt=now, sort_end_utc__gte=now - ASKED_FOR)
        held = held.exclude(condition=EventPage.Condition.CANCELLED).filter(summaries=None).order_by("-sort_end_utc")
        events = [event for event in held[: 4 * SHOWN] if may_be_summed_up(event, user)][:SHOWN]
        return {"entries": [{"page": event, "button": _small(event)} for event in events]}


def _small(event: EventPage) -> Button:
    """For a place where the event is only named."""
    button = summary_button(event, "button button-small")
    button.attrs["aria-describedby"] = f"desk-event-{event.pk}"
    return button
