"""Dates, durations and sizes in words. Each filter is a function of core/dates.py."""

from django import template

from core import dates

register = template.Library()


@register.filter
def full_day(value) -> str:
    return dates.full_day(dates.as_date(value)) if value else ""


@register.filter
def plain_day(value) -> str:
    return dates.plain_day(dates.as_date(value)) if value else ""


@register.filter
def day_in_text(value) -> str:
    return dates.day_in_text(dates.as_date(value)) if value else ""


@register.filter
def partial_date(value) -> str:
    return dates.partial(value) if value else ""


@register.filter
def clock(value) -> str:
    return dates.clock(value) if value else ""


@register.filter
def hours(start, end=None) -> str:
    return dates.hours(start, end) if start else ""


@register.filter
def duration(minutes) -> str:
    return dates.duration(minutes) if minutes else ""


@register.filter
def file_size(kilobytes) -> str:
    return dates.file_size(kilobytes) if kilobytes else ""
