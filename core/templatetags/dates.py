"""Dates, durations and sizes in words. Each filter is a function of core/i18n/dates.py."""

import datetime

from django import template

from core.i18n import dates, time_zones

register = template.Library()


@register.filter
def full_day(value: datetime.date | None) -> str:
    return dates.full_day(dates.as_date(value)) if value else ""


@register.filter
def plain_day(value: datetime.date | None) -> str:
    return dates.plain_day(dates.as_date(value)) if value else ""


@register.filter
def day_of_year(value: datetime.date | None) -> str:
    return dates.day_of_year(dates.as_date(value)) if value else ""


@register.filter
def partial_date(value: str | None) -> str:
    return dates.partial(value) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    return dates.moment(value) if value else ""


@register.filter
def short_moment(value: datetime.datetime | None) -> str:
    return dates.moment(value, "SHORT_DATETIME_FORMAT") if value else ""


@register.filter
def clock(value: datetime.time | None) -> str:
    return dates.clock(value) if value else ""


@register.filter
def hours(start: datetime.time | None, end: datetime.time | None = None) -> str:
    return dates.hours(start, end) if start else ""


@register.filter
def short_month(day: datetime.date) -> str:
    return dates.block_parts(day)[2]


@register.filter
def month_name(day: datetime.date | None) -> str:
    return dates.month(day) if day else ""


@register.filter
def duration(minutes: int | None) -> str:
    return dates.duration(minutes) if minutes else ""


@register.filter
def zone_name(key: str) -> str:
    return time_zones.zone_name(key)
