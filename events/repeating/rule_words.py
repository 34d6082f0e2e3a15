"""By which rule an event repeats, in the reader's language."""

import datetime

from django.utils import dateformat
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from core.i18n.dates import day_of_month, day_of_year, plain_day
from events.repeating.rule import LAST, Repeats, Rule

# How many dates after the next are named in a list.
THEN = 2


def rule_words(rule: Rule) -> str:
    """Every second Thursday until April 1, 2027."""
    words = _weeks(rule) if rule.repeats == Repeats.WEEKLY else _months(rule)
    return capfirst(_("%(rule)s until %(day)s") % {"rule": words, "day": plain_day(rule.until)})


def _weeks(rule: Rule) -> str:
    numbers = sorted({*rule.weekdays, rule.first.weekday()})
    weekdays = get_text_list([_weekday(number) for number in numbers], _("and"))
    if rule.every == 1:
        return _("every %(weekdays)s") % {"weekdays": weekdays}
    if rule.every == 2 and len(numbers) == 1:
        return _("every second %(weekday)s") % {"weekday": weekdays}
    return _("%(weekdays)s, every %(count)s weeks") % {"weekdays": weekdays, "count": rule.every}


def _months(rule: Rule) -> str:
    when = _day_of_month(rule)
    if rule.every == 1:
        return _("%(when)s of each month") % {"when": when}
    return _("%(when)s, every %(count)s months") % {"when": when, "count": rule.every}


def _day_of_month(rule: Rule) -> str:
    if rule.repeats == Repeats.MONTHLY_DAY:
        return _("the %(ordinal)s") % {"ordinal": day_of_month(rule.first)}
    week = LAST if rule.repeats == Repeats.MONTHLY_LAST else rule.week_of_month
    return _numbered(week) % {"weekday": _weekday(rule.first.weekday())}


def _numbered(week: int) -> str:
    return {
        1: _("the first %(weekday)s"),
        2: _("the second %(weekday)s"),
        3: _("the third %(weekday)s"),
        4: _("the fourth %(weekday)s"),
        5: _("the fifth %(weekday)s"),
        LAST: _("the last %(weekday)s"),
    }[week]


def _weekday(number: int) -> str:
    # The first of January 2024 was a Monday.
    return dateformat.format(datetime.date(2024, 1, 1 + number), "l")


def then_words(days: list[datetime.date]) -> str:
    """Then January 21 and February 4; empty where nothing follows."""
    named = [day_of_year(day) for day in days[:THEN]]
    return _("then %(days)s") % {"days": get_text_list(named, _("and"))} if named else ""
