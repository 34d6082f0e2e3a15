"""When an event takes place, for templates. Each filter is a function of events/dates.py."""

from django import template

from events import dates

register = template.Library()

register.filter("event_when", dates.when_words)
register.filter("event_days", dates.date_words)
register.filter("event_hours", dates.time_words)
register.filter("event_has_hours", dates.has_hours)
register.filter("event_machine_value", dates.machine_value)
register.filter("event_span", dates.span_value)
register.filter("event_zones", dates.zone_rows)
register.filter("event_block", dates.block)
register.filter("session_when", dates.session_words)
