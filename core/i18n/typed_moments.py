"""Days and times as people type them, in the languages of the site. What has two meanings is asked, never guessed."""

import contextlib
import datetime
import re
from functools import cache
from typing import Any

import dateparser
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.i18n.dates import full_day
from core.i18n.profiles import words_in_all_languages

LONGEST = 60
# A text without day, month or year says too little; "tomorrow" says something else each day.
SETTINGS: Any = {
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "PREFER_LOCALE_DATE_ORDER": False,
}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# 14:30, 14h30, 14 h, 2:30 pm, 2 p.m., 2.30 pm
TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*(?P<mark>[:h.])\s*(?P<minute>\d{2})?(?::00)?)?\s*(?:(?P<half>[ap])\.?\s*m\.?)?",
    re.IGNORECASE,
)


def day_of(text: str) -> datetime.date:
    """The day that a text names: "March 3, 2027", « mercredi 3 mars 2027 », "2027-03-03".

    Raises ValidationError, in words, for what names no day or could name two.
    """
    text = " ".join(text.split())[:LONGEST]
    if ISO.fullmatch(text):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(text)
        raise ValidationError(_("That date does not exist."))
    days = {day for order in ("DMY", "MDY") if (day := _parsed(text, order))}
    if not days:
        raise ValidationError(_("We could not read this date. Write it like “March 3, 2027” or “2027-03-03”."))
    if len(days) > 1:
        first, second = sorted(days)
        raise ValidationError(
            _("This could be %(first)s or %(second)s. Write the month as a word.")
            % {"first": full_day(first), "second": full_day(second)}
        )
    [day] = days
    named = [place for place, names in enumerate(_weekdays()) if any(name in text.lower() for name in names)]
    if named and named != [day.weekday()]:
        raise ValidationError(
            _("%(day)s is a different day of the week. Which one do you mean?") % {"day": full_day(day)}
        )
    return day


def time_of(text: str) -> datetime.time:
    """The time of day that a text names: "2:30 pm", « 14 h 30 », "noon".

    Raises ValidationError, in words; also for "2", which may be night or afternoon.
    """
    text = " ".join(text.lower().split())[:LONGEST]
    for hour, name in ((12, "noon"), (0, "midnight")):
        if text in words_in_all_languages(name):
            return datetime.time(hour)
    found = TIME.fullmatch(text)
    if found is None or not (found["mark"] or found["half"]):
        raise ValidationError(_("We could not read this time. Write it like “2:30 pm” or “14:30”."))
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValidationError(_("With am or pm, hours go from 1 to 12."))
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValidationError(_("That time does not exist."))
    return datetime.time(hour, minute)


def end_of(text: str, start: datetime.time | None) -> datetime.time:
    """The end of what begins at `start` on the same day: “7.30” after 6 pm is half past seven in the evening.

    An hour without am or pm that would lie before the start is the one after noon, where that lies after it. “07:30”
    and « 7 h 30 » say which they mean.

    Raises ValidationError, as `time_of` does.
    """
    end = time_of(text)
    says_half = not re.fullmatch(r"[1-9]\d?\s*[:.]\s*\d{2}", text.strip())
    if start is None or says_half or end > start or end.hour >= 12:
        return end
    later = end.replace(hour=end.hour + 12)
    return later if later > start else end


def moment_of(text: str) -> datetime.datetime:
    """A day with a time, in no zone: "March 3, 2027, 9 am", "2027-03-03 09:00"."""
    text = " ".join(text.split())[:LONGEST]
    found = _time_at_the_end().search(text)
    if found is None:
        raise ValidationError(_("Write the day and the time, like “March 3, 2027, 2:30 pm”."))
    return datetime.datetime.combine(day_of(text[: found.start()]), time_of(found["time"]))


@cache
def _weekdays() -> list[set[str]]:
    """The names of Monday, of Tuesday, … in each language."""
    names: list[set[str]] = [set() for _day in WEEKDAYS]
    for code, _name in settings.LANGUAGES:
        with override(code):
            for place, name in WEEKDAYS.items():
                names[place].add(str(name).lower())
    return names


@cache
def _time_at_the_end() -> re.Pattern[str]:
    """The time after a day: after a blank, "T", "at" or « à »."""
    at = "|".join(map(re.escape, words_in_all_languages("at")))
    named = "|".join(map(re.escape, words_in_all_languages("noon", "midnight")))
    clock = r"\d{1,2}(?:\s*[:h.]\s*\d{0,2}(?::\d\d)?)?(?:\s*[ap]\.?m\.?)?"
    return re.compile(rf"(?:[T,\s]\s*(?:{at})?\s*)(?P<time>(?:{named}|{clock}))$", re.IGNORECASE)


@cache
def _languages() -> list[str]:
    """Those of the site, without their regions: what dateparser knows them by."""
    return list(dict.fromkeys(code.split("-")[0] for code, _name in settings.LANGUAGES))


def _parsed(text: str, order: str) -> datetime.date | None:
    moment = dateparser.parse(text, languages=_languages(), settings=SETTINGS | {"DATE_ORDER": order})
    return moment.date() if moment and moment.time() == datetime.time() else None
