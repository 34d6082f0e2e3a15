"""Until when a page in review should be decided. Computed from what is known, never stored."""

import datetime

from django.utils import timezone
from wagtail.models import Page, TaskState

from core.site_state import site_settings
from events.models import EventPage

# An announcement that goes live on the evening before reaches nobody.
BEFORE_EVENT = datetime.timedelta(days=2)


def due_day(state: TaskState, draft: Page) -> datetime.date:
    """The last day: some days after it was sent, earlier where it is to go live or to take place before."""
    sent = timezone.localdate(state.workflow_state.created_at)
    days = [sent + datetime.timedelta(days=site_settings().review_days)]
    if draft.go_live_at:
        days.append(timezone.localdate(draft.go_live_at))
    first = _first_day(draft)
    if first and first >= sent:
        days.append(max(sent, first - BEFORE_EVENT))
    return min(days)


def _first_day(draft: Page) -> datetime.date | None:
    known = draft.times.known_days if isinstance(draft, EventPage) else None
    return known[0] if known else None
