"""The session that a summary is about: when it was held, how, and with how many."""

import datetime
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.forms import ZoneSelect
from core.going_live import Problem
from core.i18n.dates import full_day
from core.models import BasePage, shown_if
from core.models.unsaid import NOT_SAID
from events.blocks import Mode
from events.models.zoned import Zoned


class HeldSession(Zoned):
    """A session in the past, by itself or as a part of a series."""

    number = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    date = models.DateField(_("date of the session"), null=True, blank=True)
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_time = models.TimeField(_("to"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Vancouver")
    hours_unknown = models.BooleanField(_("nobody knows the hours any more"), default=False)
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event that it sums up"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="summaries",
    )
    mode = models.CharField(_("mode"), max_length=10, blank=True, choices=[("", NOT_SAID), *Mode.choices])
    attendance = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    attendance_note = models.CharField(
        _("note on attendance"),
        max_length=120,
        blank=True,
        help_text=_("For example “more than 160”, when nobody counted exactly."),
    )

    newest = ("date",)
    private_fields = {"event", "hours_unknown"}
    of_one_time = {"number", "date", "hours_unknown", "event", "attendance", "attendance_note"}
    search_fields = [*BasePage.search_fields, index.FilterField("date")]

    when_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("date"), FieldPanel("number")]),
            FieldRowPanel(
                [FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("time_zone", widget=ZoneSelect)]
            ),
            FieldPanel("hours_unknown", attrs=shown_if("start_time", "")),
        ],
        heading=_("When it was"),
    )
    session_panels = [
        FieldPanel("event"),
        FieldPanel("after_event"),
        FieldPanel("mode"),
        FieldRowPanel([FieldPanel("attendance"), FieldPanel("attendance_note")]),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end must be after the start.")})

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    @property
    def own_day(self) -> datetime.date | None:
        return self.date

    @property
    def hit_note(self) -> str:
        return full_day(self.date) if self.date else ""

    @property
    def starts_at(self) -> datetime.datetime | None:
        return datetime.datetime.combine(self.date, self.start_time) if self.date and self.start_time else None

    def go_live_problems(self) -> list[Problem]:
        return [*self._session_problems(), *super().go_live_problems()]

    def _session_problems(self) -> Iterator[Problem]:
        if not self.date:
            yield Problem("date", gettext("Give the date of the session."))
        for name in ("start_time", "end_time"):
            if not getattr(self, name) and not self.hours_unknown:
                yield Problem(name, gettext("Give the hour, or say that nobody knows the hours any more."))
