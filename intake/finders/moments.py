"""Days and hours in running words. They are read by the code that reads what people type (core/i18n/typed_moments.py).

What has two meanings gives nothing but a remark; a year that is not said is taken from the day of the week, if that
names one, and the whole stays a guess until a person confirms it.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_AP, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.i18n.dates import full_day
from core.i18n.profiles import profiles
from core.i18n.typed_moments import day_of, end_of, time_of
from intake.finders.named_zones import zone_of

YEARS_AWAY = 11
_DASH = r"\s*[–—-]\s*"
_HALF = re.compile(r"[ap]\.?\s*m\.?", re.IGNORECASE)
_YEAR = r"(?:19|20)\d{2}"


@dataclass
class When:
    """What a passage says of a time. `doubts` holds why something could not be read."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    zone: str = ""
    passage: str = ""
    doubts: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.first or self.start)


def when_in(text: str, in_past: bool = False) -> When:
    """The first day and the first hours that a text names."""
    found = When(passage=text)
    for match in _days_pattern().finditer(text):
        if _take_day(found, match, in_past):
            break
    _take_hours(found, text)
    found.zone = found.zone or zone_of(text)
    return found


def all_days_in(text: str, in_past: bool = False) -> list[When]:
    """Each day or span of days that a text names, with its own words as the passage; also those without a year, which
    have no first day."""
    found = []
    for match in _days_pattern().finditer(text):
        one = When(passage=match[0].strip(" ,"))
        _take_day(one, match, in_past)
        found.append(one)
    return found


def _take_day(found: When, match: re.Match[str], in_past: bool) -> bool:
    if match["numbers"]:
        found.first = _read(match["numbers"], found)
        return found.first is not None
    month = _months()[(match["month"] or match["month2"]).lower()]
    year, day = match["year"] or match["year2"], int(match["day"] or match["day2"])
    weekday = _weekdays().get((match["weekday"] or match["weekday_after"] or "").lower())
    first = _date(int(year), month, day) if year else _year_of(weekday, month, day, in_past)
    if first is None:
        return False
    if weekday not in {None, first.weekday()}:
        doubt = _("%(day)s is a different day of the week. Which one do you mean?")
        found.doubts.append(doubt % {"day": full_day(first)})
        return False
    found.first = first
    if last := match["last"] or match["last2"]:
        end = _date(first.year, _months()[match["month_last"].lower()] if match["month_last"] else month, int(last))
        found.last = end if end and end > first else None
    return True


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _year_of(weekday: int | None, month: int, day: int, in_past: bool) -> datetime.date | None:
    """The nearest year in which this day of the month is that day of the week."""
    today = timezone.localdate()
    for away in range(YEARS_AWAY if weekday is not None else 0):
        one = _date(today.year + (-away if in_past else away), month, day)
        if one and one.weekday() == weekday and (one <= today if in_past else one >= today):
            return one
    return None


def _read(text: str, found: When) -> datetime.date | None:
    try:
        return day_of(text)
    except ValidationError as error:
        found.doubts += error.messages
        return None


# Hours


def _take_hours(found: When, text: str) -> None:
    """The first hours; of several that each have their zone, those on the clock of the network."""
    read = [(match, one) for match in _hours_pattern().finditer(text) if (one := _hours_of(match)).start]
    if not read:
        return
    begins = [match.start() for match, _one in read]
    for (match, one), end in zip(read, [*begins[1:], len(text)], strict=True):
        one.zone = zone_of(text[match.start() : end])
    match, chosen = next((pair for pair in read if pair[1].zone == settings.TIME_ZONE), read[0])
    found.start, found.end = chosen.start, chosen.end
    found.zone = chosen.zone or zone_of(text)
    found.passage = found.passage or match[0].strip()


def _hours_of(match: re.Match[str]) -> When:
    first, last = match["first"] or match["evening"] or match["alone"], match["last"] or match["end"] or ""
    # "11 – 12:30 pm": the half of the day stands once, for both.
    half = _HALF.search(last)
    shares = half and first[0].isdigit() and not _HALF.search(first)
    start = _time(f"{first} {half[0]}" if half and shares else first)
    end = _end(last, start) if last else None
    if start and end and start >= end and half and shares:
        start = _time(f"{first} {'am' if half[0].lower().startswith('p') else 'pm'}")
    return When(start=start, end=end if start and end and end > start else None)


def hours_in(text: str) -> When:
    """The first hours that a text names, with their own words as the passage."""
    found = When()
    _take_hours(found, text)
    return found


def _end(text: str, start: datetime.time | None) -> datetime.time | None:
    """“6 pm until 8”: an hour by itself is on the clock of the start."""
    try:
        return end_of(re.sub(r"^\s*(\d{1,2})\s*$", r"\1:00", re.sub(r"\s+", " ", text.strip())), start)
    except ValidationError:
        return None


def _time(text: str) -> datetime.time | None:
    try:
        return time_of(re.sub(r"\s+", " ", text.strip()))
    except ValidationError:
        return None


@cache
def _hours_pattern() -> re.Pattern[str]:
    until = "|".join(sorted({word for one in profiles() for word in one.documents.until}, key=len, reverse=True))
    clock = r"\d{1,2}(?:\s?[:h.]\s?\d{2}|\s?h\b)?(?:\s*[ap]\.?\s?m\b\.?)?"
    whole = r"\d{1,2}(?:(?:\s?[:h]\s?\d{2}|\s?h\b)(?:\s*[ap]\.?\s?m\b\.?)?|(?:\.\d{2})?\s*[ap]\.?\s?m\b\.?)"
    named = r"\b(?:noon|midnight|midi|minuit)\b"
    last = rf"(?:{whole}|{named})"
    about = "|".join(sorted({word for one in profiles() for word in one.documents.about}, key=len, reverse=True))
    joins = rf"\s*(?:[–—-]|\b(?:{until})\b)\s*(?:(?:{about})\s+)?"
    # The end may be a bare hour only where the start has its half of the day.
    evening = (
        rf"(?P<evening>\d{{1,2}}(?:[:.]\d{{2}})?\s*[ap]\.?\s?m\b\.?|\bnoon|\bmidi){joins}"
        r"(?P<end>\d{1,2}(?:[:.]\d{2})?)"
    )
    return re.compile(
        rf"(?<![\d/.,$])(?:(?P<first>{clock}|{named}){joins}(?P<last>{last})|{evening}(?!\s?%)|(?P<alone>{last}))"
        r"(?![\d/])",
        re.IGNORECASE,
    )


# Names of months and days


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            for number in MONTHS:
                for name in (str(MONTHS[number]), str(MONTHS_AP[number]).rstrip("."), str(MONTHS[number])[:3]):
                    names.setdefault(name.lower(), number)
    # « juin » and « juil. » begin alike.
    return {name: number for name, number in names.items() if name != "jui"} | {"sept": 9}


@cache
def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            names |= {str(name).lower(): number for number, name in WEEKDAYS.items()}
    return names


def _any_of(names: Iterator[str]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


@cache
def _days_pattern() -> re.Pattern[str]:
    month, weekday = _any_of(iter(_months())), _any_of(iter(_weekdays()))
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|er)?"
    lead = rf"(?:(?P<weekday>{weekday}),?\s+(?:le\s+|the\s+)?)?"
    month_first = (
        rf"(?P<month>{month})\.?\s+{day.format('day')}(?:(?:{_DASH}|\s+(?:and|to|et|au)\s+)"
        rf"(?:(?P<month_last>{month})\.?\s+)?{day.format('last')}(?!\s*[:h]|\s*[ap]\.?m))?(?:,?\s+(?P<year>{_YEAR}))?"
    )
    day_first = (
        rf"{day.format('day2')}(?:(?:{_DASH}|\s+(?:et|au|and|to)\s+){day.format('last2')})?\s+(?:of\s+)?"
        rf"(?P<month2>{month})\.?(?:,?\s+(?P<year2>{_YEAR}))?"
    )
    numbers = rf"(?P<numbers>{_YEAR}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})"
    # “the 14th of January, a Thursday”; what begins the next day is none of this one.
    next_day = rf"(?:the\s+|le\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|er)?\s+(?:of\s+)?)?(?:{month})\b"
    after = rf"(?:,?\s+\(?(?:an?\s+|un\s+)?(?P<weekday_after>{weekday})\b(?!,?\s+{next_day}))?"
    return re.compile(rf"(?<![\w/]){lead}(?:{month_first}|{day_first}|{numbers})(?![\w/]){after}", re.IGNORECASE)


def hours_at_start(text: str) -> tuple[datetime.time, datetime.time | None, str] | None:
    """From and to of a line that begins with them, and the rest of it: “9:00 – 9:30 Welcome”."""
    found = When()
    match = _hours_pattern().match(text.lstrip(" ("))
    if match is None:
        return None
    _take_hours(found, match[0])
    rest = text.lstrip(" (")[match.end() :].strip(" ):–—-|•\t")
    return (found.start, found.end, rest) if found.start else None
