"""Dates and times in words, in the reader's language. The patterns of a language stand in cms/formats/<language>/."""

import datetime
import re

from django.utils import dateformat, timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n.languages import DEFAULT


def pattern(name: str) -> str:
    """The pattern of the reader's language; of the site's first language where it has none."""
    found = get_format(name, use_l10n=True)
    return get_format(name, lang=DEFAULT, use_l10n=True) if found == name else found


def _written(day: datetime.date, how: str) -> str:
    # "1er décembre": French counts the first of the month, and no other day, as an ordinal.
    if day.day == 1:
        how = how.replace("j", re.sub(r"(\D)", r"\\\1", pattern("FIRST_OF_MONTH")))
    return dateformat.format(day, how)


def full_day(day: datetime.date) -> str:
    """Thursday, December 3, 2026; « jeudi 3 décembre 2026 »."""
    return _written(day, pattern("FULL_DAY"))


def plain_day(day: datetime.date) -> str:
    """December 3, 2026; « 3 décembre 2026 »."""
    return _written(day, pattern("DATE_FORMAT"))


def day_of_year(day: datetime.date) -> str:
    """December 3; « le 3 décembre »: inside a sentence, where the year is plain."""
    return pattern("IN_TEXT").format(day=_written(day, pattern("MONTH_DAY_FORMAT")))


def day_of_month(day: datetime.date) -> str:
    """The 15th, of whatever month: "15th"; « 15 »."""
    return _written(day, pattern("DAY_OF_MONTH"))


def day_in_text(day: datetime.date) -> str:
    """As it stands inside a sentence: « le jeudi 3 décembre 2026 »."""
    return pattern("IN_TEXT").format(day=full_day(day))


def days(first: datetime.date, last: datetime.date | None = None) -> str:
    """One day or several: "Thursday, December 3 to Saturday, December 5, 2026"."""
    if last is None or last <= first:
        return full_day(first)
    how = "FULL_DAY"
    if first.year == last.year:
        how = "RANGE_SAME_MONTH" if first.month == last.month else "RANGE_SAME_YEAR"
    return pattern("RANGE").format(first=_written(first, pattern(how)), last=full_day(last))


def days_in_text(first: datetime.date, last: datetime.date | None = None) -> str:
    return day_in_text(first) if last is None or last <= first else days(first, last)


def clock(time: datetime.time) -> str:
    """10:00 am; « 10 h »."""
    name = "CLOCK" if time.minute else "CLOCK_FULL_HOUR"
    return _small(dateformat.time_format(time, pattern(name)))


def _small(words: str) -> str:
    """Django has AM and a.m., and we write am."""
    return re.sub(r"\b([AP])M\b", lambda half: half[0].lower(), words)


def moment(instant: datetime.datetime, name: str = "DATETIME_FORMAT") -> str:
    """December 3, 2026, 10:00 am; « 3 décembre 2026, 10 h 00 »: in the zone of the site."""
    return _small(date_format(timezone.localtime(instant), name))


def hours(start: datetime.time, end: datetime.time | None = None) -> str:
    """10:00 to 11:30 am; « de 10 h à 11 h 30 ». With an open end: 10:00 am; « à 10 h »."""
    if end is None:
        return pattern("AT").format(first=clock(start))
    first, last = clock(start), clock(end)
    if first[-3:] in {" am", " pm"} and first[-3:] == last[-3:]:
        first = first[:-3]
    return pattern("HOURS").format(first=first, last=last)


def with_zone(when: str, zone: str) -> str:
    """10:00 am Pacific Time; « à 10 h, heure du Pacifique »."""
    return pattern("WITH_ZONE").format(when=when, zone=zone)


def month(day: datetime.date) -> str:
    """December 2026; « décembre 2026 »."""
    return dateformat.format(day, pattern("YEAR_MONTH_FORMAT"))


def season(day: datetime.date) -> str:
    """The season that the day lies in, by its month: Spring 2027; a winter that begins in December has two years."""
    names = (_("Winter %(year)s"), _("Spring %(year)s"), _("Summer %(year)s"), _("Fall %(year)s"))
    year = f"{day.year}–{day.year + 1}" if day.month == 12 else str(day.year)
    return names[day.month % 12 // 3] % {"year": year}


def partial(text: str) -> str:
    """A year, a month or a day as editors write it: 2016, 2016-05, 2016-05-31."""
    try:
        numbers = [int(number) for number in text.split("-")]
        day = datetime.date(*[*numbers, 1, 1][:3])
    except ValueError:
        return text
    return (str(day.year), month(day), plain_day(day))[min(len(numbers), 3) - 1]


def duration(minutes: int) -> str:
    """58 minutes; 1 hour 30 minutes."""
    whole, rest = divmod(minutes, 60)
    words = [ngettext("%(count)d hour", "%(count)d hours", whole) % {"count": whole}] if whole else []
    if rest or not whole:
        words.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(words)


def block_parts(first: datetime.date, last: datetime.date | None = None) -> tuple[str, str, str]:
    """Weekday, day (or range of days) and month, short, for the date block beside an entry."""
    names, number, name = (str(part) for part in pattern("BLOCK"))
    weekday, day, short_month = (dateformat.format(first, how) for how in (names, number, name))
    if last is None or last <= first:
        return weekday, day, short_month
    weekdays = f"{weekday}–{dateformat.format(last, names)}"
    if (first.year, first.month) == (last.year, last.month):
        return weekdays, f"{first.day}–{last.day}", short_month
    return weekdays, f"{first.day}–{last.day}", f"{short_month}–{dateformat.format(last, name)}"


def file_size(kilobytes: int) -> str:
    """640 KB; 2.4 MB; « 2,4 Mo »."""
    if kilobytes < 1000:
        return _("%(size)s KB") % {"size": kilobytes}
    megabytes = f"{kilobytes / 1000:.1f}".removesuffix(".0")
    return _("%(size)s MB") % {"size": megabytes.replace(".", pattern("DECIMAL_SEPARATOR"))}


def as_date(value: datetime.date | datetime.datetime) -> datetime.date:
    """The day of an instant in the site's zone; a date is itself."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
