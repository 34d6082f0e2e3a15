"""When an event takes place, for templates. Each filter is a function of events/dates.py."""

from django import template
from django.db.models import TextChoices

from events import dates
from events.blocks import Access, Mode, Support

register = template.Library()

register.filter("event_when", dates.when_words)
register.filter("event_days", dates.date_words)
register.filter("event_hours", dates.time_words)
register.filter("event_hours_and_zone", dates.time_and_zone_words)
register.filter("event_has_hours", dates.has_hours)
register.filter("event_machine_value", dates.machine_value)
register.filter("event_span", dates.span_value)
register.filter("event_zones", dates.zone_rows)
register.filter("event_block", dates.block)
register.filter("session_when", dates.session_words)
register.filter("event_has_day", dates.knows_day)


@register.filter
def mode_label(value: str) -> str:
    return _label(Mode, value)


@register.filter
def support_label(value: str) -> str:
    return _label(Support, value)


@register.filter
def access_label(value: str) -> str:
    return _label(Access, value)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
