"""Days and times as people type them, in English and in French. What has two meanings is asked, never guessed."""

import contextlib
import datetime
import re
from typing import Any

import dateparser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.i18n.dates import full_day

LONGEST = 60
# A text without day, month or year says too little; "tomorrow" says something else each day.
SETTINGS: Any = {
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "PREFER_LOCALE_DATE_ORDER": False,
}
WEEKDAYS = (
    ("monday", "lundi"),
    ("tuesday", "mardi"),
    ("wednesday", "mercredi"),
    ("thursday", "jeudi"),
    ("friday", "vendredi"),
    ("saturday", "samedi"),
    ("sunday", "dimanche"),
)
NOON_AND_MIDNIGHT = {"noon": 12, "12 noon": 12, "midi": 12, "midnight": 0, "minuit": 0}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# 14:30, 14h30, 14 h, 2:30 pm, 2 p.m., 2.30 pm
TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*(?P<mark>[:h.])\s*(?P<minute>\d{2})?(?::00)?)?\s*(?:(?P<half>[ap])\.?\s*m\.?)?",
    re.IGNORECASE,
)
# The time at the end of a day with a time: after a blank, "T", "at" or « à ».
AT = re.compile(
    r"(?:[T,\s]\s*(?:at|à)?\s*)(?P<time>(?:noon|midi|midnight|minuit|\d{1,2}(?:\s*[:h.]\s*\d{0,2}(?::\d\d)?)?(?:\s*[ap]\.?m\.?)?))$",
    re.I,
)


def day_of(text: str) -> datetime.date:
    """The day that a text names: "March 3, 2027", « mercredi 3 mars 2027 », "2027-03-03".

    Raises ValidationError, in words, for what names no day or could name two.
    """
    text = " ".join(text.split())[:LONGEST]
    if ISO.fullmatch(text):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(text)
        raise ValidationError(_("There is no such day."))
    days = {day for order in ("DMY", "MDY") if (day := _parsed(text, order))}
    if not days:
        raise ValidationError(_("This is no day we understand. Write it like “March 3, 2027” or “2027-03-03”."))
    if len(days) > 1:
        first, second = sorted(days)
        raise ValidationError(
            _("This could be %(first)s or %(second)s. Write the month as a word.")
            % {"first": full_day(first), "second": full_day(second)}
        )
    [day] = days
    named = [place for place, names in enumerate(WEEKDAYS) if any(name in text.lower() for name in names)]
    if named and named != [day.weekday()]:
        raise ValidationError(_("%(day)s is another day of the week. Which of them is meant?") % {"day": full_day(day)})
    return day


def time_of(text: str) -> datetime.time:
    """The time of day that a text names: "2:30 pm", « 14 h 30 », "noon".

    Raises ValidationError, in words; also for "2", which may be night or afternoon.
    """
    text = " ".join(text.lower().split())[:LONGEST]
    if text in NOON_AND_MIDNIGHT:
        return datetime.time(NOON_AND_MIDNIGHT[text])
    found = TIME.fullmatch(text)
    if found is None or not (found["mark"] or found["half"]):
        raise ValidationError(_("This is no time we understand. Write it like “2:30 pm” or “14:30”."))
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValidationError(_("With am or pm, hours go from 1 to 12."))
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValidationError(_("There is no such time of day."))
    return datetime.time(hour, minute)


def moment_of(text: str) -> datetime.datetime:
    """A day with a time, in no zone: "March 3, 2027, 9 am", "2027-03-03 09:00"."""
    text = " ".join(text.split())[:LONGEST]
    found = AT.search(text)
    if found is None:
        raise ValidationError(_("Write the day and the time, like “March 3, 2027, 2:30 pm”."))
    return datetime.datetime.combine(day_of(text[: found.start()]), time_of(found["time"]))


def _parsed(text: str, order: str) -> datetime.date | None:
    moment = dateparser.parse(text, languages=["en", "fr"], settings=SETTINGS | {"DATE_ORDER": order})
    return moment.date() if moment and moment.time() == datetime.time() else None
