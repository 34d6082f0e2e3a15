"""When an event is planned: its days and hours, and how much of them is known."""

import datetime
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.forms import ZoneSelect
from core.going_live import Problem
from core.models import shown_if
from events.blocks import SittingBlock
from events.days_and_hours import DaysAndHours, Precision
from events.models.zoned import Zoned

# What is known of the date decides which fields apply.
_if_timed = shown_if("precision", Precision.EXACT)
_if_on_days = shown_if("precision", Precision.EXACT, Precision.DAY)
_if_dated = shown_if("precision", Precision.EXACT, Precision.DAY, Precision.MONTH, Precision.SEASON)
_FIRST_DAY = _("If only the month or season is known, its first day.")


class Timing(Zoned):
    """Days and hours as staff give them."""

    Precision = Precision

    precision = models.CharField(
        _("how much of the date is known"), max_length=10, choices=Precision.choices, default=Precision.EXACT
    )
    start_date = models.DateField(_("first day"), null=True, blank=True)
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty if it ends on the same day.")
    )
    end_time = models.TimeField(_("to"), null=True, blank=True, help_text=_("Leave empty if the end time is open."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="America/Vancouver",
        help_text=_("Choose the zone of the place or, for an online event, of the host."),
    )
    all_day = models.BooleanField(_("all day"), default=False)
    same_hours_daily = models.BooleanField(
        _("the same hours each day"),
        default=False,
        help_text=_("Tick this for an event over several days with the same hours each day."),
    )
    date_note = models.CharField(_("note on the date"), max_length=200, blank=True)
    shows_zones = models.BooleanField(_("show the times across Canada"), default=False)
    sessions = StreamField([("session", SittingBlock())], verbose_name=_("sittings"), blank=True)

    private_fields = {"same_hours_daily", "shows_zones", "sessions"}
    of_one_time = {"start_date", "end_date", "date_note", "sessions"}

    timing_panel = MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("precision"), FieldPanel("time_zone", widget=ZoneSelect, attrs=_if_on_days)],
            ),
            FieldRowPanel(
                [
                    FieldPanel("start_date", attrs=_if_dated, help_text=_FIRST_DAY),
                    FieldPanel("start_time", attrs=_if_timed),
                    FieldPanel("end_time", attrs=_if_timed),
                ],
                attrs=_if_dated,
            ),
        ],
        heading=_("When"),
    )
    more_timing_panels = [
        FieldPanel("end_date", attrs=_if_on_days),
        FieldRowPanel(
            [FieldPanel("all_day", attrs=_if_on_days), FieldPanel("same_hours_daily", attrs=_if_timed)],
            attrs=_if_on_days,
        ),
        FieldPanel("shows_zones", attrs=_if_timed),
        FieldPanel("date_note"),
        FieldPanel("sessions"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        last = self.last_date
        if self.start_date and last and last < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first.")})
        one_day = last == self.start_date or self.same_hours_daily
        ends_at_midnight = self.end_time == datetime.time.min
        if one_day and self.start_time and self.end_time and self.end_time <= self.start_time and not ends_at_midnight:
            raise ValidationError({"end_time": _("The end must be after the start.")})

    @property
    def last_date(self) -> datetime.date | None:
        return self.end_date or self.start_date

    @property
    def planned_times(self) -> DaysAndHours:
        """When it was to take place at first."""
        return DaysAndHours(
            zone=self.zone,
            precision=self.precision,
            first=self.start_date,
            last=self.end_date,
            start=self.start_time,
            end=self.end_time,
            all_day=self.all_day,
            same_hours_daily=self.same_hours_daily,
        )

    def go_live_problems(self) -> list[Problem]:
        return [*self._timing_problems(), *super().go_live_problems()]

    def _timing_problems(self) -> Iterator[Problem]:
        if self.precision != self.Precision.NONE and not self.start_date:
            yield Problem("start_date", gettext("Give the date, or say that it will be announced."))
        if self.precision == self.Precision.EXACT and not self.all_day and not self.start_time:
            yield Problem("start_time", gettext("Give the time, or say that it is all day or will be announced."))
