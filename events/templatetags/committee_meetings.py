"""The next meeting of a committee, for pages that know no event."""

from django import template
from django.utils import timezone

from core.prefetch import Reader
from events.committee_meetings import next_meetings as meetings_of_all
from events.models import EventPage
from networks.models import Committee
from website.page_cache import valid_until

register = template.Library()


@register.simple_tag(takes_context=True)
def next_meetings(context: template.Context) -> dict[int, EventPage]:
    """Of all committees, as far as this reader may see them; the page changes when one of them begins or is over."""
    request, now = context["request"], timezone.now()
    found = meetings_of_all(Reader.of(request), now)
    for event in found.values():
        valid_until(request, event.next_change(now))
    return found


@register.filter
def meeting_of(meetings: dict[int, EventPage], committee: Committee) -> EventPage | None:
    return meetings.get(committee.pk)
