"""An event on many dates: the rule, what differs at single dates, and the event seen at one of them (decision 68)."""

import copy
import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from core.going_live import Problem
from core.i18n.dates import full_day
from core.models import Fold, shown_if
from events.blocks import Mode
from events.days_and_hours import DaysAndHours, Precision
from events.models.condition import Conditional
from events.models.timing import Timing
from events.repeating.blocks import PLACE, date_blocks
from events.repeating.planned_dates import PlannedDate, dates_of
from events.repeating.rule import LONGEST, MOST_DATES, WHOLE_WEEKS, Repeats, Rule
from events.repeating.rule_words import rule_words

_RULES = [value for value in Repeats.values if value]
# The number of weeks is filled in from the start: that it is says nothing.
_if_repeating = shown_if("repeats", *_RULES)
_if_repeating_or_filled = shown_if("repeats", *_RULES, or_filled=True)


class WeekdaysFormField(forms.TypedMultipleChoiceField):
    """Boxes to tick. An empty value among them, as programs send, chooses nothing."""

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]


class WeekdaysField(models.JSONField):
    """Days of the week, Monday is 0."""

    def formfield(self, **kwargs: Any) -> Any:
        options: dict[str, Any] = {"label": capfirst(self.verbose_name), "help_text": self.help_text}
        options |= {key: kwargs[key] for key in options if key in kwargs}
        return WeekdaysFormField(
            coerce=int,
            empty_value=[],
            choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **options,
        )


class Repeating(Timing, Conditional):
    """Once, or by a rule that is counted from the first day."""

    repeats = models.CharField(
        _("does it repeat?"), max_length=16, choices=Repeats.choices, default=Repeats.ONCE, blank=True
    )
    repeats_every = models.PositiveSmallIntegerField(
        _("every how many weeks or months"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("1 for every week or month, 2 for every second one."),
    )
    repeats_weekdays = WeekdaysField(
        _("on these weekdays"), default=list, blank=True, help_text=_("The weekday of the first day always counts.")
    )
    repeats_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it may take place, up to three years on.")
    )
    dates_apart = StreamField(
        date_blocks(),
        verbose_name=_("dates that differ"),
        blank=True,
        help_text=_(
            "Leave a date out, cancel, move or add one, or give one a guest, title, place or agenda of its own."
        ),
    )

    private_fields = {"repeats_weekdays", "dates_apart"}
    of_one_time = {"repeats_until", "dates_apart"}
    card_blocks = ("dates_apart",)

    # The day of the date at which the event is seen; None for the event itself.
    seen_on: datetime.date | None = None
    # What it answered last, and to what: see `dates`.
    _known_dates: tuple[Any, Any, list[PlannedDate]] | None = None
    # The event that it is a date of.
    whole: "Repeating | None" = None
    # When that date takes place, where it was moved.
    times_as_moved: DaysAndHours | None = None

    repeating_panel = Fold(
        [
            FieldPanel("repeats"),
            FieldRowPanel([FieldPanel("repeats_every"), FieldPanel("repeats_until")], attrs=_if_repeating),
            FieldPanel("repeats_weekdays", attrs=shown_if("repeats", Repeats.WEEKLY)),
            HelpPanel(template="events/admin/dates_of_rule.html", attrs=_if_repeating),
            FieldPanel("dates_apart", attrs=_if_repeating_or_filled),
        ],
        heading=_("Does it repeat?"),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.seen_on:
            raise TypeError("An event seen at one of its dates is not a page of its own")
        super().save(*args, **kwargs)

    @property
    def has_own_title(self) -> bool:
        """Whether the date at which it is seen is called otherwise than the event."""
        return self.whole is not None and self.title != self.whole.title

    @property
    def is_moved_date(self) -> bool:
        """Whether it is seen at a date that takes place at another time than the rule says."""
        return self.times_as_moved is not None and self.is_rescheduled

    @property
    def condition_label(self) -> str:
        """In lists: a date that was moved was not postponed to nobody knows when."""
        return gettext("Moved") if self.is_moved_date else str(self.Condition(self.condition).label)

    @property
    def address_below(self) -> str:
        """Where the date at which it is seen has its page, below the event's own."""
        return f"{self.seen_on.isoformat()}/" if self.seen_on else ""

    # Its dates

    @property
    def rule_in_words(self) -> str:
        """Every second Thursday until April 1, 2027; empty for an event that takes place once."""
        rule = self.rule
        return rule_words(rule) if rule else ""

    @property
    def rule(self) -> Rule | None:
        """None for an event that takes place once, and while the rule is not complete."""
        first, until = self.start_date, self.repeats_until
        if self.seen_on or not self.repeats or first is None or until is None or until < first:
            return None
        if self.precision not in {Precision.EXACT, Precision.DAY}:
            return None
        weekdays = tuple(self.repeats_weekdays or ())
        return Rule(self.repeats, first, min(until, first + LONGEST), max(1, self.repeats_every or 1), weekdays)

    @property
    def is_repeating(self) -> bool:
        return self.rule is not None

    def dates(self) -> list[PlannedDate]:
        """In the order in which they take place; none for an event that takes place once."""
        rule = self.rule
        if rule is None:
            return []
        # A page asks some twenty times. What is changed in place, in a block, counts from when it is saved.
        asked = (rule, self.planned_times)
        if self._known_dates is None or self._known_dates[0] != asked or self._known_dates[1] is not self.dates_apart:
            self._known_dates = asked, self.dates_apart, dates_of(rule, self.planned_times, self.dates_apart)
        return self._known_dates[2]

    def dates_to_come(self, now: datetime.datetime) -> list[PlannedDate]:
        """Those that are not over, cancelled ones too."""
        return [date for date in self.dates() if date.span[1] > now]

    def date_of(self, now: datetime.datetime) -> PlannedDate | None:
        """The date that the event is about at the moment: the next that takes place; else the last there was."""
        dates = self.dates()
        to_come = [date for date in dates if date.span[1] > now]
        taking_place = [date for date in to_come if not date.is_cancelled]
        return next(iter([*taking_place, *to_come]), dates[-1] if dates else None)

    # As it stands at one of them

    def on(self, day: datetime.date) -> Self | None:
        """The event seen at one of its dates: a copy that cannot be saved. None where it has no such date."""
        date = next((date for date in self.dates() if date.day == day), None)
        return self.at(date) if date else None

    def at(self, date: PlannedDate) -> Self:
        seen = copy.copy(self)
        seen.seen_on, seen.whole = date.day, self
        for name, value in self._facts_at(date).items():
            setattr(seen, name, value)
        return seen

    def _facts_at(self, date: PlannedDate) -> dict[str, Any]:
        planned, now = date.planned, date.times
        facts = {
            "start_date": planned.first,
            "end_date": planned.last,
            "start_time": planned.start,
            "end_time": planned.end,
            "all_day": planned.all_day,
            "precision": planned.precision,
            "times_as_moved": now if date.is_moved else None,
        }
        if not self.is_cancelled and (date.is_cancelled or date.is_moved):
            facts["condition"] = self.Condition.CANCELLED if date.is_cancelled else self.Condition.POSTPONED
            facts |= {"condition_reason": date.reason, "new_date": now.first, "new_time": now.start}
        return facts | (self._own_facts(date.own) if date.own else {})

    def _own_facts(self, own: Any) -> dict[str, Any]:
        facts = {"title": own["title"]} if own.get("title") else {}
        if any(own.get(name) for name in PLACE):
            facts |= {name: own.get(name) or "" for name in PLACE}
        if own.get("mode"):
            facts["mode"] = own["mode"]
        if own.get("text") and own["text"].source.strip():
            facts["introduction"] = own["text"].source
        if own.get("agenda"):
            facts["agenda"] = own["agenda"]
        if own.get("people"):
            everyone = [*own["people"].get_prep_value(), *self.people.get_prep_value()]
            facts["people"] = StreamValue(self.people.stream_block, everyone, is_lazy=True)
        return facts

    # What keeps it from going live

    def go_live_problems(self) -> list[Problem]:
        return [*self._repeating_problems(), *super().go_live_problems()]

    def _repeating_problems(self) -> Iterator[Problem]:
        if not self.repeats:
            if self.dates_apart:
                yield Problem("repeats", gettext("There are dates that differ. Say how it repeats, or remove them."))
            return
        if self.precision not in {Precision.EXACT, Precision.DAY}:
            yield Problem("precision", gettext("To repeat, it needs a first day."))
        if self.is_postponed:
            yield Problem("condition", gettext("An event that repeats is not postponed. Move its dates instead."))
        yield from self._problems_of_the_end()
        yield from self._problems_of_the_rule()
        yield from self._problems_of_exceptions()

    def _problems_of_the_end(self) -> Iterator[Problem]:
        if not self.repeats_until:
            yield Problem("repeats_until", gettext("Say until when it repeats."))
        elif self.start_date and self.repeats_until < self.start_date:
            yield Problem("repeats_until", gettext("It ends before its first day."))
        elif self.start_date and self.repeats_until > self.start_date + LONGEST:
            yield Problem("repeats_until", gettext("Choose a day within three years of the first day."))

    def _problems_of_the_rule(self) -> Iterator[Problem]:
        rule = self.rule
        if rule and rule.has_too_many:
            words = gettext("These are more than %(count)s dates. Choose an earlier end.")
            yield Problem("repeats_until", words % {"count": MOST_DATES})
        if rule and rule.repeats == Repeats.MONTHLY_LAST and not rule.begins_with_itself:
            yield Problem("start_date", gettext("The first day is not the last such weekday of its month."))
        if rule and self.same_hours_daily and self.planned_times.is_multi_day:
            yield Problem("same_hours_daily", gettext("An event of several days with the same hours cannot repeat."))
        if rule and rule.repeats == Repeats.MONTHLY_WEEKDAY and rule.week_of_month > WHOLE_WEEKS:
            yield Problem("repeats", gettext("Not every month has a fifth such weekday. Choose the last one instead."))

    def _problems_of_exceptions(self) -> Iterator[Problem]:
        rule = self.rule
        if rule is None:
            return
        known = set(rule.days())
        known |= {block.value["day"] for block in self.dates_apart if block.block_type == "added"}
        if not self.dates():
            yield Problem("dates_apart", gettext("All of its dates are left out."))
        said = Counter((block.block_type, block.value.get("day")) for block in self.dates_apart)
        for block in self.dates_apart:
            if day := block.value.get("day"):
                yield from self._problems_of_exception(block, day, known, said[block.block_type, day] > 1)

    def _problems_of_exception(
        self, block: Any, day: datetime.date, known: set[datetime.date], is_double: bool
    ) -> Iterator[Problem]:
        place, words = f"dates_apart.{block.id}.day", {"day": full_day(day)}
        if day not in known:
            yield Problem("dates_apart", gettext("%(day)s is none of its dates.") % words, place=place)
        if is_double:
            yield Problem("dates_apart", gettext("%(day)s stands there twice.") % words, place=place)
        needs_reason = block.block_type in {"cancelled", "moved"} and not block.value.get("reason")
        if needs_reason:
            reason = gettext("Say why the date of %(day)s is cancelled or moved.") % words
            yield Problem("dates_apart", reason, place=f"dates_apart.{block.id}.reason")
        has_place = any(block.value.get(name) for name in PLACE)
        if has_place and (block.value.get("mode") or getattr(self, "mode", "")) == Mode.ONLINE:
            where = gettext("The date of %(day)s has a place. Say that it is in person, or both.") % words
            yield Problem("dates_apart", where, place=f"dates_apart.{block.id}.mode")
        is_moved = block.value.get("new_day") or block.value.get("start")
        if block.block_type == "moved" and not is_moved:
            where = gettext("Say to when the date of %(day)s is moved.") % words
            yield Problem("dates_apart", where, place=f"dates_apart.{block.id}.new_day")
